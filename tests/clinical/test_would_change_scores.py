"""The scores that a trial still needs are named, and recorded they give what was said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.clinical.explained import (
    find_result,
    judge,
    make_bolus_trial,
    make_favourable,
    rescore,
    say,
)
from tests.factories import START, make_days, make_diary, make_trial, moment_of_day
from trialtracker.clinical.choices import Status, TrialMode, TrialState
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, Role
from trialtracker.clinical.trial import Trial

DAY = timedelta(days=1)


def add_days(trial: Trial, *days: int) -> Trial:
    more = make_days(dict.fromkeys(days, 3))
    return replace(trial, entries=(*trial.entries, *more))


def make_running(baseline: Sequence[Any], during: Sequence[Any]) -> Trial:
    return make_diary(baseline, during, ended_at=None, state=TrialState.RUNNING)


@pytest.mark.parametrize(
    ("during", "today", "when", "given", "next_day"),
    [
        pytest.param([3], 1, "tomorrow", "2 of 2 days", 2, id="after the first day"),
        pytest.param([3, None], 2, "today", "2 of 2 days", 2, id="today is open"),
        pytest.param([None, None, 3], 3, "tomorrow", "2 of 3 days", 4, id="the window moves on"),
        pytest.param([3, None, None], 3, "today", "2 of 3 days", 3, id="today, an old day counts"),
        pytest.param([None, None, None], 3, "today", "1 of 3 days", 3, id="not enough yet"),
    ],
)
def test_the_next_score_gives_what_is_said(
    during: list[Any], today: int, when: str, given: str, next_day: int
) -> None:
    trial = make_running([8] * 7, during)

    said = say(trial, moment_of_day(today, 20))

    after = judge(add_days(trial, next_day), moment_of_day(next_day, 20))
    assert f"A score of average pain {when} would give {given}; 2 are needed." in said
    assert f"{after.window.days} of {after.window.of} days" == given


def test_one_needed_score_is_one() -> None:
    one = replace(CLINIC_DEFAULT, window_minimum_days=1)

    assert "1 is needed." in say(make_running([8] * 7, [None]), moment_of_day(1, 20), one)


def test_missing_days_of_the_baseline_are_counted() -> None:
    trial = make_diary([None] * 5 + [8, 8], [3, 3, 3])

    assert "Pain scores of 2 more days before the first dose" in say(trial)
    assert "would give 4 of 7 baseline days" in say(trial)
    assert find_result(judge(add_days(trial, -4, -5)), "baseline_data").status is Status.MET
    assert find_result(judge(add_days(trial, -4)), "baseline_data").status is Status.NOT_MET


def test_missing_days_of_a_trial_that_is_over_are_counted() -> None:
    trial = make_diary([8] * 7, [3, None, None, 3])

    said = say(rescore(trial, START, Decimal(3)), criteria_set=replace(
        CLINIC_DEFAULT, window_minimum_days=3
    ))  # fmt: skip

    assert "Pain scores of 2 more days from 03-Mar-2026 to 05-Mar-2026" in said
    assert "would give 3 of 3 days" in said


def test_hours_of_infusion_still_to_come_have_their_moment() -> None:
    trial = make_running([8] * 7, [3])

    assert "24 h of infusion are complete on 03-Mar-2026 08:00." in say(trial, moment_of_day(1, 20))
    assert judge(trial, START + DAY).window.of == 2


def test_a_trial_that_was_too_short_needs_another() -> None:
    said = say(make_diary([8] * 7, [3]))

    assert "The trial lasted 1 day, 2 are needed: only another trial can give them." in said


def test_hours_of_infusion_that_never_came_are_said() -> None:
    trial = make_diary([8] * 7, [3])

    assert "The infusion ended before 24 h: only another trial can give them." in say(trial)


def test_hours_that_are_complete_are_not_asked_for() -> None:
    assert "h of infusion" not in say(make_diary([8] * 7, [3, None, None]))


def test_before_the_first_dose_the_whole_of_it_is_said() -> None:
    trial = make_trial(started_at=None, state=TrialState.PLANNED)

    assert (
        "A pain score on 4 of the 7 days before the first dose, and on 2 of the last 3 days of a "
        "trial of at least 24 h, would be enough to judge."
    ) in say(trial)


def test_data_that_are_not_required_are_not_asked_for() -> None:
    roles = (("baseline_data", Role.ADVISES), ("window_data", Role.LEFT_OUT))

    assert "A pain score" not in say(
        make_trial(), criteria_set=replace(CLINIC_DEFAULT, roles=roles)
    )


def test_enough_days_with_too_few_hours_wait_for_the_hours() -> None:
    trial = make_diary([8] * 7, [3, 3], ended_at=None, started_at=START + timedelta(hours=3))

    said = say(trial, moment_of_day(2, 12) - timedelta(hours=2))

    assert "A score of average pain today would give 2 of 2 days" in said
    assert "24 h of infusion are complete on 03-Mar-2026 11:00." in said


def test_hours_alone_can_be_missing() -> None:
    trial = make_diary([8] * 7, [3, 3], ended_at=None, started_at=START + timedelta(hours=4))

    said = say(trial, moment_of_day(2, 12) - timedelta(minutes=1))
    one_day = replace(CLINIC_DEFAULT, window_minimum_days=1)

    assert "24 h of infusion are complete on 03-Mar-2026 12:00." in said
    assert "A score of" not in say(trial, moment_of_day(1, 20), one_day)


def test_a_set_for_another_kind_of_trial_cannot_judge_this_one() -> None:
    other = replace(CLINIC_DEFAULT, modes=(TrialMode.SINGLE_BOLUS,))

    assert "A criteria set that is meant for this kind of trial would have to be chosen." in say(
        make_favourable(), criteria_set=other
    )


def test_a_bolus_trial_is_told_what_its_data_need() -> None:
    assert "Trial data needs" in say(make_bolus_trial([[3]]), START + DAY)
