"""Side effects: the worst grade decides, and no entry is not none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import (
    START,
    make_diary,
    make_entry,
    moment_of_day,
)
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, StopReason, TrialState
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Entry, Trial

LATER = START + timedelta(days=60)


def judge(trial: Trial, key: str) -> CriterionResult:
    results = assess(trial, CLINIC_DEFAULT, LATER).criteria
    return next(result for result in results if result.key == key)


def harmed(*harms: Entry, days: int = 4) -> Trial:
    diary = make_diary([8] * 7, [4] * days)
    return replace(diary, entries=(*diary.entries, *harms))


def graded(effect: str, grade: int, day: int = 2, hour: int = 15) -> Entry:
    return make_entry(moment_of_day(day, hour), {f"side_effect:{effect}": grade})


def test_side_effects_asked_for_and_absent_are_met() -> None:
    result = judge(harmed(), "side_effects")

    assert (result.status, result.value) == (Status.MET, "None")
    assert result.reason == "No side effect recorded. 4 of 4 days assessed."


def test_side_effects_up_to_the_worst_grade_are_met() -> None:
    result = judge(harmed(graded("pruritus", 2)), "side_effects")

    assert (result.status, result.value) == (Status.MET, "Pruritus 2")
    assert result.reason == (
        "Worst: Pruritus grade 2 on 03-Mar-2026 15:00, not recorded as resolved since. "
        "4 of 4 days assessed."
    )


@pytest.mark.parametrize(
    ("later", "course"),
    [(0, "resolved later"), (1, "grade 1 later"), (3, "not recorded as resolved since")],
)
def test_a_worse_grade_fails_and_says_whether_it_resolved(later: int, course: str) -> None:
    result = judge(harmed(graded("vomiting", 3), graded("vomiting", later, 3)), "side_effects")

    assert result.status is Status.NOT_MET
    assert f"{course}. 4 of 4 days assessed." in result.reason
    assert result.reason.startswith("Worst: Vomiting grade 3 on ")


def test_an_unresolved_red_flag_of_a_low_grade_fails_side_effects() -> None:
    result = judge(harmed(graded("hallucinations", 1)), "side_effects")

    assert result.status is Status.NOT_MET
    assert result.reason.startswith("03-Mar-2026: Hallucinations grade 1 at 15:00 is a red")


def test_a_trial_stopped_for_a_side_effect_fails_side_effects() -> None:
    trial = make_diary(
        [8] * 7,
        [4] * 3,
        state=TrialState.STOPPED,
        stop_reason=StopReason.INTOLERABLE_SIDE_EFFECT,
    )

    result = judge(trial, "side_effects")

    assert result.status is Status.NOT_MET
    assert result.reason.startswith("The trial was stopped because of an intolerable side effect.")


@pytest.mark.parametrize(
    ("assessed", "status"),
    [((1, 2, 3, 4), Status.MET), ((1, 2, 4), Status.MET), ((1, 2), Status.NOT_KNOWN)],
)
def test_more_than_one_day_not_assessed_is_not_known(
    assessed: Sequence[int], status: Status
) -> None:
    diary = make_diary([8] * 7, [4] * 4, side_effect_grade=None)
    asked = tuple(graded("nausea", 0, day) for day in assessed)

    result = judge(replace(diary, entries=(*diary.entries, *asked)), "side_effects")

    assert result.status is status
    assert f"{len(assessed)} of 4 days assessed" in result.reason


def test_a_first_day_without_an_assessment_is_not_known() -> None:
    result = judge(make_diary([8] * 7, [4], side_effect_grade=None), "side_effects")

    assert result.status is Status.NOT_KNOWN
    assert result.reason.startswith("0 of 1 day assessed: no entry is not none.")


def test_no_entry_is_not_none() -> None:
    result = judge(make_diary([8] * 7, [4] * 3, side_effect_grade=None), "side_effects")

    assert (result.status, result.value) == (Status.NOT_KNOWN, "Not recorded")
    assert result.reason == ("0 of 3 days assessed: no entry is not none. No side effect recorded.")


def test_a_grade_after_the_last_day_is_no_assessed_day_but_is_harm() -> None:
    result = judge(harmed(graded("vomiting", 3, day=6)), "side_effects")

    assert result.status is Status.NOT_MET
    assert result.reason.endswith("4 of 4 days assessed.")


def test_it_names_the_worst_entry_first_then_all_that_asked() -> None:
    worst = graded("pruritus", 2)
    trial = harmed(worst, graded("pruritus", 1, 3))

    used = judge(trial, "side_effects").used

    asked = {e.entry_id for e in trial.entries if any("side_effect" in key for key in e.values)}
    assert used[0] == worst.entry_id
    assert set(used) == asked
    assert len(used) == len(asked)


def test_an_alert_that_is_no_side_effect_is_named_too() -> None:
    slow = make_entry(moment_of_day(2, 15), {"respiratory_rate": 7})

    assert slow.entry_id in judge(harmed(slow), "side_effects").used
