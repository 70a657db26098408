"""The function criterion: an agreed goal met, or less interference of pain with activity."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.measure_windows import get_windows, has_enough_days
from trialtracker.clinical.measures import BPI_INTERFERENCE, FUNCTION
from trialtracker.clinical.number_words import (
    count_of,
    format_exact,
    format_pair,
    format_percent,
    format_points,
)
from trialtracker.clinical.pain_criteria import NOT_STARTED
from trialtracker.clinical.record import Fact, current_facts
from trialtracker.clinical.record_choices import Answer
from trialtracker.clinical.relief import last_moment
from trialtracker.clinical.trial import current_entries

GOAL_MET = "goal_met"
"""The fact that says whether an activity goal agreed with the patient is met."""


class _Score(NamedTuple):
    """One recorded BPI interference, and where it stands."""

    entry_id: str
    at: datetime
    score: Decimal


class _Finding(NamedTuple):
    """What one way of looking at function says: improved or not, None for not known."""

    is_better: bool | None
    value: str
    sentence: str
    used: tuple[str, ...] = ()


def function(evidence: Evidence) -> CriterionResult:
    """Tell whether an agreed goal is met or measured function is better; either is enough.

    It is not met only where both are known and neither is: what nobody stated is not a no.
    """
    if not evidence.is_started:
        return _to_result(evidence, Status.NOT_KNOWN, _Finding(None, "", NOT_STARTED))
    goal, measured = _judge_goal(evidence), _judge_measured(evidence)
    better = next((found for found in (goal, measured) if found.is_better), None)
    is_open = goal.is_better is None or measured.is_better is None
    unmet = Status.NOT_KNOWN if is_open else Status.NOT_MET
    both = _Finding(
        None,
        (better or measured).value,
        f"{goal.sentence} {measured.sentence}",
        (*goal.used, *measured.used),
    )
    return _to_result(evidence, unmet if better is None else Status.MET, both)


def _to_result(evidence: Evidence, status: Status, found: _Finding) -> CriterionResult:
    points = evidence.criteria_set.function_bpi_points
    percent = evidence.criteria_set.function_activity_percent
    requirement = (
        f"needs an agreed goal met, BPI interference lower by ≥ {format_exact(points)} "
        f"{'point' if points == 1 else 'points'}, "
        f"or activity hindered ≥ {format_exact(percent)} % less"
    )
    value = found.value or "Not known"
    return CriterionResult(
        "function", "Function", status, value, requirement, found.sentence, found.used
    )


def _judge_goal(evidence: Evidence) -> _Finding:
    fact = _get_goal_fact(evidence)
    used = () if fact is None else (fact.fact_id,)
    match None if fact is None else fact.value:
        case Answer.YES:
            return _Finding(True, "Goal met", "The agreed activity goal is met.", used)
        case Answer.NO:
            return _Finding(False, "", "The agreed activity goal is not met.", used)
        case _:
            return _Finding(None, "", "Whether the agreed activity goal is met is not stated.")


def _get_goal_fact(evidence: Evidence) -> Fact | None:
    stated = [fact for fact in evidence.trial.facts if fact.recorded_at <= evidence.as_of]
    return current_facts(stated).get(GOAL_MET)


def _judge_measured(evidence: Evidence) -> _Finding:
    """Judge by the BPI where it was filled in before and during, else by activity hindered."""
    before, during = _get_last_scores(evidence)
    if before is None or during is None:
        return _judge_activity(evidence)
    scores = Fraction(before.score), Fraction(during.score)
    shown = format_exact(scores[0]), format_exact(scores[1])
    fall = scores[0] - scores[1]
    sentence = _format_change("BPI interference", scores, shown)
    if fall > 0:
        sentence += f", a fall of {format_exact(fall)}"
    wanted = evidence.criteria_set.function_bpi_points
    needed = f"a fall of ≥ {format_exact(wanted)} is needed"
    used = (before.entry_id, during.entry_id)
    return _Finding(fall >= wanted, _format_value("BPI", shown), f"{sentence}; {needed}.", used)


def _get_last_scores(evidence: Evidence) -> tuple[_Score | None, _Score | None]:
    """Return the last BPI interference before the first active dose, and the last since."""
    started_at, until = (
        evidence.trial.details.started_at,
        last_moment(evidence.trial, evidence.as_of),
    )
    recorded = [entry for entry in evidence.trial.entries if BPI_INTERFERENCE.key in entry.values]
    scores = [
        _Score(entry.entry_id, entry.observed_at, entry.values[BPI_INTERFERENCE.key])
        for entry in (current_entries(evidence.trial.entries) if recorded else ())
        if BPI_INTERFERENCE.key in entry.values and entry.observed_at <= until
    ]

    def last(*, is_before: bool) -> _Score | None:
        found = [score for score in scores if _is_before(score.at, started_at) is is_before]
        return found[-1] if found else None

    return last(is_before=True), last(is_before=False)


def _is_before(at: datetime, started_at: datetime | None) -> bool:
    return started_at is not None and at < started_at


def _judge_activity(evidence: Evidence) -> _Finding:
    criteria_set = evidence.criteria_set
    baseline, window = get_windows(evidence, FUNCTION.key)
    before, during = baseline.mean, window.mean
    has_enough = has_enough_days(evidence, baseline.days, window.days)
    if before is None or during is None or not has_enough:
        missing = (
            "BPI interference is not recorded before and during the trial, and activity hindered "
            f"on {count_of(baseline.days, 'day')} before it and {window.days} in its window; "
            f"{criteria_set.baseline_minimum_days} and {criteria_set.window_minimum_days} are "
            "needed."
        )
        return _Finding(None, "", missing)
    shown = _format_means(before, during)
    sentence = _format_change("Activity hindered", (before, during), shown)
    if before == 0:
        return _Finding(None, "", f"{sentence}: a percent of 0 cannot be calculated.")
    percent = 100 * (before - during) / before
    needed_percent = criteria_set.function_activity_percent
    if percent > 0:
        sentence += f", {format_percent(percent, (needed_percent,))} less"
    needed = f"≥ {format_exact(needed_percent)} % less is needed"
    value, used = _format_value("Activity", shown), (*baseline.entry_ids, *window.entry_ids)
    return _Finding(percent >= needed_percent, value, f"{sentence}; {needed}.", used)


def _format_value(name: str, shown: tuple[str, str]) -> str:
    return f"{name} {shown[0]} → {shown[1]}"


def _format_change(subject: str, scores: tuple[Fraction, Fraction], shown: tuple[str, str]) -> str:
    before, during = scores
    if before == during:
        return f"{subject} stayed at {shown[0]}"
    verb = "fell" if during < before else "rose"
    return f"{subject} {verb} from {shown[0]} to {shown[1]}"


def _format_means(before: Fraction, during: Fraction) -> tuple[str, str]:
    if before == during:
        return format_points(before, ()), format_points(before, ())
    return format_pair(before, during)
