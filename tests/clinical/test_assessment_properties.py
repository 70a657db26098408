"""What holds for every assessment and its explanation, whatever was recorded."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clinical.explained import (
    answer_well,
    find_result,
    judge,
    make_bolus_trial,
    make_favourable,
    with_facts,
)
from tests.factories import START, make_diary, make_entry, make_trial, moment_of_day
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Status, TrialMode, Verdict
from trialtracker.clinical.criteria import CRITERIA
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.explanation import explain
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.clinical.trial import Trial

QUICK = settings(max_examples=30, deadline=None)
ORDER = (Verdict.NOT_FAVOURABLE, Verdict.BORDERLINE, Verdict.FAVOURABLE)
"""Verdicts on enough data, from the worst to the best."""

PAIN = ("pain_relief", "absolute_change")

score = st.decimals(0, 10, places=1)
scores = st.lists(score, min_size=3, max_size=9)
maybe = st.lists(st.none() | score, min_size=3, max_size=9)
sets = st.sampled_from(SHIPPED_SETS)
infusion_sets = st.sampled_from(
    [each for each in SHIPPED_SETS if TrialMode.CONTINUOUS_INTRATHECAL in each.modes]
)
trials = st.builds(make_diary, maybe, maybe, side_effect_grade=st.none() | st.integers(0, 3))
bolus_trials = st.builds(
    make_bolus_trial, st.lists(st.lists(st.integers(0, 10), max_size=8), min_size=1, max_size=3)
)


def rank(status: Status) -> int:
    return (Status.NOT_MET, Status.NOT_KNOWN, Status.MET).index(status)


def rank_verdict(assessment: Assessment) -> int:
    return ORDER.index(assessment.verdict)


@st.composite
def worsened(draw: st.DrawFn) -> tuple[Trial, Trial]:
    """Return a trial with every answer good, and the same with one worse score in its course."""
    baseline, during = draw(st.lists(score, min_size=4, max_size=7)), draw(scores)
    place = draw(st.integers(0, len(during) - 1))
    worse = [*during]
    worse[place] = draw(st.decimals(worse[place], 10, places=1))
    return (
        answer_well(make_diary(baseline, during)),
        answer_well(make_diary(baseline, worse)),
    )


@QUICK
@given(pair=worsened(), criteria_set=infusion_sets)
def test_a_worse_score_never_improves_a_pain_verdict(
    pair: tuple[Trial, Trial], criteria_set: CriteriaSet
) -> None:
    before, after = (judge(trial, criteria_set=criteria_set) for trial in pair)

    held = [result.key for result in before.criteria if result.key in PAIN]

    assert before.verdict is after.verdict or rank_verdict(after) < rank_verdict(before)
    assert all(
        rank(find_result(after, key).status) <= rank(find_result(before, key).status)
        for key in held
    )


@QUICK
@given(
    hours=st.lists(st.integers(0, 9), min_size=8, max_size=8),
    place=st.integers(0, 7),
    more=st.integers(1, 10),
)
def test_a_worse_reading_after_a_bolus_never_improves_its_relief(
    hours: list[int], place: int, more: int
) -> None:
    worse = [*hours]
    worse[place] = min(10, hours[place] + more)

    before, after = judge(make_bolus_trial([hours])), judge(make_bolus_trial([worse]))

    assert before.relief_percent is not None
    assert after.relief_percent is not None
    assert after.relief_percent <= before.relief_percent


@QUICK
@given(during=scores, criteria_set=infusion_sets)
def test_a_better_answer_never_worsens_a_verdict(
    during: list[Decimal], criteria_set: CriteriaSet
) -> None:
    trial = make_diary([8] * 7, during)
    said = {"effects_tolerable": "no", "wants_to_go_on": "no", "goal_met": "no"}

    worse = judge(with_facts(trial, said), criteria_set=criteria_set)
    open_ = judge(trial, criteria_set=criteria_set)
    better = judge(answer_well(trial), criteria_set=criteria_set)

    assert rank_verdict(worse) <= rank_verdict(open_) <= rank_verdict(better)


@QUICK
@given(during=scores, lower=st.lists(st.integers(0, 3), min_size=2, max_size=2))
def test_a_milder_side_effect_never_worsens_a_verdict(
    during: list[Decimal], lower: list[int]
) -> None:
    mild, severe = sorted(lower)

    milder = judge(answer_well(make_diary([8] * 7, during, side_effect_grade=mild)))
    worse = judge(answer_well(make_diary([8] * 7, during, side_effect_grade=severe)))

    assert rank_verdict(worse) <= rank_verdict(milder)


@QUICK
@given(trial=trials, kept=st.integers(0, 40), criteria_set=sets)
def test_removing_data_never_makes_too_little_enough(
    trial: Trial, kept: int, criteria_set: CriteriaSet
) -> None:
    answered = answer_well(trial)
    fewer = replace(answered, entries=answered.entries[:kept])

    before = judge(answered, criteria_set=criteria_set).verdict
    after = judge(fewer, criteria_set=criteria_set).verdict

    assert before is not Verdict.NOT_ENOUGH_DATA or after is not Verdict.FAVOURABLE


OFFSETS = st.sampled_from([timezone(timedelta(minutes=m)) for m in (-720, -210, 0, 345, 840)])


def move(trial: Trial, zone: timezone) -> Trial:
    """Return the trial with every instant written with another offset from UTC."""

    def at(moment: datetime) -> datetime:
        return moment.astimezone(zone)

    started_at, ended_at = trial.details.started_at, trial.details.ended_at
    return replace(
        trial,
        details=replace(
            trial.details,
            started_at=None if started_at is None else at(started_at),
            ended_at=None if ended_at is None else at(ended_at),
        ),
        entries=tuple(
            entry._replace(observed_at=at(entry.observed_at), recorded_at=at(entry.recorded_at))
            for entry in trial.entries
        ),
        doses=tuple(replace(dose, at=at(dose.at)) for dose in trial.doses),
        intakes=tuple(intake._replace(at=at(intake.at)) for intake in trial.intakes),
        facts=tuple(replace(fact, recorded_at=at(fact.recorded_at)) for fact in trial.facts),
    )


@QUICK
@given(
    trial=trials | bolus_trials | st.just(make_favourable()),
    zone=OFFSETS,
    clinic=st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"]),
    hours=st.integers(-50, 400),
)
def test_another_offset_of_the_same_instants_changes_nothing(
    trial: Trial, zone: timezone, clinic: str, hours: int
) -> None:
    here = replace(trial, details=replace(trial.details, time_zone=clinic))
    as_of = START + timedelta(hours=hours)

    assessment = judge(here, as_of)
    moved = move(here, zone)
    elsewhere = judge(moved, as_of.astimezone(zone))

    assert elsewhere == assessment
    assert explain(moved, elsewhere) == explain(here, assessment)


def make_unsafe() -> Trial:
    trial = make_favourable()
    return replace(
        trial,
        entries=(*trial.entries, make_entry(moment_of_day(3, 9), {"respiratory_rate": 7})),
    )


@pytest.mark.parametrize(
    ("trial", "verdict"),
    [
        (make_favourable(), Verdict.FAVOURABLE),
        (make_favourable([5, 5, 5]), Verdict.BORDERLINE),
        (make_favourable([8, 8, 8]), Verdict.NOT_FAVOURABLE),
        (make_favourable([3]), Verdict.NOT_ENOUGH_DATA),
        (make_unsafe(), Verdict.SAFETY_HOLD),
    ],
)
def test_each_verdict_is_reached(trial: Trial, verdict: Verdict) -> None:
    assert judge(trial).verdict is verdict


@pytest.mark.parametrize("criteria_set", SHIPPED_SETS, ids=lambda each: each.name)
@pytest.mark.parametrize("mode", TrialMode)
@pytest.mark.parametrize("started_at", [None, START], ids=["not started", "started"])
def test_every_criterion_on_an_empty_trial_is_not_known_or_unmet(
    criteria_set: CriteriaSet, mode: TrialMode, started_at: datetime | None
) -> None:
    trial = make_trial(mode=mode, started_at=started_at)

    assessment = judge(trial, criteria_set=criteria_set)

    # too few data are a fact, and the only one: 0 of 7 days is not met, the rest is not known
    found = {r.key: r.status for r in assessment.criteria}
    data = {found.pop("baseline_data", None), found.pop("window_data", None)}
    assert set(found.values()) <= {Status.NOT_KNOWN}
    assert Status.MET not in data
    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA


def test_every_criterion_is_named_in_the_sets() -> None:
    named = {key for each in SHIPPED_SETS for key, _ in (*each.roles, *each.sources)}

    assert named <= {criterion.key for criterion in CRITERIA}
