from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_details, make_patient_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import BEGUN, Ward, fill_store, make_earlier_entries, put_usual_store
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.trial import Trial
from trialtracker.ui.move_dialog import MoveDialog

OTHER = make_patient_details(mrn="T-002", family_name="Landmark", given_name="Greta")


@pytest.fixture
def other(store_path: Path, clock: FakeClock) -> Trial:
    """A second patient, whose trial began at the same time."""
    put_usual_store(store_path, clock)
    return fill_store(store_path, clock, patient=OTHER)


@pytest.fixture
def entries(other: Trial, store_path: Path, open_window: OpenWard) -> Ward:
    """The window on the entries of the first patient, the newest selected."""
    ward = open_window(store_path)
    ward.window.desk.open_chart(next(i for i in all_trials(ward) if i != other.trial_id))
    ward.settle()
    ward.press("Ctrl+E")
    ward.keys.count = 0
    return ward


def all_trials(ward: Ward) -> list[str]:
    return [row.trial_id for row in ward.window.today.table.rows.rows]


def start_moving(ward: Ward) -> MoveDialog:
    ward.press("Alt+F7")
    dialog = ward.window.desk.moving.dialog
    assert dialog is not None
    ward.wait(dialog.finder.hasFocus)
    return dialog


def find(ward: Ward, letters: str) -> None:
    ward.keys.type_text(letters)
    ward.settle()
    ward.press("Return")


def test_n9_an_entry_of_the_wrong_patient_is_moved_in_at_most_nine_keys(
    entries: Ward, other: Trial
) -> None:
    start_moving(entries)
    find(entries, "land")

    entries.press("1", "Return")

    assert entries.keys.count == 8
    here, there = entries.page.trial, entries.read(other.trial_id).trial
    assert here is not None
    moved = there.entries[0]
    gone = here.entries[-1]
    assert gone.is_void
    assert gone.reason == "wrong_patient: moved to MRN T-002"
    assert moved.moved_from == gone.supersedes_id
    assert moved.values["pain_worst"] == 5
    assert entries.window.message.text == (
        "The entry of 06:00 stands with LANDMARK, Greta, MRN T-002 now. Here it is void."
    )


def test_both_patients_are_named_before_an_entry_is_moved(entries: Ward) -> None:
    dialog = start_moving(entries)

    find(entries, "land")

    entries.wait(lambda: dialog.question.height() > 20)
    assert dialog.source.accessibleName() == "From TESTCASE, Ada, Born 12-Mar-1961   MRN T-001"
    assert dialog.target.accessibleName().startswith(
        "To LANDMARK, Greta, Born 12-Mar-1961   MRN T-002"
    )
    assert dialog.target.isVisible()
    assert dialog.move_button.text() == "Move to LANDMARK, Greta  Enter"
    assert len(entries.stored) == 2


def test_both_histories_say_where_the_entry_went_and_where_it_came_from(
    entries: Ward, other: Trial
) -> None:
    start_moving(entries)
    find(entries, "land")
    entries.press("1", "Return")
    entries.window.activateWindow()
    entries.wait(entries.window.isActiveWindow)
    entries.page.entries.history_button.click()

    entries.page.entries.table.select_row(1)
    here = entries.page.entries.detail.text()
    entries.window.desk.open_chart(other.trial_id)
    entries.settle()
    entries.press("Ctrl+E")
    there = entries.page.entries.detail.text()

    assert "Reason: Wrong patient: moved to MRN T-002." in here
    assert "Wrong patient: moved from MRN T-001, first recorded 05-Mar-2026 06:00 by nurse" in there


def test_a_move_without_a_reason_asks_for_one(entries: Ward) -> None:
    dialog = start_moving(entries)
    find(entries, "land")

    entries.press("Return")

    assert dialog.problem.text() == "Choose a reason, 1 to 4."
    assert len(entries.stored) == 2


def test_another_reason_needs_its_words(entries: Ward, other: Trial) -> None:
    dialog = start_moving(entries)
    find(entries, "land")
    entries.press("4", "Return")
    asked = dialog.problem.text()

    entries.keys.type_text("Bed swapped")
    entries.press("Return")

    assert asked == "Write the reason in a few words."
    assert entries.read(other.trial_id).trial.entries[0].reason.startswith("Bed swapped: moved")


def test_an_entry_is_not_moved_to_where_it_stands(entries: Ward) -> None:
    dialog = start_moving(entries)
    find(entries, "test")

    entries.press("1", "Return")

    assert dialog.problem.text() == "The entry stands in this trial already."
    assert dialog.move_button.isEnabled()
    assert len(entries.stored) == 2


def test_an_entry_is_not_moved_to_a_trial_that_had_ended_before_it(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    ended = make_details(
        started_at=BEGUN.replace(month=2),
        state=TrialState.COMPLETED,
        ended_at=BEGUN.replace(hour=7),
    )
    fill_store(store_path, clock, patient=OTHER, trial=ended)
    fill_store(store_path, clock, make_earlier_entries())
    ward = open_window(store_path)
    ward.press("Return")
    ward.press("Ctrl+E")
    dialog = start_moving(ward)
    find(ward, "land")

    ward.press("1", "Return")

    assert "is after the trial's end" in dialog.problem.text()
    assert dialog.isVisible()


def test_escape_leaves_the_entry_where_it_is(entries: Ward) -> None:
    start_moving(entries)

    entries.press("Escape")

    assert entries.window.desk.moving.dialog is None
    assert len(entries.current) == 2


def test_an_entry_that_is_void_cannot_be_moved(entries: Ward) -> None:
    entries.press("Alt+F8", "5", "Return")
    entries.page.entries.history_button.click()
    entries.page.entries.table.select_row(1)

    entries.page.entries._move()

    assert entries.window.desk.moving.dialog is None
    assert not entries.page.entries.move_button.isEnabled()
