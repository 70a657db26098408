from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest

from tests.clinical.intakes import make_intake, make_none, make_patch, make_regular
from tests.factories import make_diary, make_dose, make_trial, moment_of_day
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, TrialState
from trialtracker.clinical.criteria import CRITERIA, assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.opioid_criterion import opioid_target, systemic_opioid
from trialtracker.clinical.record import Intake

AS_OF = moment_of_day(4)
BASELINE = make_regular(20, at=moment_of_day(-7), until=moment_of_day(-1))
"""60 MME on each of the seven days before the start."""


def judge(
    intakes: Iterable[Intake],
    as_of: datetime = AS_OF,
    criteria_set: CriteriaSet = CLINIC_DEFAULT,
    **details: Any,
) -> CriterionResult:
    trial = replace(make_trial(doses=[make_dose()], **details), intakes=tuple(intakes))
    return systemic_opioid(get_evidence(trial, criteria_set, as_of))


def make_days(*doses: int) -> list[Intake]:
    """Return the mg of morphine taken on day 1 and the days after it."""
    return [make_intake(mg, "morphine", at=moment_of_day(n)) for n, mg in enumerate(doses, 1)]


@pytest.mark.parametrize(
    ("doses", "status", "value"),
    [
        ([60, 60, 60], Status.MET, "0 %"),
        ([66, 66, 66], Status.MET, "+10 %"),
        ([66, 66, 67], Status.NOT_MET, "+11 %"),
        ([30, 30, 30], Status.MET, "\N{MINUS SIGN}50 %"),
        ([90, 30, 30], Status.MET, "\N{MINUS SIGN}17 %"),
        ([120, 60, 60], Status.NOT_MET, "+33 %"),
    ],
)
def test_mean_of_the_whole_days_is_held_against_the_baseline(
    doses: list[int], status: Status, value: str
) -> None:
    result = judge([BASELINE, *make_days(*doses)])

    assert [result.status, result.value] == [status, value]


def test_reason_names_both_figures_and_the_days_behind_them() -> None:
    result = judge([BASELINE, *make_days(30, 45, 30)])

    assert result.requirement == "needs at most 10 % above baseline"
    assert result.reason == (
        "35 MME a day on 3 of the last 3 whole days, 60 MME a day at baseline. "
        "An estimate, not for choosing a dose."
    )


def test_operator_and_threshold_are_those_of_the_set() -> None:
    strict = replace(CLINIC_DEFAULT, opioid_percent_above=Fraction(0))

    result = judge([BASELINE, *make_days(60, 60, 61)], criteria_set=strict)

    assert [result.status, result.requirement] == [
        Status.NOT_MET,
        "needs at most 0 % above baseline",
    ]


def test_only_the_last_days_of_the_window_count() -> None:
    result = judge([BASELINE, *make_days(500, 60, 60, 60)], moment_of_day(5))

    assert result.status is Status.MET


def test_day_that_is_not_over_does_not_count() -> None:
    result = judge([BASELINE, *make_days(60, 60, 60, 500)])

    assert result.status is Status.MET


def test_last_day_of_a_trial_that_has_ended_is_no_whole_day() -> None:
    ended: dict[str, Any] = {"state": TrialState.COMPLETED, "ended_at": moment_of_day(4, 9)}

    result = judge([BASELINE, *make_days(60, 60, 60)], moment_of_day(9), **ended)

    assert "60 MME a day on 3 of the last 3 whole days" in result.reason


def test_patch_and_regular_doses_go_on_without_a_new_record_where_rescue_was_asked() -> None:
    lasting = [make_patch(25, at=moment_of_day(-10)), make_regular(10, at=moment_of_day(-10))]
    asked = [make_none(moment_of_day(number)) for number in (1, 2, 3)]

    result = judge([*lasting, *asked])

    assert [result.status, result.value] == [Status.MET, "0 %"]


def test_no_intake_at_baseline_allows_none_during_the_trial() -> None:
    before = make_none(moment_of_day(-1))

    none = judge([before, *(make_none(moment_of_day(n)) for n in (1, 2, 3))])
    some = judge([before, *make_days(5, 5, 5)])

    assert [none.status, none.value] == [Status.MET, "0 MME/day"]
    assert [some.status, some.value] == [Status.NOT_MET, "5 MME/day"]


def test_one_whole_day_is_not_the_last_of_several() -> None:
    trial = make_diary([8] * 7, [3], ended_at=None)

    found = assess(replace(trial, intakes=(BASELINE,)), CLINIC_DEFAULT, moment_of_day(2))

    reasons = {result.key: result.reason for result in found.criteria}
    assert reasons["systemic_opioid"] == (
        "Intake with rescue is recorded on 0 of 1 whole day; 1 is needed."
    )


