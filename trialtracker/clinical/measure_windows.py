"""Any measure over the days before a trial and over its last days."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from trialtracker.clinical.assessment import DayScore, Window
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.relief import get_day_scores
from trialtracker.clinical.time import date_of_trial_day


def get_windows(evidence: Evidence, measure: str) -> tuple[Window, Window]:
    """Return the scored days of the set's baseline and those of its last days, read once."""
    scores = get_day_scores(evidence.trial, measure, evidence.as_of, evidence.counted)
    (first, last), window = get_baseline_days(evidence), get_window_days(evidence)
    first_day = evidence.trial.first_day
    return _cut(scores, first_day, first, last), _cut(scores, first_day, *window)


def get_baseline_days(evidence: Evidence) -> tuple[int, int]:
    """Return the first and the last trial day of the set's baseline."""
    return -evidence.criteria_set.baseline_days, -1


def get_window_days(evidence: Evidence) -> tuple[int, int]:
    """Return the first and the last of the last days; both 0 before the first active dose."""
    last = evidence.trial_days
    return min(last, max(1, last - evidence.criteria_set.window_days + 1)), last


def has_enough_days(evidence: Evidence, before: int, during: int) -> bool:
    """Tell whether so many days before and during are as many as the set asks for."""
    criteria_set = evidence.criteria_set
    return (
        before >= criteria_set.baseline_minimum_days and during >= criteria_set.window_minimum_days
    )


def _cut(scores: Sequence[DayScore], first_day: date | None, first: int, last: int) -> Window:
    if first_day is None or last == 0:
        return Window(None, None, 0, (), None)
    within = tuple(score for score in scores if first <= score.trial_day <= last)
    return Window(
        first=date_of_trial_day(first, first_day),
        last=date_of_trial_day(last, first_day),
        of=last - first + 1,
        scores=within,
        mean=sum((s.mean for s in within), Fraction(0)) / len(within) if within else None,
    )
