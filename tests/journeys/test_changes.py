from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QPushButton

from tests.conftest import FakeClock
from tests.factories import make_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import BEGUN, NOW, Ward, fill_store
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.services.errors import StorageError
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.registration_dialog import (
    EditPatientDialog,
    EditTrialDialog,
    RegistrationDialog,
)

Dialog = TypeVar("Dialog", bound=FormDialog)


@pytest.fixture
def chart(ward: Ward) -> Ward:
    """The window on the chart of its trial."""
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    return ward


def open_dialog(ward: Ward, title: str, kind: type[Dialog]) -> Dialog:
    """Press the button of this title on the page of the trial."""
    buttons = {b.text(): b for b in ward.page.tabs.findChildren(QPushButton)}
    buttons[title].setFocus()
    ward.press("Space")
    dialog = ward.window.desk.registration.dialog
    assert isinstance(dialog, kind)
    ward.wait(dialog.isActiveWindow)
    return dialog


def test_a_name_is_corrected_with_a_reason_and_the_former_one_is_kept(chart: Ward) -> None:
    open_dialog(chart, "Edit patient…", EditPatientDialog)
    chart.keys.press("Alt+F")
    chart.keys.press("Ctrl+A")
    chart.keys.type_text("Newname")
    chart.keys.press("Alt+H")
    chart.keys.type_text("Married")

    chart.press("Ctrl+S")

    patient = chart.read().trial.patient
    assert chart.page.banner.name.text() == "NEWNAME, Ada"
    assert patient.details.family_name == "Newname"
    assert chart.window.desk.registration.dialog is None


def test_a_change_without_a_reason_is_refused_in_the_dialog(chart: Ward) -> None:
    dialog = open_dialog(chart, "Edit patient…", EditPatientDialog)

    chart.press("Ctrl+S")

    reason = dialog.get_field("reason")
    assert reason is not None
    assert reason.problem == "Write in a few words why this is changed."
    assert dialog.isVisible()


def test_a_trial_is_stopped_with_a_coded_reason(chart: Ward) -> None:
    open_dialog(chart, "Edit trial…", EditTrialDialog)
    chart.keys.press("Alt+S", "S", "Alt+N")
    chart.keys.type_text("05-Mar-2026")
    chart.keys.press("Tab", "Tab", "Tab")
    chart.keys.type_text("13:00")
    chart.keys.press("Alt+W", "P", "Alt+H")
    chart.keys.type_text("Wish to go home")

    chart.press("Ctrl+S")

    details = chart.read().trial.details
    assert details.state is TrialState.STOPPED
    assert details.stop_reason is StopReason.PATIENT_REQUEST
    assert chart.page.banner.trial_day.text() == "Stopped"
    assert chart.window.today.table.rows.rowCount() == 0


def test_a_further_trial_of_a_patient_opens_when_it_is_stored(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    ended = make_details(
        started_at=BEGUN.replace(month=2),
        state=TrialState.COMPLETED,
        ended_at=BEGUN.replace(hour=7),
    )
    fill_store(store_path, clock, trial=ended)
    ward = open_window(store_path)
    ward.press("Ctrl+2")
    ward.press("Return")
    ward.wait(ward.page.isVisible)
    dialog = open_dialog(ward, "Further trial…", RegistrationDialog)
    dialog.trial_form.show_details(make_details(started_at=NOW.replace(hour=8)))

    ward.press("Ctrl+S")

    assert ward.page.banner.trial_day.text() == "Day 1 of 7"
    assert ward.page.banner.name.text() == "TESTCASE, Ada"


def test_an_overlapping_trial_is_refused_at_its_start(chart: Ward) -> None:
    dialog = open_dialog(chart, "Further trial…", RegistrationDialog)
    dialog.trial_form.show_details(make_details(started_at=NOW.replace(hour=8)))

    chart.press("Ctrl+S")

    problem = dialog.trial_form.fields["started_at"].problem
    assert "two may not overlap" in problem
    assert dialog.isVisible()


def test_a_store_that_fails_says_so_in_the_dialog_which_keeps_what_is_typed(chart: Ward) -> None:
    dialog = open_dialog(chart, "Further trial…", RegistrationDialog)
    dialog.trial_form.show_details(make_details(planned_days=5))

    chart.window.desk.registration._refuse(StorageError("The disk is full."))

    assert dialog.isVisible()
    assert [line.text() for line in dialog.summary.lines] == ["The disk is full."]
    assert dialog.trial_form.get_details(None).planned_days == 5


def test_a_failure_after_the_dialog_was_closed_opens_nothing(chart: Ward) -> None:
    chart.window.desk.registration._refuse(StorageError("The disk is full."))

    assert chart.window.desk.registration.dialog is None


def test_f13_a_second_window_on_the_store_says_so_and_takes_over_when_the_first_closes(
    ward: Ward, clock: FakeClock, open_window: OpenWard
) -> None:
    second = open_window(ward.path, is_ready=False)
    told = second.window.message.text
    ward.window.close()

    second.window.message.action_chosen.emit()
    second.settle()

    assert "is open in another TrialTracker" in told
    assert not second.window.message.isVisible()
    assert second.window.today.table.rows.rowCount() == 1
