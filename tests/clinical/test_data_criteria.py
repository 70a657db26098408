"""Whether there are enough days and hours to judge, and what exactly is missing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from tests.factories import (
    START,
    Number,
    make_diary,
    make_trial,
)
from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.choices import Status, TrialMode, TrialState
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)


def find(assessment: Assessment, key: str) -> CriterionResult:
    return next(result for result in assessment.criteria if result.key == key)


def judge(trial: Trial, key: str) -> CriterionResult:
    return find(assess(trial, CLINIC_DEFAULT, LATER), key)


@pytest.mark.parametrize(
    ("days", "status", "reason"),
    [
        (4, Status.MET, "4 of 7 baseline days have a score; 4 are needed."),
        (3, Status.NOT_MET, "3 of 7 baseline days have a score; 4 are needed."),
        (1, Status.NOT_MET, "1 of 7 baseline days has a score; 4 are needed."),
    ],
)
def test_baseline_data_are_counted(days: int, status: Status, reason: str) -> None:
    result = judge(make_diary([8] * days, [4] * 3), "baseline_data")

    assert (result.status, result.reason) == (status, reason)
    assert result.value == f"{days} of 7 days"


@pytest.mark.parametrize(
    ("scores", "status", "reason"),
    [
        ([4, 4, 4, 4], Status.MET, "3 of the last 3 trial days have a score; 2 are needed."),
        ([4, None, None], Status.NOT_MET, "1 of the last 3 trial days has a score; 2 are needed."),
        ([4, 4], Status.MET, "2 of the last 2 trial days have a score; 2 are needed."),
    ],
)
def test_window_data_are_counted(
    scores: Sequence[Number | None], status: Status, reason: str
) -> None:
    result = judge(make_diary([8] * 7, scores), "window_data")

    assert (result.status, result.reason) == (status, reason)


def test_a_short_infusion_is_named() -> None:
    result = judge(make_diary([8] * 7, [4]), "window_data")

    assert result.status is Status.NOT_MET
    assert result.value == "1 of 1 day"
    assert result.reason == (
        "1 of the last 1 trial day has a score; 2 are needed. "
        "12hr 0min of infusion; 24 h are needed."
    )


def test_one_needed_day_is_singular() -> None:
    one_day = replace(CLINIC_DEFAULT, baseline_minimum_days=1, absolute_points=Fraction(1))

    assessment = assess(make_diary([None], [4] * 3), one_day, LATER)

    assert find(assessment, "baseline_data").reason.endswith("; 1 is needed.")
    assert find(assessment, "absolute_change").requirement == "needs a fall of ≥ 1 point"


def test_a_set_that_asks_for_no_day_still_needs_a_score() -> None:
    lax = replace(CLINIC_DEFAULT, baseline_minimum_days=0, window_minimum_days=0)

    assessment = assess(make_diary([None] * 7, [None] * 3), lax, LATER)

    assert assessment.relief_percent is None
    assert find(assessment, "pain_relief").status is Status.NOT_KNOWN
    assert find(assessment, "absolute_change").status is Status.NOT_KNOWN
    assert find(assessment, "baseline_level").status is Status.NOT_KNOWN


def test_before_the_first_dose_nothing_of_the_trial_is_known() -> None:
    trial = make_trial(started_at=None, state=TrialState.BASELINE)

    assert judge(trial, "window_data").reason == "The trial has not started."
    assert judge(trial, "side_effects").reason == "The trial has not started."
    assert judge(trial, "side_effects").status is Status.NOT_KNOWN


@pytest.mark.parametrize("mode", [TrialMode.SINGLE_BOLUS, TrialMode.REPEATED_BOLUS])
@pytest.mark.parametrize(
    "key",
    ["pain_relief", "absolute_change", "baseline_level", "baseline_data", "window_data"],
)
def test_bolus_trials_are_not_assessed_for_pain(mode: TrialMode, key: str) -> None:
    result = judge(make_diary([8] * 7, [2] * 4, mode=mode), key)

    assert result.status is Status.NOT_KNOWN
    assert "time-weighted mean from 1 to 8 hours" in result.reason
    assert "not assess" in result.reason
