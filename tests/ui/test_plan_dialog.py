"""A plan is typed in words, checked at its fields, and asked about once where it is improbable."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.factories import make_trial
from trialtracker.clinical.plan import NO_PLAN, Plan, PlannedDrug, PlannedStep, Template
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import TrialDetails
from trialtracker.ui.plan_dialog import FIRST_PLAN, PlanDialog

MG = 1_000_000
PLAN = Plan(
    drugs=(PlannedDrug("morphine", MG), PlannedDrug("bupivacaine")),
    steps=(
        PlannedStep(0, DoseKind.RATE, (60_000, MG)),
        PlannedStep(24, DoseKind.RATE, (120_000, MG)),
        PlannedStep(48, DoseKind.BOLUS, (120_000, 0)),
        PlannedStep(72, DoseKind.STOP, (0, 0)),
    ),
    schedule="ward",
    is_blinded=True,
    rescue_drug="oxycodone",
    rescue_dose="5",
)
TEMPLATE = Template("t1", "Two drugs", PLAN, "nurse")


def open_dialog(qtbot: QtBot, plan: Plan = NO_PLAN) -> PlanDialog:
    dialog = PlanDialog(make_trial(plan=plan), (TEMPLATE,))
    qtbot.addWidget(dialog)
    dialog.resize(1100, 800)
    dialog.start()
    return dialog


def fill(dialog: PlanDialog, key: str, text: str) -> None:
    editor = dialog.form.fields[key].editor
    assert isinstance(editor, QLineEdit)
    editor.setText(text)


def choose(dialog: PlanDialog, key: str, text: str) -> None:
    editor = dialog.form.fields[key].editor
    assert isinstance(editor, QComboBox)
    editor.setCurrentText(text)


def plan_morphine(dialog: PlanDialog, amount: str) -> None:
    choose(dialog, "drug:0", "morphine")
    fill(dialog, "hours:0", "0")
    fill(dialog, "amount:0:0", amount)


def submit(dialog: PlanDialog, qtbot: QtBot) -> tuple[TrialDetails, str]:
    with qtbot.waitSignal(dialog.submitted) as submitted:
        dialog.submit()
    details, reason = submitted.args or [None, None]
    assert isinstance(details, TrialDetails)
    return details, str(reason)


def test_a_stored_plan_comes_back_as_it_is(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, PLAN)

    assert dialog.form.get_plan() == PLAN


def test_a_drug_has_one_unit_in_all_steps(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, PLAN)

    first, second = (dialog.form.fields[key].editor for key in ("amount:0:0", "amount:1:0"))
    assert isinstance(first, QLineEdit)
    assert isinstance(second, QLineEdit)
    assert (first.text(), second.text()) == ("60 micrograms/day", "120 micrograms/day")


def test_a_typed_plan_is_handed_on_with_the_days(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    plan_morphine(dialog, "0.4")
    fill(dialog, "concentration:0", "1 mg/mL")
    fill(dialog, "planned_days", "5")

    details, reason = submit(dialog, qtbot)

    assert details.plan.drugs == (PlannedDrug("morphine", MG),)
    assert details.plan.steps == (PlannedStep(0, DoseKind.RATE, (400_000,)),)
    assert (details.planned_days, reason) == (5, FIRST_PLAN)


def test_a_template_fills_the_form(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)

    dialog.template_box.activated.emit(1)

    assert dialog.form.get_plan() == PLAN


def test_no_template_changes_nothing(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)

    dialog.template_box.activated.emit(0)

    assert dialog.form.get_plan() == NO_PLAN


def test_a_plan_is_saved_as_a_template_under_a_name(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, PLAN)
    dialog.template_name.setText(" Mine ")

    with qtbot.waitSignal(dialog.template_named) as named:
        dialog.template_button.click()

    assert named.args == ["Mine", PLAN]


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("amount:0:0", "lots", "is not a dose"),
        ("hours:0", "soon", "Write whole hours after the first dose, such as 0 or 24."),
        ("planned_days", "", "Write the planned days as a whole number, such as 7."),
        ("concentration:0", "1 mg", "is not a dose"),
        ("rescue_dose", "five", "is not a dose: write a number such as 5 or 2.5."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    qtbot: QtBot, key: str, text: str, sentence: str
) -> None:
    dialog = open_dialog(qtbot)
    plan_morphine(dialog, "0.4")
    fill(dialog, "rescue_drug", "oxycodone")
    fill(dialog, key, "1 mg/day" if key == "concentration:0" else text)

    dialog.submit()

    problem = dialog.form.fields[key].problem
    assert sentence in problem or "does not fit here" in problem


def test_a_plan_that_cannot_be_read_is_no_template(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    plan_morphine(dialog, "lots")
    named: list[str] = []
    dialog.template_named.connect(lambda name, _plan: named.append(name))

    dialog.template_button.click()

    assert named == []
    assert dialog.form.fields["amount:0:0"].problem


def test_an_improbable_dose_is_asked_about_once_and_kept(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    plan_morphine(dialog, "16 mg/day")

    dialog.submit()
    asked = dialog.doubt.text()
    details, _ = submit(dialog, qtbot)

    assert "16 mg/day is above 15 mg/day" in asked
    assert details.plan.steps[0].amounts_ng == (16 * MG,)


def test_a_changed_plan_needs_a_reason(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, PLAN)

    dialog.submit()

    assert "Write in a few words" in dialog.reason_form.fields["reason"].problem


def test_a_further_step_can_be_added(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    choose(dialog, "drug:0", "ziconotide")

    dialog.form.add_step()

    fill(dialog, "hours:3", "96")
    fill(dialog, "amount:3:0", "2.4")
    assert dialog.form.get_plan().steps == (PlannedStep(96, DoseKind.RATE, (2_400,)),)


def test_the_outcome_of_a_template_is_said(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)

    dialog.show_template_saved("Mine")
    saved = dialog.said.text()
    dialog.show_template_refused("The template has no name: give it one.")

    assert saved == "Template “Mine” saved."
    assert dialog.said.text() == "The template has no name: give it one."


def test_taking_a_drug_out_takes_its_amounts_out(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, replace(PLAN, steps=()))

    choose(dialog, "drug:0", "None")

    assert dialog.form.get_plan().drugs == (PlannedDrug("bupivacaine"),)
