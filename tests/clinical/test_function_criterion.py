from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import START, Number, make_days, make_entry, make_trial, moment_of_day, next_id
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.function_criterion import function
from trialtracker.clinical.record import Fact
from trialtracker.clinical.trial import Entry, Trial

AS_OF = moment_of_day(4, 20)
BEFORE = START - timedelta(hours=2)


def judge(trial: Trial) -> CriterionResult:
    return function(get_evidence(trial, CLINIC_DEFAULT, AS_OF))


def bpi(before: Number, during: Number) -> tuple[Entry, ...]:
    return (
        make_entry(BEFORE, {"bpi_interference": before}),
        make_entry(moment_of_day(4), {"bpi_interference": during}),
    )


def activity(before: Number, during: Number) -> tuple[Entry, ...]:
    scores = dict.fromkeys((-4, -3, -2, -1), before) | dict.fromkeys((2, 3, 4), during)
    return make_days(scores, measure="function")


def make(entries: tuple[Entry, ...] = (), *goals: str) -> Trial:
    facts = tuple(
        Fact(next_id(), "goal_met", goal, "", "tester", START + timedelta(hours=hour))
        for hour, goal in enumerate(goals)
    )
    return replace(make_trial(entries), facts=facts)


def test_goal_met_is_enough() -> None:
    result = judge(make((), "yes"))

    assert (result.status, result.value) == (Status.MET, "Goal met")
    assert result.reason.startswith("The agreed activity goal is met. BPI interference is not")


@pytest.mark.parametrize(
    ("entries", "goals", "status", "value"),
    [
        ((), (), Status.NOT_KNOWN, "Not known"),
        ((), ("no",), Status.NOT_KNOWN, "Not known"),
        ((), ("not_known",), Status.NOT_KNOWN, "Not known"),
        ((), ("no", "yes"), Status.MET, "Goal met"),
        ((), ("yes", "no"), Status.NOT_KNOWN, "Not known"),
        (bpi(6, 5), (), Status.MET, "BPI 6 → 5"),
        (bpi(6, 5), ("no",), Status.MET, "BPI 6 → 5"),
        (bpi(6, "5.01"), ("no",), Status.NOT_MET, "BPI 6 → 5.01"),
        (bpi(6, "5.01"), (), Status.NOT_KNOWN, "BPI 6 → 5.01"),
        (bpi(5, 6), ("no",), Status.NOT_MET, "BPI 5 → 6"),
        (bpi(5, 5), ("no",), Status.NOT_MET, "BPI 5 → 5"),
        (activity(10, 7), (), Status.MET, "Activity 10 → 7"),
        (activity(10, 8), ("no",), Status.NOT_MET, "Activity 10 → 8"),
        (activity(5, 6), ("no",), Status.NOT_MET, "Activity 5 → 6"),
        (activity(0, 0), ("no",), Status.NOT_KNOWN, "Not known"),
        (activity(10, 1) + bpi(6, 6), ("no",), Status.NOT_MET, "BPI 6 → 6"),
        (bpi(6, 5)[:1], ("no",), Status.NOT_KNOWN, "Not known"),
        (activity(10, 1)[:5], ("no",), Status.NOT_KNOWN, "Not known"),
        (activity(10, 1)[1:], ("no",), Status.NOT_KNOWN, "Not known"),
    ],
)
def test_function_is_met_by_either_and_failed_only_by_both(
    entries: tuple[Entry, ...], goals: tuple[str, ...], status: Status, value: str
) -> None:
    result = judge(make(entries, *goals))

    assert (result.status, result.value) == (status, value)


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (bpi(6, "4.5"), "BPI interference fell from 6 to 4.5, a fall of 1.5; a fall of ≥ 1 is"),
        (bpi(4, 6), "BPI interference rose from 4 to 6; a fall of ≥ 1 is needed."),
        (bpi(4, 4), "BPI interference stayed at 4; a fall of ≥ 1 is needed."),
        (activity(6, 4), "Activity hindered fell from 6 to 4, 33 % less; ≥ 30 % less is needed."),
        (activity(4, 6), "Activity hindered rose from 4 to 6; ≥ 30 % less is needed."),
        (activity(0, 2), "Activity hindered rose from 0 to 2: a percent of 0 cannot be"),
        (
            (),
            "BPI interference is not recorded before and during the trial, and activity hindered "
            "on 0 days before it and 0 in its window; 4 and 2 are needed.",
        ),
    ],
)
def test_reason_names_the_data(entries: tuple[Entry, ...], sentence: str) -> None:
    assert sentence in judge(make(entries)).reason


def test_the_last_scores_before_and_during_count() -> None:
    earlier = make_entry(BEFORE - timedelta(days=1), {"bpi_interference": 9})
    first = make_entry(moment_of_day(2), {"bpi_interference": 1})

    assert judge(make((earlier, first, *bpi(6, 5)))).value == "BPI 6 → 5"


def test_score_after_the_trials_end_does_not_count() -> None:
    trial = make(bpi(6, 5))
    ended = replace(trial.details, ended_at=moment_of_day(3))

    assert judge(replace(trial, details=ended)).status is Status.NOT_KNOWN


def test_goal_stated_after_the_moment_does_not_count() -> None:
    late = Fact(next_id(), "goal_met", "yes", "", "tester", AS_OF + timedelta(hours=1))

    assert judge(replace(make(), facts=(late,))).status is Status.NOT_KNOWN


def test_trial_that_has_not_started_has_no_function_to_compare() -> None:
    trial = make(bpi(6, 5), "yes")
    planned = replace(trial, details=replace(trial.details, started_at=None))

    result = judge(planned)

    assert (result.status, result.reason) == (Status.NOT_KNOWN, "The trial has not started.")


def test_it_names_the_goal_and_the_scores_behind_it() -> None:
    trial = make(bpi(6, 4), "no")

    used = judge(trial).used

    assert used == (trial.facts[0].fact_id, *(entry.entry_id for entry in trial.entries))


def test_it_names_the_days_of_activity_behind_it() -> None:
    trial = make(activity(8, 4))

    assert set(judge(trial).used) == {entry.entry_id for entry in trial.entries}


def test_an_answer_alone_is_named() -> None:
    trial = make((), "yes")

    assert judge(trial).used == (trial.facts[0].fact_id,)
