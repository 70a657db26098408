"""What could still be recorded is recorded, and the verdict is what was said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.clinical.explained import (
    LATER,
    find_result,
    judge,
    make_bolus_trial,
    make_favourable,
    rescore,
    with_facts,
)
from tests.factories import START, make_days, make_diary, make_entry, make_trial, moment_of_day
from trialtracker.clinical.choices import Status, StopReason, TrialMode, TrialState, Verdict
from trialtracker.clinical.criteria import CRITERIA
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.would_change import NOTHING, get_would_change

DAY = timedelta(days=1)


def say(trial: Trial, as_of: Any = LATER, criteria_set: CriteriaSet = CLINIC_DEFAULT) -> str:
    return "\n".join(get_would_change(trial, judge(trial, as_of, criteria_set)))


# The next score


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


# What is open beside the scores


def without(trial: Trial, key: str) -> Trial:
    return replace(trial, facts=tuple(fact for fact in trial.facts if fact.key != key))


@pytest.mark.parametrize("key", ["effects_tolerable", "wants_to_go_on"])
def test_the_answer_of_the_patient_decides_as_said(key: str) -> None:
    trial = without(make_favourable(), key)

    said = say(trial)

    assert "the patient's yes would meet it; a no would make the verdict not favourable." in said
    assert "is the only open point: met, the verdict would be favourable." in said
    assert judge(with_facts(trial, {key: "yes"})).verdict is Verdict.FAVOURABLE
    assert judge(with_facts(trial, {key: "no"})).verdict is Verdict.NOT_FAVOURABLE


def test_a_no_is_not_said_to_decide_where_it_does_not() -> None:
    said = say(make_diary([8] * 7, [3]))

    assert "Patient wants to go on: the patient's yes would meet it." in said


def test_an_answer_that_was_no_can_only_become_another() -> None:
    trial = with_facts(make_favourable(), {"wants_to_go_on": "no"})

    assert "Patient wants to go on: only another answer of the patient would change it." in say(
        trial
    )


def test_days_on_which_effects_were_not_asked_are_counted() -> None:
    trial = make_diary([8] * 7, [3] * 4, side_effect_grade=None)
    graded = make_days(dict.fromkeys([1, 2, 3], 0), measure="side_effect:nausea")

    def judge_with(days: int) -> Status:
        more = replace(trial, entries=(*trial.entries, *graded[:days]))
        return find_result(judge(more), "side_effects").status

    assert "Side effects: asked for on 3 more trial days, with no grade above" in say(trial)
    assert judge_with(2) is Status.NOT_KNOWN
    assert judge_with(3) is Status.MET


def test_a_grade_above_the_limit_stays() -> None:
    trial = make_diary([8] * 7, [3] * 3, side_effect_grade=3)
    gone = make_entry(moment_of_day(3, 15), {"side_effect:nausea": 0})

    after = replace(trial, entries=(*trial.entries, gone))

    assert "Side effects: grade 3 stays on record, also when resolved" in say(trial)
    assert find_result(judge(after), "side_effects").status is Status.NOT_MET


def test_effects_of_a_trial_that_has_not_begun_are_named_by_what_is_needed() -> None:
    assert "Side effects needs no grade above 2" in say(make_trial(started_at=None))


def test_effects_that_ended_the_trial_are_named_by_what_is_needed() -> None:
    trial = make_diary(
        [8] * 7,
        [3] * 3,
        state=TrialState.STOPPED,
        stop_reason=StopReason.INTOLERABLE_SIDE_EFFECT,
    )

    assert "Side effects needs no grade above 2" in say(trial)


def test_a_goal_that_is_met_meets_function() -> None:
    trial = without(make_favourable(), "goal_met")

    assert "Function: an agreed activity goal recorded as met would meet it." in say(trial)
    assert judge(with_facts(trial, {"goal_met": "yes"})).verdict is Verdict.FAVOURABLE


def test_a_low_baseline_stays_low() -> None:
    said = say(make_diary([4] * 7, [1] * 3))

    assert "Baseline level: no score from now on changes it." in said


def test_an_open_criterion_without_own_words_says_what_it_needs() -> None:
    trial = replace(make_favourable(), intakes=())

    assert "Oral opioid intake needs at most 10 % above baseline." in say(trial)


def test_a_favourable_trial_can_only_be_lost() -> None:
    trial = make_favourable()

    assert get_would_change(trial, judge(trial)) == (
        "The window mean is 3; at 4.1 or more relief would be below 50 %.",
        "A side effect above grade 2 or a no of the patient would make the verdict not "
        "favourable; a safety event would hold it back until it is resolved.",
    )


@pytest.mark.parametrize(
    ("required", "said"),
    [
        ("side_effects", "A side effect above grade 2 would make the verdict not favourable; a"),
        ("patient_acceptance", "A no of the patient would make the verdict not favourable; a"),
        ("candidacy", "A"),
    ],
)
def test_what_would_end_a_favourable_verdict_is_what_the_set_requires(
    required: str, said: str
) -> None:
    keys = {criterion.key for criterion in CRITERIA} - {required}
    only = replace(CLINIC_DEFAULT, roles=tuple((key, Role.ADVISES) for key in sorted(keys)))

    assert say(make_favourable(), criteria_set=only) == (
        f"{said} safety event would hold it back until it is resolved."
    )


def test_a_trial_that_was_stopped_for_a_failure_stays_as_it_is() -> None:
    failed = make_favourable(
        [8, 8, 8], state=TrialState.STOPPED, stop_reason=StopReason.INADEQUATE_RELIEF
    )

    better = rescore(failed, START, Decimal(1))

    assert judge(better).verdict is judge(failed).verdict is Verdict.NOT_FAVOURABLE
    assert say(failed).startswith(
        "The trial was stopped (inadequate relief at the highest planned dose): no score and no "
        "answer makes it favourable.\n"
    )


def test_where_nothing_is_open_that_is_said() -> None:
    keys = {criterion.key for criterion in CRITERIA}
    roles = tuple((key, Role.ADVISES) for key in sorted(keys))
    only = replace(CLINIC_DEFAULT, roles=roles)

    assert say(make_favourable(), criteria_set=only) == NOTHING
