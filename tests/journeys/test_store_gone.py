"""A tab whose save finds no store: loud, everything stays typed, and later it is stored once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import NOW, SCORES, Ward, fill_store
from trialtracker.clinical.trial import Trial
from trialtracker.ui.trial_tabs import TABS, Tab


@dataclass(frozen=True)
class Saving:
    """What is typed in a tab, and how much of it a trial holds."""

    tab: Tab
    keys: tuple[str, ...]
    count: Callable[[Trial], int]


SAVINGS = (
    Saving(Tab.DOSES, ("0", ".", "4", "Tab", "Tab", "1"), lambda trial: len(trial.doses)),
    Saving(Tab.OPIOIDS, ("4", "Tab"), lambda trial: len(trial.intakes)),
    Saving(Tab.EFFECTS, ("Return", "1", "Tab", "2"), lambda trial: len(trial.effect_details)),
    Saving(Tab.DOSSIER, ("Y",), lambda trial: len(trial.facts)),
    Saving(
        Tab.PAPER,
        ("-", "1", "d", "Tab", "0", "8", "1", "5", "3", "4", "5", "2", "3"),
        lambda trial: len(trial.entries) - 1,
    ),
)
by_tab = pytest.mark.parametrize("saving", SAVINGS, ids=lambda saving: saving.tab.name)


@pytest.fixture
def nauseous(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    answers = make_answers(NOW.replace(hour=6, minute=0), {**SCORES, "side_effect:nausea": 2})
    fill_store(store_path, clock, [answers])
    return open_window(store_path)


def type_and_lose_store(ward: Ward, saving: Saving, away: Path) -> str:
    """Type in a tab, take the store away, save, and return what is typed then."""
    open_tab(ward, saving.tab)
    ward.press(*saving.keys)
    ward.path.rename(away)
    ward.press("Ctrl+S")
    return form_of(ward, saving.tab)


def open_tab(ward: Ward, tab: Tab) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.press(TABS[tab].key)


def form_of(ward: Ward, tab: Tab) -> str:
    return ward.page.get_section(tab).get_form()


def status_of(ward: Ward) -> str:
    return ward.window.status._state.text()


def save_again(ward: Ward) -> None:
    ward.press("Ctrl+S")


def try_again(ward: Ward) -> None:
    QTest.mouseClick(ward.window.message._action, Qt.MouseButton.LeftButton)
    ward.settle()


@by_tab
def test_what_cannot_be_saved_is_loud_and_stays_typed(
    nauseous: Ward, tmp_path: Path, saving: Saving
) -> None:
    away = tmp_path / "away"

    typed = type_and_lose_store(nauseous, saving, away)

    away.rename(nauseous.path)
    assert typed
    assert "moved or deleted. Nothing was saved" in nauseous.window.message.text
    assert status_of(nauseous) == "Not saved: what you typed is kept in the form"
    assert saving.count(nauseous.read().trial) == 0


@pytest.mark.parametrize("again", [save_again, try_again])
@by_tab
def test_what_could_not_be_saved_is_stored_once_when_the_store_is_back(
    nauseous: Ward,
    tmp_path: Path,
    saving: Saving,
    again: Callable[[Ward], None],
    open_window: OpenWard,
) -> None:
    away = tmp_path / "away"
    type_and_lose_store(nauseous, saving, away)
    away.rename(nauseous.path)

    again(nauseous)
    stored = saving.count(nauseous.read().trial)
    status, message = status_of(nauseous), nauseous.window.message.text
    nauseous.window.close()
    nauseous.wait(lambda: not nauseous.window.isVisible())
    reopened = open_window(nauseous.path)
    open_tab(reopened, saving.tab)

    assert stored == 1
    assert status == "Saved 14:05"
    assert "Nothing was saved" not in message
    assert form_of(reopened, saving.tab) == ""
    assert reopened.read().section_drafts == {}
