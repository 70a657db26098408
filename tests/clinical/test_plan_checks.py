"""A plan that cannot be is refused at its field; an improbable one is asked about."""

from dataclasses import replace
from typing import Any

import pytest

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.plan import NO_PLAN, Plan, PlannedDrug, PlannedStep
from trialtracker.clinical.plan_checks import check_plan, check_template, get_plan_doubts
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import RefusedError

MG = 1_000_000
INTRATHECAL = TrialMode.CONTINUOUS_INTRATHECAL
BOLUS = PlannedStep(0, DoseKind.BOLUS, (MG // 10, 500_000))
PLAN = Plan(
    drugs=(PlannedDrug("morphine", MG), PlannedDrug("bupivacaine")),
    steps=(
        BOLUS,
        PlannedStep(24, DoseKind.RATE, (MG // 2, 0)),
        PlannedStep(72, DoseKind.STOP, (0, 0)),
    ),
    rescue_drug="oxycodone",
    rescue_dose="5",
    schedule="long_acting",
)


def refuse(**changes: Any) -> dict[str, str]:
    with pytest.raises(RefusedError) as refusal:
        check_plan(replace(PLAN, **changes))
    return {problem.field: problem.sentence for problem in refusal.value.problems}


@pytest.mark.parametrize("plan", [NO_PLAN, PLAN, Plan(drugs=(PlannedDrug("baclofen"),))])
def test_a_possible_plan_is_taken(plan: Plan) -> None:
    check_plan(plan)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"drugs": (PlannedDrug("aspirin"), PlannedDrug("bupivacaine"))},
            "drug:0",
            "“aspirin” is no drug of the list: choose one.",
        ),
        (
            {"drugs": (PlannedDrug("morphine"), PlannedDrug("morphine"))},
            "drug:1",
            "morphine is planned twice: take one out.",
        ),
        (
            {"drugs": (PlannedDrug("morphine", -1), PlannedDrug("bupivacaine"))},
            "concentration:0",
            "More than 1 g/mL is not possible: check it.",
        ),
        (
            {"steps": (PlannedStep(1441, DoseKind.BOLUS, (MG, 0)),)},
            "hours:0",
            "1,441 h after the first dose is not possible: write 0 to 1,440.",
        ),
        (
            {"steps": (PlannedStep(4, DoseKind.BOLUS, (MG, 0)), BOLUS)},
            "hours:1",
            "A step comes after the one before it (4 h): write more hours.",
        ),
        (
            {"steps": (PlannedStep(0, DoseKind.REFILL, (MG, 0)),)},
            "kind:0",
            "“Refill or reservoir change” is no step: choose bolus, rate or stop.",
        ),
        (
            {"steps": (PlannedStep(0, DoseKind.BOLUS, (MG,)),)},
            "amount:0:0",
            "Each planned drug needs its amount in every step.",
        ),
        (
            {"steps": (PlannedStep(0, DoseKind.BOLUS, (MG, 1_000 * MG + 1)),)},
            "amount:0:1",
            "More than 1 g is not possible: check amount and unit.",
        ),
        (
            {"steps": (PlannedStep(0, DoseKind.STOP, (0, MG)),)},
            "amount:0:1",
            "A stop has no amount: clear it, or choose bolus or rate.",
        ),
        (
            {"steps": (PlannedStep(0, DoseKind.RATE, (0, 0)),)},
            "amount:0:0",
            "The step gives nothing: write an amount, or choose stop.",
        ),
        (
            {"schedule": "now and then"},
            "schedule",
            "“now and then” is no schedule of the list: choose one.",
        ),
        ({"rescue_drug": " "}, "rescue_drug", "The rescue dose has no drug: say which."),
        (
            {"rescue_dose": "five"},
            "rescue_dose",
            "“five” is not a dose: write a number such as 5 or 2.5.",
        ),
        (
            {"rescue_dose": "NaN"},
            "rescue_dose",
            "“NaN” is not a dose: write a number such as 5 or 2.5.",
        ),
    ],
)
def test_an_impossible_plan_is_refused_at_its_field(
    changes: dict[str, Any], field: str, sentence: str
) -> None:
    assert refuse(**changes) == {field: sentence}


def test_a_plausible_plan_is_not_doubted() -> None:
    assert get_plan_doubts(PLAN, INTRATHECAL, 7) == ()


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (
            PlannedStep(0, DoseKind.BOLUS, (MG, 0)),
            "morphine 1 mg is above 0.5 mg (clinic default): is it right?",
        ),
        (
            PlannedStep(0, DoseKind.RATE, (0, 21 * MG)),
            "bupivacaine 21 mg/day is above 20 mg/day (aneskey.com): is it right?",
        ),
        (
            PlannedStep(169, DoseKind.STOP, (0, 0)),
            "169 h after the first dose is beyond the 7 planned days: is it right?",
        ),
    ],
)
def test_an_improbable_step_is_asked_about_with_the_limit_and_its_source(
    step: PlannedStep, sentence: str
) -> None:
    doubts = get_plan_doubts(replace(PLAN, steps=(step,)), INTRATHECAL, 7)

    assert [doubt.sentence for doubt in doubts] == [sentence]


def test_the_limits_of_the_intrathecal_route_are_not_held_against_an_epidural_plan() -> None:
    plan = replace(PLAN, steps=(PlannedStep(0, DoseKind.BOLUS, (3 * MG, 0)),))

    assert get_plan_doubts(plan, TrialMode.CONTINUOUS_EPIDURAL, 7) == ()


def test_a_drug_without_a_known_limit_is_not_doubted() -> None:
    step = PlannedStep(0, DoseKind.RATE, (900 * MG,))

    assert (
        get_plan_doubts(Plan(drugs=(PlannedDrug("baclofen"),), steps=(step,)), INTRATHECAL, 7) == ()
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "The template has no name: give it one."),
        ("x" * 81, "Template has 81 characters: at most 80 are kept."),
    ],
)
def test_a_template_needs_a_name_that_can_be_shown(name: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        check_template(name, PLAN)

    assert [problem.sentence for problem in refusal.value.problems] == [sentence]


def test_a_template_with_a_name_is_taken() -> None:
    check_template("Morphine, three steps", PLAN)
