"""What the tests of the desk of a trial share: what it tells, and what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.services.errors import StorageError
from trialtracker.services.results import Snapshot
from trialtracker.ui import trial_page
from trialtracker.ui.jobs import Failure
from trialtracker.ui.record_cells import CellStrip
from trialtracker.ui.section import Section
from trialtracker.ui.trial_desk import TrialDesk
from trialtracker.ui.trial_tabs import TABS, Tab, TabPlan

FULL = StorageError("The disk is full.")
REFUSED = RefusedError((Problem("pain_rest", "Not possible."),))
PLACE = Tab.EFFECTS
"""Where a tab of the tests stands."""


@dataclass
class Heard:
    """What the desk has told the window."""

    notices: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    changes: list[bool] = field(default_factory=list)


def put_tab(monkeypatch: pytest.MonkeyPatch, make: Callable[[Clock], Section]) -> None:
    """Let a tab of the tests stand in the place of another."""
    plans = list(TABS)
    plans[PLACE] = TabPlan(PLACE, "Made up", "Ctrl+L", make)
    monkeypatch.setattr(trial_page, "TABS", tuple(plans))


def settle(qtbot: QtBot, desk: TrialDesk) -> None:
    qtbot.waitUntil(lambda: desk._jobs.is_idle)


def type_score(desk: TrialDesk, text: str) -> None:
    strip = desk.page.record.form.score_rows[0].strip
    assert isinstance(strip, CellStrip)
    strip._type(text)
    desk.leave()


def trial_id_of(snapshot: Snapshot) -> str:
    return snapshot.trial.trial_id