@pytest.mark.parametrize(
    ("intakes", "words"),
    [
        ([], "No oral opioid intake is recorded for the days before the start."),
        (make_days(60, 60, 60), "No oral opioid intake is recorded for the days before the start."),
        ([BASELINE], "recorded on 0 of the last 3 whole days; 2 are needed."),
        ([BASELINE, *make_days(60)], "recorded on 1 of the last 3 whole days; 2 are needed."),
        ([make_regular(20, at=moment_of_day(-7))], "recorded on 0 of the last 3 whole days"),
        (
            [BASELINE, *make_days(60, 60, 60), make_intake(1, "opium", at=moment_of_day(2))],
            "The MME leave out opium: intake cannot be compared.",
        ),
        (
            [
                BASELINE,
                *make_days(60, 60, 60),
                make_intake(1, "buprenorphine", at=moment_of_day(-2)),
            ],
            "The MME leave out buprenorphine: intake cannot be compared.",
        ),
    ],
)
def test_intake_that_is_not_known_is_never_met(intakes: list[Intake], words: str) -> None:
    result = judge(intakes)

    assert result.status is Status.NOT_KNOWN
    assert words in result.reason


def test_one_whole_day_is_enough_while_there_is_no_other() -> None:
    result = judge([BASELINE, *make_days(60)], moment_of_day(2))

    assert result.status is Status.MET


def test_on_day_1_there_is_no_whole_day() -> None:
    result = judge([BASELINE, *make_days(60)], moment_of_day(1, 20))

    assert [result.status, result.reason] == [
        Status.NOT_KNOWN,
        "Day 1 is not over: there is no whole day to compare.",
    ]


@pytest.mark.parametrize("state", [TrialState.PLANNED, TrialState.BASELINE])
def test_before_the_start_it_is_not_known(state: TrialState) -> None:
    result = judge([BASELINE], state=state, started_at=None)

    assert result.status is Status.NOT_KNOWN


def test_intrathecal_dose_of_morphine_is_not_looked_at() -> None:
    large = make_dose(rate_ng_per_day=10**9)
    trial = make_trial(doses=[large], entries=())
    intakes = (BASELINE, *make_days(60, 60, 60))

    result = systemic_opioid(
        get_evidence(replace(trial, intakes=intakes), CLINIC_DEFAULT, moment_of_day(4))
    )

    assert result.value == "0 %"


def test_criterion_is_one_of_the_assessment() -> None:
    assessment = assess(make_trial(), CLINIC_DEFAULT, AS_OF)

    assert systemic_opioid in {criterion.judge for criterion in CRITERIA}
    assert "systemic_opioid" in {criterion.key for criterion in assessment.criteria}


@pytest.mark.parametrize(
    ("doses", "status", "value"),
    [
        ([30, 30, 30], Status.MET, "\N{MINUS SIGN}50 %"),
        ([30, 30, 31], Status.NOT_MET, "\N{MINUS SIGN}49 %"),
        ([0, 0, 0], Status.MET, "\N{MINUS SIGN}100 %"),
        ([60, 60, 60], Status.NOT_MET, "0 %"),
        ([66, 66, 66], Status.NOT_MET, "+10 %"),
    ],
)
def test_the_target_is_a_fall_of_the_mean(doses: list[int], status: Status, value: str) -> None:
    result = judge_target([BASELINE, *make_days(*doses)])

    assert (result.status, result.value) == (status, value)
    assert result.requirement == "needs ≥ 50 % less than at baseline"


def test_a_fall_from_nothing_cannot_be_calculated() -> None:
    nothing = [make_none(moment_of_day(day)) for day in (*range(-7, 0), 1, 2, 3)]

    result = judge_target(nothing)

    assert result.status is Status.NOT_KNOWN
    assert result.reason.endswith("A percent of 0 cannot be calculated.")


def test_a_target_without_intake_before_the_trial_is_not_known() -> None:
    result = judge_target(make_days(30, 30, 30))

    assert result.status is Status.NOT_KNOWN
    assert result.reason == "No oral opioid intake is recorded for the days before the start."


def test_the_intakes_of_the_days_that_count_are_named() -> None:
    nothing = make_none(moment_of_day(2))
    days = [*make_days(30), nothing, *make_days(0, 0, 10)[2:]]

    assert set(judge([BASELINE, *days]).used) == {each.intake_id for each in (BASELINE, *days)}


def judge_target(intakes: Iterable[Intake]) -> CriterionResult:
    trial = replace(make_trial(doses=[make_dose()]), intakes=tuple(intakes))
    return opioid_target(get_evidence(trial, CLINIC_DEFAULT, AS_OF))
