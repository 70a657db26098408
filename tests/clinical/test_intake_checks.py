from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clinical.intakes import make_intake, make_none, make_patch, make_regular
from tests.factories import START, make_trial, moment_of_day
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.intake_checks import check_intakes, get_intake_doubts
from trialtracker.clinical.opioids import OPIOIDS, Opioid, OpioidUnit
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import Trial

NOW = moment_of_day(3)
HOUR = timedelta(hours=1)


def make_trial_with(*intakes: Intake, **details: Any) -> Trial:
    return replace(make_trial(**details), intakes=intakes)


def refuse(*intakes: Intake, trial: Trial | None = None) -> dict[str, str]:
    with pytest.raises(RefusedError) as refused:
        check_intakes(trial or make_trial(), intakes, NOW)
    return {problem.field: problem.sentence for problem in refused.value.problems}


def doubt(trial: Trial, *intakes: Intake) -> dict[str, str]:
    return {problem.field: problem.sentence for problem in get_intake_doubts(trial, intakes)}


def kind_for(unit: OpioidUnit) -> IntakeKind:
    is_rate = unit is OpioidUnit.MICROGRAMS_PER_HOUR
    return IntakeKind.PATCH if is_rate else IntakeKind.TAKEN


def make_of(opioid: Opioid, dose: Decimal, unit: OpioidUnit) -> Intake:
    return make_intake(dose, opioid.key, unit=unit, kind=kind_for(unit))


@pytest.mark.parametrize(
    "intakes",
    [
        [],
        [make_none()],
        [make_intake(10)],
        [make_intake(10_000, "morphine", times=100)],
        [make_intake(3, "opium", unit="drops")],
        [make_patch(1_000), make_patch("12.5", until=START + HOUR)],
        [make_regular(at=moment_of_day(-4_000), until=NOW)],
        [make_intake(at=NOW + timedelta(minutes=2))],
        [make_intake(at=moment_of_day(-85))],
    ],
)
def test_what_is_possible_passes_however_extreme(intakes: Sequence[Intake]) -> None:
    check_intakes(make_trial(), intakes, NOW)


@pytest.mark.parametrize(
    ("intake", "field", "words"),
    [
        (make_intake(10, ""), "drug", "The drug is missing"),
        (make_intake(10, "x" * 201), "drug", "201 characters"),
        (make_intake(10, "a\nb"), "drug", "line break"),
        (make_intake(10, unit=""), "unit", "The dose has no unit"),
        (make_intake(10, unit="ug"), "unit", "oxycodone is not given in ug: mg."),
        (make_intake(10, "opium", unit="x" * 21), "unit", "21 characters"),
        (make_intake(None), "dose", "The dose is missing"),
        (make_intake(-5), "dose", "-5 is not possible: a dose is above 0."),
        (make_intake("NaN"), "dose", "NaN is not possible"),
        (make_intake("Infinity"), "dose", "Infinity is not possible"),
        (make_intake(0), "dose", "choose None taken instead"),
        (make_patch(0), "dose", "A patch of 0 is not possible"),
        (make_intake(10_001), "dose", "at most 10,000 mg in one dose"),
        (make_patch(1_001), "dose", "at most 1,000 micrograms/h"),
        (make_intake(100_001, "opium", unit="drops"), "dose", "at most 100,000 in one dose"),
        (make_intake("0.0000001"), "dose", "too exact"),
        (make_intake(times=0), "times", "0 times is not possible: 1 to 100."),
        (make_intake(times=101), "times", "101 times is not possible"),
        (make_patch(25, kind=IntakeKind.TAKEN), "unit", "record it as a patch"),
        (make_patch(25, unit="mg"), "unit", "A patch is not given in mg"),
        (make_patch(25, drug="opium", unit="mg"), "unit", "A patch is not given in mg"),
        (make_none(drug="oxycodone"), "drug", "None taken stands beside a drug"),
        (make_none(dose=Decimal(5)), "drug", "None taken stands beside a drug"),
        (make_intake(note="\0"), "note", "NUL"),
        (make_intake(at=NOW + HOUR), "at", "04-Mar-2026 13:00 is in the future"),
        (make_none(NOW + HOUR), "at", "is in the future"),
        (make_intake(at=moment_of_day(-95)), "at", "more than 90 days before the trial began"),
        (make_patch(at=moment_of_day(-30_000)), "at", "before the patient's birth (12-Mar-1961)"),
        (make_patch(until=START), "until", "The end is not after the beginning"),
        (make_patch(until=START - HOUR), "until", "The end is not after the beginning"),
        (make_patch(until=NOW + HOUR), "until", "is in the future"),
        (make_intake(until=START + HOUR), "until", "Only a patch or a regular dose has an end."),
        (make_intake(at=datetime(2026, 3, 3)), "at", "no time zone"),  # noqa: DTZ001
        (make_patch(until=datetime(2026, 3, 3)), "at", "no time zone"),  # noqa: DTZ001
    ],
)
def test_impossible_intake_is_refused_at_its_field(intake: Intake, field: str, words: str) -> None:
    problems = refuse(intake)

    assert words in problems[field]


def test_intake_after_the_end_of_the_trial_is_refused() -> None:
    trial = make_trial(state=TrialState.COMPLETED, ended_at=moment_of_day(2))

    problems = refuse(make_intake(at=moment_of_day(2, 13)), trial=trial)

    assert "after the trial's end (03-Mar-2026 12:00)" in problems["at"]


