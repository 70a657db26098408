"""Relief over other days than the set's, so that a lucky choice of days shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.assessment import Assessment, DayScore, to_status
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import count_of, format_exact
from trialtracker.clinical.relief import get_day_scores, last_trial_day
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.wording import format_outcome

LAST_DAYS = (3, 7)
"""The windows that relief is looked at beside the set's own: clinic default."""

HALVES_FROM_DAYS = 4
"""A trial shorter than this has no first half worth the name: clinic default."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The same trial looked at in another way; percent is None where it does not come to one.

    status tells whether that way reaches the set's threshold.
    """

    key: str
    label: str
    percent: Fraction | None
    sentence: str
    status: Status = Status.NOT_KNOWN


@dataclass(frozen=True, slots=True)
class _Days:
    """A run of trial days, from first to last."""

    key: str
    label: str
    first: int
    last: int


class _Held(NamedTuple):
    """What every other look is held against: the set and the baseline mean, which is not 0."""

    criteria_set: CriteriaSet
    baseline: Fraction

    def get_percent(self, mean: Fraction) -> Fraction:
        """Return the relief of a mean."""
        return 100 * (self.baseline - mean) / self.baseline


def get_sensitivity(trial: Trial, assessment: Assessment) -> tuple[Sensitivity, ...]:
    """Return the other ways to look at a trial whose relief is known; none for any other."""
    baseline, percent = assessment.baseline.mean, assessment.relief_percent
    if not baseline or percent is None:
        return ()
    held = _Held(assessment.criteria_set, baseline)
    scores = _get_trial_scores(trial, assessment)
    windows = _list_windows(last_trial_day(trial, assessment.as_of), assessment.criteria_set)
    return (
        *(_judge_window(held, days, scores) for days in windows),
        _judge_each_day(held, scores),
        _judge_operator(assessment.criteria_set, percent),
    )


def reaches(criteria_set: CriteriaSet, percent: Fraction) -> bool:
    """Tell whether a relief passes the set's threshold, by its operator."""
    threshold = criteria_set.relief_percent
    return percent > threshold or (criteria_set.relief_includes_threshold and percent == threshold)


def format_threshold(criteria_set: CriteriaSet) -> str:
    """Return '50 % or more', or 'more than 50 %'."""
    return _format_wanted(criteria_set.relief_percent, criteria_set.relief_includes_threshold)


def format_relief(criteria_set: CriteriaSet, percent: Fraction) -> str:
    """Return '58 % relief', on its side of both thresholds of the set."""
    return format_outcome(percent, (criteria_set.relief_percent, criteria_set.borderline_percent))


def _format_wanted(threshold: Fraction, is_included: bool) -> str:
    shown = f"{format_exact(threshold)} %"
    return f"{shown} or more" if is_included else f"more than {shown}"


def _get_trial_scores(trial: Trial, assessment: Assessment) -> tuple[DayScore, ...]:
    scores = get_day_scores(trial, assessment.measure, assessment.as_of)
    return tuple(score for score in scores if score.trial_day >= 1)


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


def _judge_window(held: _Held, days: _Days, scores: Sequence[DayScore]) -> Sensitivity:
    criteria_set, of = held.criteria_set, days.last - days.first + 1
    means = [score.mean for score in scores if days.first <= score.trial_day <= days.last]
    counted = f"{len(means)} of {count_of(of, 'day')} with a score"
    if len(means) < min(criteria_set.window_minimum_days, of):
        sentence = f"{days.label} ({counted}): too few to compare."
        return Sensitivity(days.key, days.label, None, sentence)
    percent = held.get_percent(sum(means, Fraction(0)) / len(means))
    passes = reaches(criteria_set, percent)
    sentence = (
        f"{days.label} ({counted}): {format_relief(criteria_set, percent)}; "
        f"{format_threshold(criteria_set)} is {'' if passes else 'not '}reached."
    )
    return Sensitivity(days.key, days.label, percent, sentence, to_status(passes))


def _judge_each_day(held: _Held, scores: Sequence[DayScore]) -> Sensitivity:
    criteria_set = held.criteria_set
    reached = sum(reaches(criteria_set, held.get_percent(score.mean)) for score in scores)
    is_most = 2 * reached > len(scores)
    sentence = (
        f"Day by day: {reached} of {count_of(len(scores), 'scored trial day')} "
        f"{'reaches' if reached == 1 else 'reach'} {format_threshold(criteria_set)}, "
        f"{'more than half' if is_most else 'not more than half'} of them."
    )
    return Sensitivity("each_day", "Day by day", None, sentence, to_status(is_most))


def _judge_operator(criteria_set: CriteriaSet, percent: Fraction) -> Sensitivity:
    threshold, is_included = criteria_set.relief_percent, criteria_set.relief_includes_threshold
    passes = percent > threshold or (not is_included and percent == threshold)
    wanted = _format_wanted(threshold, not is_included)
    sentence = (
        f"If {wanted} were asked for: {format_relief(criteria_set, percent)}, "
        f"{'' if passes else 'not '}reached."
    )
    return Sensitivity("operator", f"If {wanted}", percent, sentence, to_status(passes))
