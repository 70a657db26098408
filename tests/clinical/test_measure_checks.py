"""What each measure refuses or asks about beside the others of its entry and before it."""

from decimal import Decimal

import pytest

from tests.factories import Number, make_answers, make_entry, make_trial, moment_of_day
from trialtracker.clinical.checks import check_answers, get_doubts
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import Trial

NOW = moment_of_day(4)
JUMPING = [measure for measure in MEASURES if measure.jump is not None]
NOT_JUMPING = [measure for measure in MEASURES if measure.jump is None]


def refuse(values: dict[str, Number]) -> dict[str, str]:
    with pytest.raises(RefusedError) as refusal:
        check_answers(make_trial(), make_answers(NOW, values), NOW)
    return {problem.field: problem.sentence for problem in refusal.value.problems}


def doubt(trial: Trial, values: dict[str, Number]) -> list[tuple[str, str]]:
    doubts = get_doubts(trial, make_answers(NOW, values))
    return [(problem.field, problem.sentence) for problem in doubts]


@pytest.mark.parametrize("lower", ["124", "130"])
def test_a_diastolic_pressure_that_is_not_below_the_systolic_is_refused(lower: str) -> None:
    problems = refuse({"systolic": 124, "diastolic": lower})

    assert problems == {
        "diastolic": f"{lower} is not possible: diastolic is below systolic (124). Check both."
    }


@pytest.mark.parametrize(
    "values",
    [{"systolic": 124, "diastolic": 123}, {"diastolic": 90}, {"systolic": 40}],
)
def test_a_blood_pressure_that_can_be_is_taken(values: dict[str, Number]) -> None:
    check_answers(make_trial(), make_answers(NOW, values), NOW)


def test_a_blood_pressure_that_is_no_number_is_refused_once() -> None:
    assert list(refuse({"systolic": "NaN", "diastolic": 80})) == ["systolic"]


@pytest.mark.parametrize("measure", JUMPING, ids=lambda m: m.key)
def test_every_jump_is_asked_about_from_its_own_size_on(measure: Measure) -> None:
    jump = measure.jump or Decimal(0)
    trial = make_trial([make_entry(moment_of_day(2), {measure.key: measure.low})])
    less = measure.low + jump - Decimal("0.1")

    assert doubt(trial, {measure.key: less}) == []
    assert [field for field, _ in doubt(trial, {measure.key: measure.low + jump})] == [measure.key]


@pytest.mark.parametrize("measure", NOT_JUMPING, ids=lambda m: m.key)
def test_what_cannot_jump_is_never_asked_about(measure: Measure) -> None:
    trial = make_trial([make_entry(moment_of_day(2), {measure.key: measure.low})])

    assert doubt(trial, {measure.key: measure.high}) == []


def test_a_far_heart_rate_is_named_with_the_last() -> None:
    trial = make_trial([make_entry(moment_of_day(2), {"heart_rate": 82})])

    assert doubt(trial, {"heart_rate": 148}) == [
        ("heart_rate", "Heart rate 148 is far from the last (82).")
    ]
