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
from trialtracker.clinical.choices import Status, TrialMode, TrialState, Verdict
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
        "1 of 1 trial day has a score; 2 are needed. 12hr 0min of infusion; 24 h are needed."
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


@pytest.mark.parametrize("key", ["baseline_data", "window_data", "pain_relief", "baseline_level"])
def test_without_any_score_nothing_is_known(key: str) -> None:
    result = judge(make_diary([None] * 7, [None] * 3), key)

    assert (result.status, result.used) == (Status.NOT_KNOWN, ())


def test_the_criteria_name_the_entries_they_rest_on() -> None:
    trial = make_diary([8] * 7, [4] * 5, side_effect_grade=None)
    ids = [entry.entry_id for entry in trial.entries]

    used = {result.key: result.used for result in assess(trial, CLINIC_DEFAULT, LATER).criteria}

    assert used["baseline_data"] == used["baseline_level"] == tuple(ids[:7])
    assert used["window_data"] == tuple(ids[-3:])
    assert used["pain_relief"] == used["absolute_change"] == (*ids[:7], *ids[-3:])


def test_a_set_for_other_trials_has_not_enough_data_for_this_one() -> None:
    for_boluses = replace(
        CLINIC_DEFAULT,
        name="Bolus rule",
        version="1",
        modes=(TrialMode.SINGLE_BOLUS, TrialMode.REPEATED_BOLUS),
    )

    assessment = assess(make_diary([8] * 7, [2] * 4), for_boluses, LATER)

    reason = (
        "Bolus rule 1 is for another kind of trial (single bolus, repeated bolus), "
        "not continuous intrathecal."
    )
    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA
    assert assessment.relief_percent is None
    assert find(assessment, "window_data").reason == reason
    assert find(assessment, "pain_relief").reason == reason
    assert find(assessment, "window_data").status is Status.NOT_KNOWN
