"""The dossier in the real window: candidacy by keyboard, plan, end, discharge sheet, settings."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPlainTextEdit

from tests.journeys.ward import NOW, Ward, text_of
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.clinical.dossier import get_answers
from trialtracker.clinical.plan import PlannedDrug
from trialtracker.ui.discharge_sheet import DischargeDialog
from trialtracker.ui.dossier_section import DossierSection
from trialtracker.ui.end_dialog import EndDialog
from trialtracker.ui.plan_dialog import PlanDialog
from trialtracker.ui.trial_tabs import Tab

LEAFLET = (
    "conventional_failed",
    "surgery_ruled_out",
    "long_on_painkillers",
    "nothing_prevents_implant",
    "no_drug_allergy",
)
CANDIDACY_BUDGET = 8
"""Ctrl+B, one key for each of the leaflets' five items, Ctrl+S, and one to spare."""

END_BUDGET = 14


def open_dossier(ward: Ward) -> DossierSection:
    ward.press("Return")
    ward.wait(ward.page.isVisible)
    ward.keys.count = 0
    ward.press("Ctrl+B")
    section = ward.page.get_section(Tab.DOSSIER)
    assert isinstance(section, DossierSection)
    ward.wait(section.isVisible)
    return section


def open_form(ward: Ward, form: str) -> QDialog:
    ward.page.open_form(form)
    ward.wait(lambda: ward.window.desk.forms.dialog is not None)
    dialog = ward.window.desk.forms.dialog
    assert dialog is not None
    ward.wait(dialog.isActiveWindow)
    return dialog


def come_back(ward: Ward) -> None:
    ward.window.activateWindow()
    ward.wait(lambda: ward.focus is not None)


def test_candidacy_of_the_leaflets_is_filled_in_seven_keys(ward: Ward) -> None:
    open_dossier(ward)

    ward.press("Y", "Y", "Y", "Y", "Y", "Ctrl+S")

    answers = get_answers(ward.read().trial)
    assert {key: answers[key].value for key in LEAFLET} == dict.fromkeys(LEAFLET, "yes")
    assert ward.keys.count <= CANDIDACY_BUDGET


def test_a_no_on_an_absolute_item_is_loud_on_every_tab(ward: Ward) -> None:
    open_dossier(ward)
    ward.press("Y", "Y", "Y", "Y", "N", "Ctrl+S")

    ward.press("Ctrl+T")

    assert ward.page.banner.loud.isVisible()
    assert "Free of allergy to the drugs used in the pump: No" in text_of(ward.page.banner.loud)


def test_a_half_filled_dossier_is_kept_while_another_list_is_open(ward: Ward) -> None:
    section = open_dossier(ward)
    ward.press("Y", "N", "Esc")
    ward.press("Return", "Ctrl+B")

    typed = [section.page.rows[key].get_typed().answer for key in LEAFLET[:3]]

    assert typed == ["yes", "no", ""]
    assert get_answers(ward.read().trial) == {}


def test_a_plan_is_typed_and_kept_as_a_template(ward: Ward) -> None:
    open_dossier(ward)
    dialog = open_form(ward, "plan")
    assert isinstance(dialog, PlanDialog)
    drug = dialog.form.fields["drug:0"].editor
    assert isinstance(drug, QComboBox)
    drug.setCurrentText("morphine")
    dialog.form.fields["hours:0"].editor.setFocus()
    ward.keys.type_text("0")
    dialog.form.fields["amount:0:0"].editor.setFocus()
    ward.keys.type_text("0.4 mg/day")
    dialog.template_name.setFocus()
    ward.keys.type_text("Morphine")
    dialog.template_button.click()
    ward.settle()

    ward.press("Ctrl+S")
    ward.wait(lambda: ward.window.desk.forms.dialog is None)

    plan = ward.read().trial.details.plan
    assert plan.drugs == (PlannedDrug("morphine"),)
    assert plan.steps[0].amounts_ng == (400_000,)
    assert dialog.said.text() == "Template “Morphine” saved."


def test_a_trial_is_ended_by_keyboard_with_what_the_patient_says(ward: Ward) -> None:
    open_dossier(ward)
    ward.keys.count = 0
    ward.press("Alt+F10")
    dialog = ward.window.desk.forms.dialog
    assert isinstance(dialog, EndDialog)
    ward.wait(dialog.isActiveWindow)

    ward.press("S", "Tab", "P", "Alt+N", "Tab", "Tab", "Tab", "Tab", "Y", "Y", "N")
    ward.press("Ctrl+S", "Return")
    ward.wait(lambda: ward.window.desk.forms.dialog is None)

    trial = ward.read().trial
    answers = get_answers(trial)
    assert trial.details.state is TrialState.STOPPED
    assert trial.details.stop_reason is StopReason.PATIENT_REQUEST
    assert trial.details.ended_at == NOW
    assert {key: answers[key].value for key in ("goal_met", "wants_to_go_on")} == {
        "goal_met": "yes",
        "wants_to_go_on": "no",
    }
    assert ward.keys.count <= END_BUDGET


def test_the_discharge_sheet_has_the_telephone_number_of_the_settings(ward: Ward) -> None:
    ward.press("Ctrl+,")
    page = ward.window.settings.page
    ward.wait(page.isVisible)
    ward.press("Tab")
    ward.keys.type_text("+1 555 0100")
    page.form.fields["reason"].focus_editor()
    ward.keys.type_text("New number")
    ward.press("Ctrl+S", "Esc")
    open_dossier(ward)

    dialog = open_form(ward, "discharge")

    assert isinstance(dialog, DischargeDialog)
    sheet = dialog.findChild(QPlainTextEdit)
    assert sheet is not None
    assert "Call the clinic: +1 555 0100" in sheet.toPlainText()
    dialog.accept()


@pytest.mark.parametrize("form", ["plan", "end"])
def test_a_form_left_with_esc_changes_nothing(ward: Ward, form: str) -> None:
    open_dossier(ward)
    before = ward.read().trial.details
    dialog = open_form(ward, form)

    ward.press("Esc")
    come_back(ward)

    assert not dialog.isVisible()
    assert ward.read().trial.details == before
    assert QApplication.activeModalWidget() is None
