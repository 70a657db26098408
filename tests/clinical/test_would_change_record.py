"""What is open beside the scores is recorded, and the verdict is what was said."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.clinical.explained import (
    find_result,
    judge,
    make_favourable,
    rescore,
    say,
    with_facts,
)
from tests.factories import START, make_days, make_diary, make_entry, make_trial, moment_of_day
from trialtracker.clinical.choices import Status, StopReason, TrialState, Verdict
from trialtracker.clinical.criteria import CRITERIA
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, Role
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.would_change import NOTHING, get_would_change

DAY = timedelta(days=1)


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
