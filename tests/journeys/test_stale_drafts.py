"""A draft that outlives what became of it, as after a power cut between the two: it has served."""

from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.test_store_gone import (
    SAVINGS,
    Saving,
    by_tab,
    form_of,
    nauseous,
    open_tab,
)
from tests.journeys.ward import ACTOR, Ward
from trialtracker.door import StoreDoor

__all__ = ["SAVINGS", "nauseous"]


@pytest.fixture
def left_behind(
    nauseous: Ward, saving: Saving, clock: FakeClock, store_path: Path, open_window: OpenWard
) -> Ward:
    """The window on a trial whose tab was stored, with the draft still on disk."""
    open_tab(nauseous, saving.tab)
    nauseous.press(*saving.keys)
    form = form_of(nauseous, saving.tab)
    nauseous.press("Ctrl+S")
    nauseous.window.close()
    nauseous.wait(lambda: not nauseous.window.isVisible())
    door = StoreDoor(store_path, clock, ACTOR)
    clinic = door.open()
    clinic.keep_section_draft(clinic.list_trial_ids()[0], saving.tab.name, form)
    door.close()
    return open_window(store_path)


@by_tab
def test_a_draft_of_what_is_stored_does_not_come_back(left_behind: Ward, saving: Saving) -> None:
    open_tab(left_behind, saving.tab)
    shown = form_of(left_behind, saving.tab)
    left_behind.press("Ctrl+S")

    assert left_behind.read().section_drafts
    assert shown == ""
    assert saving.count(left_behind.read().trial) == 1
