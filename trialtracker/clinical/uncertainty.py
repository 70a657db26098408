"""How sure the relief of a trial is: a 95 % interval, and the chance that it is enough.

The method, what else was tried and where it does not hold: docs/uncertainty.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.student import get_probability_below, get_quantile

if TYPE_CHECKING:  # an assessment holds an Uncertainty, so its module imports this one
    from trialtracker.clinical.assessment import DayScore, Window

MINIMUM_DAYS = 3
"""Scored days before and during the trial, below which no interval was found honest."""

# Likelihood scale of the IPCC (AR5 guidance note, 2010, table 1); the number always stands beside.
_WORDS = ((90, "very likely"), (66, "likely"), (34, "about as likely as not"), (11, "unlikely"))
_LEAST_WORDS = "very unlikely"

# Day-to-day correlations weighed against each other; 0.5 fits the real diaries best.
_CORRELATIONS = (0.0, 0.2, 0.4, 0.6, 0.8)

# What real diaries say of the day-to-day variance before a trial's own days speak (in days' worth).
_PRIOR_DAYS = 3
_PRIOR_VARIANCE = 0.6

# Scores rounded to whole numbers cannot show a variance below that of the rounding.
_ROUNDING_VARIANCE = 1 / 12

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Interval:
    """The relief that the days support with 95 %, in percent, rounded outwards to 0.1."""

    low_percent: Decimal
    high_percent: Decimal


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Interval and chance of enough relief, both or neither; reason says why there is neither."""

    interval: Interval | None
    chance_percent: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """Two means with the variance of each, and the degrees of freedom behind them."""

    baseline: float
    window: float
    baseline_variance: float
    window_variance: float
    freedom: int


def get_uncertainty(
    baseline: "Window", window: "Window", threshold_percent: Fraction
) -> Uncertainty:
    """Return how sure relief is, from windows of whole days.

    The readings of one occasion (a bolus) are not days and carry no honest interval: nothing in
    them says how the same patient would answer on another occasion. Never pass them.
    """
    reason = _get_reason(baseline, window)
    if reason:
        return Uncertainty(None, None, reason)
    estimate = get_estimate(_to_days(baseline.scores), _to_days(window.scores))
    interval = get_interval(estimate)
    if interval is None:
        return Uncertainty(None, None, "The baseline is too close to 0 for an interval.")
    return Uncertainty(interval, _to_percent(get_chance(estimate, threshold_percent)), "")


def format_chance(percent: int, wanted: str) -> str:
    """Return 'Relief of 50 % or more is very likely (about 95 %)' for that wanted subject."""
    words = next((words for least, words in _WORDS if percent >= least), _LEAST_WORDS)
    return f"{wanted} is {words} (about {percent} %)"


def get_estimate(
    baseline: Sequence[tuple[int, float]], window: Sequence[tuple[int, float]]
) -> Estimate:
    """Return both means and what is known of their variance, averaged over the correlations."""
    before = [_Fit.of(baseline, correlation) for correlation in _CORRELATIONS]
    during = [_Fit.of(window, correlation) for correlation in _CORRELATIONS]
    weights = [one.weight * other.weight for one, other in zip(before, during, strict=True)]
    total = sum(weights)
    return Estimate(
        baseline=_mean(baseline),
        window=_mean(window),
        baseline_variance=sum(w * f.variance for w, f in zip(weights, before, strict=True)) / total,
        window_variance=sum(w * f.variance for w, f in zip(weights, during, strict=True)) / total,
        freedom=min(len(baseline), len(window)) - 1 + _PRIOR_DAYS,
    )


def get_interval(estimate: Estimate) -> Interval | None:
    """Return Fieller's interval for the relief, None where the baseline may be zero."""
    t = get_quantile(0.975, estimate.freedom)
    squared = t * t
    before, during = estimate.baseline, estimate.window
    leading = before * before - squared * estimate.baseline_variance
    if leading <= 0:
        return None
    constant = during * during - squared * estimate.window_variance
    root = sqrt(max(0.0, before * before * during * during - leading * constant))
    most, least = ((before * during + sign * root) / leading for sign in (1, -1))
    return Interval(
        low_percent=_round(100 * (1 - most), ROUND_FLOOR),
        high_percent=_round(100 * (1 - max(0.0, least)), ROUND_CEILING),
    )


def get_chance(estimate: Estimate, threshold_percent: Fraction) -> float:
    """Return the chance that relief is at or above the threshold."""
    kept = float(1 - threshold_percent / 100)
    variance = estimate.window_variance + kept * kept * estimate.baseline_variance
    t = (kept * estimate.baseline - estimate.window) / sqrt(variance)
    return get_probability_below(t, estimate.freedom)


@dataclass(frozen=True, slots=True)
class _Fit:
    weight: float
    variance: float

    @classmethod
    def of(cls, days: Sequence[tuple[int, float]], correlation: float) -> "_Fit":
        """Fit a constant level with days correlated by their distance; gaps count as days."""
        mean, count = _mean(days), len(days)
        ones = squares = cross = 1.0
        first = days[0][1] - mean
        squares, cross, determinant, shared, sum_shared = first * first, first, 1.0, 0.0, 0.0
        for (day, score), (next_day, next_score) in pairwise(days):
            link = correlation ** (next_day - day)
            spread = 1 - link * link
            residual = next_score - mean - link * (score - mean)
            squares += residual * residual / spread
            cross += (1 - link) * residual / spread
            ones += (1 - link) * (1 - link) / spread
            determinant *= spread
            shared = (shared + 1) * link
            sum_shared += shared
        misfit = _PRIOR_DAYS * _PRIOR_VARIANCE + squares - cross * cross / ones
        freedom = count - 1 + _PRIOR_DAYS
        variance = max(misfit / freedom, _ROUNDING_VARIANCE)
        return cls(
            weight=1 / sqrt(determinant * ones * misfit**freedom),
            variance=variance * (count + 2 * sum_shared) / (count * count),
        )


def _get_reason(baseline: "Window", window: "Window") -> str:
    for name, found in (("baseline", baseline), ("assessment", window)):
        if found.days < MINIMUM_DAYS:
            days = count_of(found.of, f"{name} day")
            verb = "has" if found.days == 1 else "have"
            need = f"an interval needs at least {MINIMUM_DAYS} days"
            return f"{found.days} of {days} {verb} a score; {need}."
    if not baseline.mean:
        return "Relief cannot be calculated from a baseline of 0."
    return ""


def _to_days(scores: Sequence["DayScore"]) -> list[tuple[int, float]]:
    return [(score.trial_day, float(score.mean)) for score in scores]


def _mean(days: Sequence[tuple[int, float]]) -> float:
    return sum(score for _, score in days) / len(days)


def _round(percent: float, rounding: str) -> Decimal:
    return Decimal(percent).quantize(_TENTH, rounding)


def _to_percent(chance: float) -> int:
    return min(99, max(1, round(100 * chance)))
