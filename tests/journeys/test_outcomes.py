"""From the outcomes to the trials behind a number, to a trial, and back the same way."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import text

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import ACTOR, Ward, put_usual_store
from trialtracker.clinical.choices import TrialState
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import StorageError
from trialtracker.services.outcomes import Outcomes
from trialtracker.ui.outcomes_period_bar import THIS_YEAR


@pytest.fixture
def outcomes(ward: Ward) -> Ward:
    """The page of the outcomes, with one running trial."""
    ward.press("Ctrl+3")
    ward.wait(ward.window.outcomes.page.isVisible)
    return ward


def go_to_volumes(ward: Ward) -> None:
    ward.window.outcomes.page.figures[0].setFocus()


def wait_for_trial(ward: Ward) -> None:
    ward.wait(lambda: ward.window.pages.currentWidget() is ward.window.desk.page)
    ward.wait(lambda: ward.focus is not None)


def test_the_running_trial_is_counted(outcomes: Ward) -> None:
    said = outcomes.window.outcomes.page.headline.accessibleName()

    assert said == "1 trial started · 0 ended · 1 still running"
    assert not outcomes.window.outcomes.page.waiting.isVisible()


def test_enter_opens_the_list_then_the_trial_and_esc_goes_back(outcomes: Ward) -> None:
    desk, window = outcomes.window.outcomes, outcomes.window
    go_to_volumes(outcomes)

    outcomes.press("Up", "Enter")
    outcomes.wait(desk.list.isVisible)
    listed = desk.list.title.accessibleName()
    outcomes.press("Enter")
    wait_for_trial(outcomes)
    outcomes.press("Esc")
    outcomes.wait(desk.list.isVisible)
    outcomes.press("Esc")
    outcomes.wait(desk.page.isVisible)
    outcomes.press("Esc")

    assert listed == "Still running, started in Mar-2026"
    assert window.pages.currentWidget() is window.today


def test_a_trial_opened_elsewhere_goes_back_to_the_lists(outcomes: Ward) -> None:
    outcomes.press("Ctrl+1", "Enter")
    wait_for_trial(outcomes)

    outcomes.press("Esc")

    assert outcomes.window.pages.currentWidget() is outcomes.window.today


def test_another_period_is_read(outcomes: Ward) -> None:
    page = outcomes.window.outcomes.page

    page.period_bar.buttons[THIS_YEAR].click()
    outcomes.settle()

    assert page.shown is not None
    assert page.shown.period.first == "2026-01"
    assert len(page.shown.volumes) == 12


def test_the_outcomes_are_saved_as_a_file(
    outcomes: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    outcomes.press("Ctrl+S")

    assert "Trials,,running,<5" in path.read_text(encoding="utf-8")
    assert "Saved mine.csv" in outcomes.window.message.text


def test_no_file_is_written_where_none_was_chosen(
    outcomes: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    outcomes.press("Ctrl+S")

    assert list(tmp_path.glob("*.csv")) == []


def test_the_trial_that_runs_is_the_one_listed(outcomes: Ward) -> None:
    go_to_volumes(outcomes)

    outcomes.press("Up", "Enter")
    outcomes.wait(outcomes.window.outcomes.list.isVisible)

    rows = outcomes.window.outcomes.list.table.rows.rows
    assert [row.state for row in rows] == [TrialState.RUNNING]


def test_after_an_upgrade_the_page_counts_on_by_itself(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    put_usual_store(store_path, clock)
    end_and_forget(store_path, clock)
    ward = open_window(store_path)

    ward.press("Ctrl+3")
    page = ward.window.outcomes.page
    ward.wait(lambda: page.shown is not None and page.shown.ended == 1)

    assert page.trials_waiting == 0
    assert not page.waiting.isVisible()


def test_a_store_that_fails_is_told(outcomes: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_clinic: object, _period: object = None) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(Outcomes, "count", fail)
    outcomes.press("Ctrl+3")

    assert outcomes.window.message.text == "The disk is full."


def end_and_forget(path: Path, clock: FakeClock) -> None:
    """End the trial of a store, and leave the store as an upgrade leaves it."""
    with closing(open_store(str(path))) as store:
        clinic = Clinic(store, clock, ACTOR)
        trial = clinic.get_snapshot(clinic.list_trial_ids()[0]).trial
        ended = replace(trial.details, state=TrialState.COMPLETED, ended_at=clock.now)
        clinic.amend_trial(trial, ended, "It is over")
        with store.write(ACTOR, clock.now) as tx:
            tx.connection.execute(
                text("UPDATE trial SET assessed_s=0, outcome='', outcome_month=''")
            )
            tx.connection.execute(text("DELETE FROM outcome_count"))
