"""Relief, change and baseline level: exact at every threshold, worded with their numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import (
    START,
    Number,
    make_diary,
)
from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
MORE_THAN = replace(CLINIC_DEFAULT, relief_includes_threshold=False)


def find(assessment: Assessment, key: str) -> CriterionResult:
    return next(result for result in assessment.criteria if result.key == key)


def judge(trial: Trial, key: str) -> CriterionResult:
    return find(assess(trial, CLINIC_DEFAULT, LATER), key)


# --- published cases (pain rule only): baseline, trial score, percent, met, at least 30 % --------
PUBLISHED = [
    ("transverse myelitis pump, Medicine 2021;100:e26141", "10", "5", "50", True, True),
    ("cervical IT external pump at rest, Medicine 2018", "6.5", "2.5", "61.5", True, True),
    ("cervical IT external pump, breakthrough", "10", "5.5", "45.0", False, True),
    ("Jeon 2009 case 1", "8.5", "6", "29.4", False, False),
    ("Simpson 2007 ziconotide, 40 % fall", "10", "6", "40", False, True),
    ("Lundborg 1999, CRPS-I", "7", "2", "71.4", True, True),
]


@pytest.mark.parametrize(
    ("before", "during", "percent", "is_met", "is_moderate"),
    [case[1:] for case in PUBLISHED],
    ids=[case[0] for case in PUBLISHED],
)
def test_published_cases(
    before: str, during: str, percent: str, is_met: bool, is_moderate: bool
) -> None:
    assessment = assess(make_diary([before] * 7, [during] * 3), CLINIC_DEFAULT, LATER)

    assert assessment.relief_percent is not None
    assert round(float(assessment.relief_percent), 1) == float(percent)
    assert (find(assessment, "pain_relief").status is Status.MET) == is_met
    assert (assessment.relief_percent >= 30) == is_moderate


def test_a_published_case_without_a_score_is_not_known() -> None:
    assert judge(make_diary([None] * 7, [None] * 3), "pain_relief").status is Status.NOT_KNOWN


def test_exactly_50_passes_at_least_50_and_fails_more_than_50() -> None:
    trial = make_diary([10] * 7, [5] * 3)

    assert judge(trial, "pain_relief").status is Status.MET
    more_than = find(assess(trial, MORE_THAN, LATER), "pain_relief")
    assert more_than.status is Status.NOT_MET
    assert more_than.requirement == "needs > 50 % over the last 3 days"


@pytest.mark.parametrize(
    ("before", "during", "shown"),
    [
        ("10", ["5.046", "5.045", "5.0455"], "49.5 %"),
        ("8", ["4.000", "4.000", "4.001"], "49.996 %"),
        ("10", ["7.0005", "7.0005", "7.0005"], "29.995 %"),
    ],
)
def test_a_relief_just_below_a_threshold_is_not_shown_as_reaching_it(
    before: str, during: Sequence[Number], shown: str
) -> None:
    result = judge(make_diary([before] * 7, during), "pain_relief")

    assert (result.status, result.value) == (Status.NOT_MET, shown)


def test_pain_relief_says_what_it_rests_on() -> None:
    result = judge(make_diary(["7.6"] * 6, ["3.2"] * 3), "pain_relief")

    assert (result.value, result.requirement) == ("58 %", "needs ≥ 50 % over the last 3 days")
    assert result.reason == (
        "Average pain fell from 7.6 to 3.2 (6 of 7 baseline days, 3 of the last 3 trial days): "
        "58 % relief; ≥ 50 % is needed."
    )


def test_worsening_is_worded_as_worsening() -> None:
    trial = make_diary([5] * 7, [6] * 3)

    assert "Average pain rose from 5 to 6" in judge(trial, "pain_relief").reason
    assert "no relief, 20 % worse" in judge(trial, "pain_relief").reason
    assert judge(trial, "absolute_change").value == "\N{MINUS SIGN}1 point"
    assert judge(trial, "absolute_change").reason == (
        "Average pain rose from 5 to 6; a fall of ≥ 2 points is needed."
    )


def test_relief_from_a_baseline_of_zero_is_not_known() -> None:
    result = judge(make_diary([0] * 7, [3] * 3), "pain_relief")

    assert (result.status, result.value) == (Status.NOT_KNOWN, "Not known")
    assert result.reason == "Average pain rose from 0 to 3: relief cannot be calculated."


def test_missing_data_make_pain_relief_and_change_not_known() -> None:
    trial = make_diary([8] * 3, [4, None, None])
    reason = (
        "3 of 7 baseline days have a score; 4 are needed. "
        "1 of the last 3 trial days has a score; 2 are needed."
    )

    assert judge(trial, "pain_relief").reason == reason
    assert judge(trial, "absolute_change").reason == reason
    assert judge(trial, "absolute_change").status is Status.NOT_KNOWN


@pytest.mark.parametrize(
    ("during", "status", "value"),
    [
        ("6", Status.MET, "2 points"),
        ("6.001", Status.NOT_MET, "1.999 points"),
        ("7", Status.NOT_MET, "1 point"),
        ("3.6", Status.MET, "4.4 points"),
    ],
)
def test_the_fall_must_be_at_least_2_points(during: str, status: Status, value: str) -> None:
    result = judge(make_diary([8] * 7, [during] * 3), "absolute_change")

    assert (result.status, result.value) == (status, value)


@pytest.mark.parametrize(
    ("before", "status", "value"),
    [("5", Status.MET, "5"), ("4.999", Status.NOT_MET, "4.999")],
)
def test_the_baseline_must_be_at_least_5(before: str, status: Status, value: str) -> None:
    result = judge(make_diary([before] * 7, [1] * 3), "baseline_level")

    assert (result.status, result.value) == (status, value)
    assert result.reason == (
        f"Average pain was {value} before the trial (7 of 7 days); ≥ 5 is needed."
    )


def test_a_baseline_with_too_few_days_has_no_level() -> None:
    assert judge(make_diary([8] * 3, [4] * 3), "baseline_level").status is Status.NOT_KNOWN


def test_a_window_of_one_day_is_the_last_day() -> None:
    one = replace(CLINIC_DEFAULT, window_days=1, window_minimum_days=1)
    trial = make_diary([8] * 7, [3] * 3)

    assessment = assess(trial, one, START + timedelta(days=60))

    assert assessment.criteria[0].requirement == "needs ≥ 50 % over the last day"
    assert "(7 of 7 baseline days, 1 of 1 trial day)" in assessment.criteria[0].reason
    assert assessment.summary.startswith("Average pain fell from 8 to 3 over the last day: 62 %")


def test_a_fall_that_rounds_otherwise_than_its_means_says_so() -> None:
    rounded = judge(make_diary([7, 7, 7, 7, 7, 7, "7.5"], ["3.3", "3.3", "3.4"]), "absolute_change")
    exact = judge(make_diary([8] * 7, [3] * 3), "absolute_change")

    assert rounded.reason.startswith(
        "Average pain fell from 7.1 to 3.3, a fall of 3.7 points before rounding; "
    )
    assert exact.reason.startswith("Average pain fell from 8 to 3, a fall of 5 points; ")
