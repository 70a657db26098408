"""The choice of a trial's criteria set, in the forms of a trial and in the settings."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_details, make_trial
from tests.ui.criteria_support import OWN
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.plan import Plan, PlannedDrug, Template
from trialtracker.ui.criteria_box import CriteriaBox
from trialtracker.ui.plan_dialog import PlanDialog
from trialtracker.ui.trial_form import TrialForm

EARLY = replace(OWN, effective_from=date(2026, 3, 1))
LATE = replace(OWN, version="2", effective_from=date(2026, 3, 4))
OTHER = replace(OWN, name="Cancer clinic", effective_from=date(2026, 12, 1))
SETS = (CLINIC_DEFAULT, EARLY, LATE, OTHER)
FOLLOWS = Plan(criteria_set="Hill clinic")
DRUGS = Plan(drugs=(PlannedDrug("morphine"),))


@pytest.fixture
def box(qtbot: QtBot) -> CriteriaBox:
    box = CriteriaBox()
    qtbot.addWidget(box)
    return box


@pytest.fixture
def form(qtbot: QtBot, clock: FakeClock) -> TrialForm:
    form = TrialForm(clock, "UTC")
    qtbot.addWidget(form)
    return form


def open_plan(qtbot: QtBot, plan: Plan, **details: Any) -> PlanDialog:
    dialog = PlanDialog(make_trial(plan=plan, **details), ())
    qtbot.addWidget(dialog)
    dialog.show_sets(SETS, date(2026, 3, 5))
    dialog.start()
    return dialog


def choose(form: TrialForm | PlanDialog, name: str) -> None:
    fields = form.form.fields if isinstance(form, PlanDialog) else form.fields
    box = fields["criteria_set"].editor
    assert isinstance(box, CriteriaBox)
    box.setCurrentIndex([SETS[0].name, "Hill clinic", OTHER.name].index(name))


def items_of(form: TrialForm) -> list[str]:
    box = form.fields["criteria_set"].editor
    assert isinstance(box, CriteriaBox)
    return [box.itemText(row) for row in range(box.count())]


def test_each_set_stands_with_the_version_in_force_on_the_day(box: CriteriaBox) -> None:
    box.show_sets(SETS, date(2026, 3, 2))

    assert [box.itemText(row) for row in range(box.count())] == [
        CLINIC_DEFAULT.title,
        "Hill clinic 1",
        "Cancer clinic, from 01-Dec-2026; until then Clinic default",
    ]


def test_a_set_for_some_modes_says_which(box: CriteriaBox) -> None:
    modes = (TrialMode.SINGLE_BOLUS, TrialMode.REPEATED_BOLUS)

    box.show_sets((replace(EARLY, modes=modes),), date(2026, 3, 2))

    assert box.itemText(0) == "Hill clinic 1, for single bolus or repeated bolus"


def test_the_default_has_no_name_of_its_own(box: CriteriaBox) -> None:
    box.show_sets(SETS, None)

    assert box.name == ""
    assert box.currentText() == CLINIC_DEFAULT.name


def test_a_set_that_is_not_offered_stays_chosen(box: CriteriaBox) -> None:
    box.show_name("Gone")

    box.show_sets(SETS, None)

    assert box.name == "Gone"


def test_showing_a_set_is_no_choice_of_anybody(box: CriteriaBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.chosen):
        box.show_sets(SETS, None)
        box.show_name("Hill clinic")

    assert box.name == "Hill clinic"


def test_choosing_is_told(box: CriteriaBox, qtbot: QtBot) -> None:
    box.show_sets(SETS, None)

    with qtbot.waitSignal(box.chosen):
        box.setCurrentIndex(1)


def test_a_trial_keeps_the_set_it_has(form: TrialForm) -> None:
    form.show_details(make_details(plan=FOLLOWS))

    form.show_sets(SETS)

    assert form.get_details(None).plan == FOLLOWS


def test_a_started_trial_shows_the_version_of_its_start(form: TrialForm) -> None:
    form.show_details(make_details())

    form.show_sets(SETS)

    assert "Hill clinic 1" in items_of(form)


def test_a_trial_to_come_shows_the_version_of_today(form: TrialForm) -> None:
    form.show_details(make_details(state=TrialState.PLANNED, started_at=None))

    form.show_sets(SETS)

    assert "Hill clinic 2" in items_of(form)


def test_a_start_that_cannot_be_read_shows_the_version_of_today(form: TrialForm) -> None:
    form.show_details(make_details(started_at=None))

    form.show_sets(SETS)

    assert "Hill clinic 2" in items_of(form)


def test_a_new_trial_takes_the_set_of_the_clinic(form: TrialForm) -> None:
    form.show_sets(SETS, "Hill clinic")
    form.show_sets(SETS, "Hill clinic")

    box = form.fields["criteria_set"].editor
    assert isinstance(box, CriteriaBox)
    assert box.name == "Hill clinic"


def test_a_template_that_names_a_set_chooses_it(form: TrialForm) -> None:
    form.show_details(make_details())
    form.show_sets(SETS)
    form.show_templates((Template("t", "Ours", FOLLOWS, "a"), Template("u", "Plain", DRUGS, "a")))

    form.fields["template"].editor.setProperty("currentIndex", 1)
    form.fields["template"].editor.setProperty("currentIndex", 2)

    assert form.get_details(None).plan == replace(DRUGS, criteria_set="Hill clinic")


def test_a_plan_keeps_the_set_of_the_trial(qtbot: QtBot) -> None:
    dialog = open_plan(qtbot, replace(DRUGS, criteria_set="Hill clinic"))

    dialog.form.show_template(DRUGS)

    assert dialog.form.get_plan().criteria_set == "Hill clinic"


def test_another_set_for_a_trial_that_has_begun_asks_for_the_reason(qtbot: QtBot) -> None:
    dialog = open_plan(qtbot, FOLLOWS)
    was_asked = not dialog.reason_form.isHidden()

    choose(dialog, CLINIC_DEFAULT.name)
    dialog.submit()

    assert not was_asked
    assert dialog.reason_form.fields["reason"].problem


def test_another_set_for_a_trial_to_come_asks_for_none(qtbot: QtBot) -> None:
    dialog = open_plan(qtbot, Plan(), state=TrialState.PLANNED, started_at=None)

    choose(dialog, "Hill clinic")
    with qtbot.waitSignal(dialog.submitted) as submitted:
        dialog.submit()

    assert submitted.args[0].plan.criteria_set == "Hill clinic"
