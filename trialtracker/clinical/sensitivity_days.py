"""Relief of an infusion over other days than the set's window."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.assessment import Assessment, DayScore, to_status
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.relief import get_day_scores, last_trial_day
from trialtracker.clinical.sensitivity_look import (
    Held,
    Looked,
    Sensitivity,
    format_threshold,
    reaches,
    to_sensitivity,
)
from trialtracker.clinical.trial import Trial

LAST_DAYS = (3, 7)
"""The windows that relief is looked at beside the set's own: clinic default."""

HALVES_FROM_DAYS = 4
"""A trial shorter than this has no first half worth the name: clinic default."""


class _Days(NamedTuple):
    """A run of trial days, from first to last."""

    key: str
    label: str
    first: int
    last: int


def list_day_looks(held: Held, trial: Trial, assessment: Assessment) -> tuple[Sensitivity, ...]:
    """Return the last days, the whole trial, its first half, and each day on its own."""
    scores = tuple(
        score
        for score in get_day_scores(trial, assessment.measure, assessment.as_of)
        if score.trial_day >= 1
    )
    windows = _list_windows(last_trial_day(trial, assessment.as_of), held.criteria_set)
    return (
        *(to_sensitivity(held, _look(held, days, scores)) for days in windows),
        _judge_each_day(held, scores),
    )


def _list_windows(last: int, criteria_set: CriteriaSet) -> Iterator[_Days]:
    """Yield each run of days; one as long as the trial stands as the whole trial, once."""
    for length in dict.fromkeys((criteria_set.window_days, *LAST_DAYS)):
        first = last - length + 1
        if first > 1:
            yield _Days(f"last_{length}", f"Last {count_of(length, 'day')}", first, last)
    yield _Days("all_days", f"Whole trial, {count_of(last, 'day')}", 1, last)
    if last >= HALVES_FROM_DAYS:
        half = last // 2
        yield _Days("first_half", f"First half, {count_of(half, 'day')}", 1, half)


def _look(held: Held, days: _Days, scores: Sequence[DayScore]) -> Looked:
    of = days.last - days.first + 1
    means = [score.mean for score in scores if days.first <= score.trial_day <= days.last]
    is_enough = len(means) >= min(held.criteria_set.window_minimum_days, of)
    mean = sum(means, Fraction(0)) / len(means) if means and is_enough else None
    counted = f"{len(means)} of {count_of(of, 'day')} with a score"
    return Looked(days.key, days.label, counted, mean)


def _judge_each_day(held: Held, scores: Sequence[DayScore]) -> Sensitivity:
    reached = sum(reaches(held.criteria_set, held.get_percent(score.mean)) for score in scores)
    is_most = 2 * reached > len(scores)
    sentence = (
        f"Day by day: {reached} of {count_of(len(scores), 'scored trial day')} "
        f"{'reaches' if reached == 1 else 'reach'} {format_threshold(held.criteria_set)}, "
        f"{'more than half' if is_most else 'not more than half'} of them."
    )
    return Sensitivity("each_day", "Day by day", None, sentence, to_status(is_most))
