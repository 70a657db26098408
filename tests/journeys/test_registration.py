from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import NOW, Ward, put_usual_store
from trialtracker.clinical.choices import Gender, Indication, TrialMode, TrialState
from trialtracker.clinical.time import local_date
from trialtracker.ui.registration_dialog import RegistrationDialog
from trialtracker.ui.trial_tabs import Tab


@pytest.fixture
def empty_ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on a store that was made just now."""
    clock.now = NOW
    return open_window(store_path)


def open_dialog(ward: Ward) -> RegistrationDialog:
    ward.press("Ctrl+N")
    dialog = ward.window.desk.registration.dialog
    assert isinstance(dialog, RegistrationDialog)
    ward.wait(dialog.isActiveWindow)
    return dialog


def fill_in(ward: Ward, mrn: str = "T-900") -> None:
    """Register Landmark, Greta, a baseline trial of seven days, by the mnemonics of the form."""
    ward.keys.type_text("Landmark")
    ward.keys.press("Tab")
    ward.keys.type_text("Greta")
    ward.keys.press("Alt+B")
    ward.keys.type_text("12-Mar-1961")
    ward.keys.press("Alt+D", "F", "Alt+M")
    ward.keys.type_text(mrn)
    ward.keys.press("Alt+O", "C", "Alt+P")
    ward.keys.type_text("7")
    ward.keys.press("Alt+I", "C", "Alt+S", "R", "Alt+R")
    ward.keys.type_text("05-Mar-2026")
    ward.keys.press("Tab", "Tab", "Tab")
    ward.keys.type_text("08:00")


def come_back(ward: Ward) -> None:
    """Activate the window, which without a window manager nobody does when a dialog closes."""
    ward.window.activateWindow()
    ward.wait(lambda: ward.focus is not None)


def test_a_patient_is_registered_by_keyboard_and_the_trial_opens(empty_ward: Ward) -> None:
    ward = empty_ward
    open_dialog(ward)
    fill_in(ward)

    ward.press("Ctrl+S")
    ward.wait(ward.page.isVisible)

    trial = ward.read().trial
    details, patient = trial.details, trial.patient.details
    assert ward.page.banner.name.text() == "LANDMARK, Greta"
    assert ward.page.tab is Tab.CHART
    assert (patient.family_name, patient.given_name, patient.mrn) == (
        "Landmark",
        "Greta",
        "T-900",
    )
    assert patient.gender is Gender.FEMALE
    assert details.mode is TrialMode.CONTINUOUS_INTRATHECAL
    assert details.indication is Indication.CANCER_PAIN
    assert details.state is TrialState.RUNNING
    assert details.started_at is not None
    assert local_date(details.started_at, details.time_zone) == NOW.date()


def test_a_new_trial_can_be_recorded_at_once(empty_ward: Ward) -> None:
    ward = empty_ward
    open_dialog(ward)
    fill_in(ward)
    ward.press("Ctrl+S")
    ward.wait(ward.page.isVisible)
    come_back(ward)

    ward.press("Ctrl+R")
    ward.press("3", "Ctrl+S")

    assert ward.current[0].values == {"pain_rest": 3}


def test_the_page_of_a_trial_without_entries_takes_the_keyboard(empty_ward: Ward) -> None:
    ward = empty_ward
    open_dialog(ward)
    fill_in(ward)
    ward.press("Ctrl+S")
    come_back(ward)

    ward.press("Esc")

    assert ward.window.today.isVisible()


def test_a_new_trial_stands_on_today(empty_ward: Ward) -> None:
    ward = empty_ward
    open_dialog(ward)
    fill_in(ward)

    ward.press("Ctrl+S")

    (row,) = ward.window.today.table.rows.rows
    assert (row.family_name, row.mrn) == ("Landmark", "T-900")


def test_a_taken_mrn_offers_to_open_its_patient_and_does(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    put_usual_store(store_path, clock)
    ward = open_window(store_path)
    dialog = open_dialog(ward)
    fill_in(ward, mrn="T-001")
    ward.press("Ctrl+S")
    offer: QPushButton = dialog.open_existing_button
    offered, refused = offer.isVisible(), dialog.patient_form.fields["mrn"].problem

    offer.setFocus()
    ward.press("Space")
    ward.wait(ward.page.isVisible)

    assert offered
    assert refused == "MRN T-001 already belongs to Testcase, Ada."
    assert not dialog.isVisible()
    assert ward.page.banner.name.text() == "TESTCASE, Ada"
    assert [row.mrn for row in ward.window.today.table.rows.rows] == ["T-001"]


def test_what_is_typed_for_another_trial_survives_a_registration(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    put_usual_store(store_path, clock)
    ward = open_window(store_path)
    ward.open_record()
    ward.keys.press("3", "Tab", "4")
    open_dialog(ward)
    fill_in(ward)

    ward.press("Ctrl+S")
    ward.wait(lambda: ward.page.banner.name.text() == "LANDMARK, Greta")

    draft = ward.read().draft
    assert draft is not None
    assert '"pain_movement": {"text": "4"}' in draft.form