def test_before_a_start_is_set_the_days_are_counted_from_today() -> None:
    trial = make_trial(state=TrialState.BASELINE, started_at=None)

    problems = refuse(make_intake(at=NOW - timedelta(days=91)), trial=trial)

    assert "more than 90 days before today" in problems["at"]


def test_every_problem_of_every_intake_is_told() -> None:
    problems = refuse(make_intake(0, ""), make_intake(times=0))

    assert set(problems) == {"drug", "dose", "times"}


@pytest.mark.parametrize("opioid", OPIOIDS, ids=lambda opioid: opioid.key)
@settings(max_examples=25)
@given(dose=st.decimals("0.001", "1000", places=3), data=st.data())
def test_every_drug_takes_its_own_units(opioid: Opioid, dose: Decimal, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(opioid.units))

    check_intakes(make_trial(), [make_of(opioid, dose, unit)], NOW)


@pytest.mark.parametrize("opioid", OPIOIDS, ids=lambda opioid: opioid.key)
@pytest.mark.parametrize("dose", ["0", "-1", "NaN", "100001"])
def test_every_drug_refuses_impossible_doses(opioid: Opioid, dose: str) -> None:
    problems = refuse(make_of(opioid, Decimal(dose), opioid.units[0]))

    assert list(problems) == ["dose"]


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (100, "100 mg is far from the last (10 mg)."),
        (1, "1 mg is far from the last (10 mg)."),
    ],
)
def test_ten_times_the_last_dose_is_asked_about(dose: int, words: str) -> None:
    trial = make_trial_with(make_intake(10, at=moment_of_day(2)))

    doubts = doubt(trial, make_intake(dose, at=NOW))

    assert doubts["dose"] == words


@pytest.mark.parametrize(
    "earlier",
    [
        make_intake(99, at=moment_of_day(2)),
        make_intake(1, "morphine", at=moment_of_day(2)),
        make_intake(1, at=NOW + HOUR),
        make_intake(1, at=moment_of_day(2), is_void=True),
    ],
)
def test_dose_is_compared_with_the_last_of_the_same_drug_alone(earlier: Intake) -> None:
    assert doubt(make_trial_with(earlier), make_intake(10, at=NOW)) == {}


def test_day_above_double_the_baseline_is_asked_about() -> None:
    trial = make_trial_with(make_regular(10, at=moment_of_day(-10)))

    doubts = doubt(trial, make_intake(10, at=NOW, times=3))

    assert doubts["dose"] == (
        "04-Mar-2026 comes to 75 MME, more than double the baseline (30 a day)."
    )


@pytest.mark.parametrize("times", [1, 2])
def test_day_up_to_double_the_baseline_is_not_asked_about(times: int) -> None:
    trial = make_trial_with(make_regular(10, at=moment_of_day(-10)))

    assert doubt(trial, make_intake(10, at=NOW, times=times)) == {}


def test_baseline_itself_is_not_held_against_the_baseline() -> None:
    trial = make_trial_with(make_intake(10, at=moment_of_day(-3)))

    assert doubt(trial, make_intake(20, at=moment_of_day(-2), times=2)) == {}


def test_drug_that_is_not_in_the_list_is_asked_about() -> None:
    trial = make_trial_with(make_intake(3, "opium", unit="drops", at=moment_of_day(2)))

    doubts = doubt(trial, make_intake(30, "Opium", unit="drops", at=NOW))

    assert doubts == {
        "drug": "“Opium” is not in the list: the day's MME will be incomplete.",
        "dose": "30 drops is far from the last (3 drops).",
    }


def test_second_patch_beside_one_that_is_worn_is_asked_about() -> None:
    trial = make_trial_with(make_patch(25, at=moment_of_day(1)))

    doubts = doubt(trial, make_patch(25, at=NOW))

    assert doubts["drug"] == (
        "fentanyl patch 25 micrograms/h since 02-Mar-2026 12:00 is not ended: both are counted."
    )


@pytest.mark.parametrize(
    "held",
    [
        make_patch(25, at=moment_of_day(1), until=moment_of_day(2)),
        make_patch(25, at=moment_of_day(1), drug="buprenorphine"),
        make_intake(25, "fentanyl_patch", unit="ug/h", kind=IntakeKind.REGULAR),
    ],
)
def test_patch_that_is_off_or_of_another_kind_is_not_asked_about(held: Intake) -> None:
    assert doubt(make_trial_with(held), make_patch(25, at=NOW)) == {}


def test_same_dose_in_the_same_minute_is_asked_about() -> None:
    trial = make_trial_with(make_intake(10, at=NOW))

    doubts = doubt(trial, make_intake(10, at=NOW + timedelta(seconds=20)))

    assert doubts["at"] == "The same is recorded already at 04-Mar-2026 12:00. Both are kept."


def test_none_taken_raises_no_doubt() -> None:
    trial = make_trial_with(make_intake(10, at=NOW))

    assert doubt(trial, make_none(NOW)) == {}


def test_amended_intake_is_not_compared_with_the_one_it_replaces() -> None:
    wrong = make_intake(100, at=NOW)

    doubts = doubt(make_trial_with(wrong), make_intake(10, at=NOW, supersedes_id=wrong.intake_id))

    assert doubts == {}
