import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_details, make_patient, make_patient_details, make_trial
from trialtracker.clinical.refusal import Problem
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.registration_dialog import (
    EditPatientDialog,
    EditTrialDialog,
    RegistrationDialog,
)

TAKEN = Problem("mrn", "MRN T-001 belongs to a patient already.")


@pytest.fixture
def dialog(qtbot: QtBot, clock: FakeClock) -> RegistrationDialog:
    dialog = RegistrationDialog(clock, "Europe/Berlin")
    start(qtbot, dialog)
    return dialog


@pytest.fixture
def filled(dialog: RegistrationDialog) -> RegistrationDialog:
    dialog.patient_form.show_details(make_patient_details())
    dialog.trial_form.show_details(make_details())
    return dialog


def start(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.addWidget(dialog)
    dialog.start()
    qtbot.waitUntil(dialog.isActiveWindow)


def press_save(dialog: FormDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def step_on(dialog: FormDialog) -> str:
    """Press Tab and return the name of the field it left."""
    focused = dialog.focusWidget()
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    return focused.accessibleName()


def type_reason(dialog: EditPatientDialog | EditTrialDialog, reason: str) -> None:
    editor = dialog.reason_form.fields["reason"].editor
    QTest.keyClicks(editor, reason)


def mnemonics(dialog: FormDialog) -> list[str]:
    texts = [w.text() for w in dialog.findChildren(QLabel, "caption")]
    texts += [w.text() for w in dialog.findChildren(QAbstractButton)]
    return [text[text.index("&") + 1].casefold() for text in texts if "&" in text]


def test_ctrl_s_hands_on_patient_and_trial(qtbot: QtBot, filled: RegistrationDialog) -> None:
    with qtbot.waitSignal(filled.submitted) as submitted:
        press_save(filled)

    assert submitted.args == [make_patient_details(), make_details()]


def test_second_ctrl_s_hands_on_nothing_more(qtbot: QtBot, filled: RegistrationDialog) -> None:
    press_save(filled)

    with qtbot.assertNotEmitted(filled.submitted):
        press_save(filled)


def test_refusal_names_every_field_and_jumps_to_the_first(dialog: RegistrationDialog) -> None:
    press_save(dialog)

    names = ["Family name", "Given name", "Born", "MRN", "Mode", "Planned days"]
    assert [line.text() for line in dialog.summary.lines] == names
    assert dialog.focusWidget() is dialog.patient_form.fields["family_name"].editor


def test_line_of_the_summary_jumps_to_its_field(dialog: RegistrationDialog) -> None:
    press_save(dialog)

    dialog.summary.lines[3].click()

    assert dialog.focusWidget() is dialog.patient_form.fields["mrn"].editor


def test_taken_mrn_offers_to_open_that_patient(qtbot: QtBot, filled: RegistrationDialog) -> None:
    press_save(filled)
    filled.show_problems((TAKEN,))

    with qtbot.waitSignal(filled.open_existing) as opened:
        filled.open_existing_button.click()

    assert opened.args == ["T-001"]
    assert filled.patient_form.fields["mrn"].problem == TAKEN.sentence


def test_blank_mrn_offers_no_patient_to_open(dialog: RegistrationDialog) -> None:
    press_save(dialog)

    assert not dialog.open_existing_button.isVisible()


def test_refused_form_can_be_saved_again(qtbot: QtBot, filled: RegistrationDialog) -> None:
    press_save(filled)
    filled.show_problems((TAKEN,))

    with qtbot.waitSignal(filled.submitted):
        press_save(filled)


def test_esc_closes_an_untouched_dialog(dialog: RegistrationDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_esc_never_throws_away_what_was_typed(dialog: RegistrationDialog) -> None:
    QTest.keyClicks(dialog.patient_form.fields["family_name"].editor, "Har")

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.isVisible()
    assert dialog.question.isVisible()


def test_close_of_the_window_keeps_what_was_typed(dialog: RegistrationDialog) -> None:
    QTest.keyClicks(dialog.patient_form.fields["family_name"].editor, "Har")

    dialog.close()

    assert dialog.isVisible()


def test_keep_editing_goes_back_to_the_form(dialog: RegistrationDialog) -> None:
    editor = dialog.patient_form.fields["family_name"].editor
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Har")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    dialog.question.keep_button.click()

    assert (dialog.question.isVisible(), editor.text()) == (False, "Har")


def test_discard_closes_the_dialog(dialog: RegistrationDialog) -> None:
    QTest.keyClicks(dialog.patient_form.fields["family_name"].editor, "Har")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    dialog.question.discard_button.click()

    assert not dialog.isVisible()


def test_enter_goes_to_the_next_field_and_saves_nothing(
    qtbot: QtBot, filled: RegistrationDialog
) -> None:
    filled.patient_form.fields["family_name"].editor.setFocus()

    with qtbot.assertNotEmitted(filled.submitted):
        QTest.keyClick(filled.focusWidget(), Qt.Key.Key_Return)

    assert filled.focusWidget() is filled.patient_form.fields["given_name"].editor


def test_tab_visits_the_fields_in_reading_order(dialog: RegistrationDialog) -> None:
    names = [step_on(dialog) for _ in range(13)]

    assert names == [
        "Family name",
        "Given name",
        "Born",
        "Pick the date from a calendar",
        "Set the date to not known",
        "Gender",
        "MRN",
        "Allergies",
        "Mode",
        "Planned days",
        "Indication",
        "Entry every, hours",
        "Time zone",
    ]


def test_another_trial_of_a_patient_asks_only_for_the_trial(
    qtbot: QtBot, dialog: RegistrationDialog
) -> None:
    patient = make_patient()
    dialog.show_patient(patient)
    dialog.trial_form.show_details(make_details())

    with qtbot.waitSignal(dialog.submitted) as submitted:
        press_save(dialog)

    assert submitted.args == [patient.details, make_details()]
    assert not dialog.patient_form.isEnabled()


def test_mnemonics_are_unique_in_the_dialog(dialog: RegistrationDialog) -> None:
    letters = mnemonics(dialog)

    assert len(letters) == len(set(letters))


def test_every_field_has_a_name(dialog: RegistrationDialog) -> None:
    fields = (*dialog.patient_form.fields.values(), *dialog.trial_form.fields.values())
    stops = [stop for field in fields for stop in field.tab_stops()]

    assert [stop for stop in stops if not stop.accessibleName()] == []


def test_changed_patient_is_handed_on_with_the_reason(qtbot: QtBot, clock: FakeClock) -> None:
    patient = make_patient()
    dialog = EditPatientDialog(patient, clock, "Europe/Berlin")
    start(qtbot, dialog)
    dialog.patient_form.show_details(make_patient_details(given_name="Eve"))
    type_reason(dialog, "misspelt")

    with qtbot.waitSignal(dialog.submitted) as submitted:
        press_save(dialog)

    assert submitted.args == [make_patient_details(given_name="Eve"), "misspelt"]


def test_change_without_a_reason_is_refused(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = EditTrialDialog(make_trial(), clock)
    start(qtbot, dialog)

    with qtbot.assertNotEmitted(dialog.submitted):
        press_save(dialog)

    assert "why" in dialog.reason_form.fields["reason"].problem


def test_changed_trial_is_handed_on_with_the_reason(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = EditTrialDialog(make_trial(planned_days=7), clock)
    start(qtbot, dialog)
    dialog.trial_form.show_details(make_details(planned_days=5))
    type_reason(dialog, "shortened")

    with qtbot.waitSignal(dialog.submitted) as submitted:
        dialog.save_button.click()

    assert submitted.args == [make_details(planned_days=5), "shortened"]


def test_button_names_what_it_does(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = EditTrialDialog(make_trial(), clock)
    qtbot.addWidget(dialog)

    assert dialog.save_button.text() == "Save changes to the trial  Ctrl+S"
