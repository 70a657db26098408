"""How sure the relief of a trial is: a 95 % interval, and the chance that it is enough.

The method, what else was tried and where it does not hold: docs/uncertainty.md.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import sqrt

from trialtracker.clinical.assessment import DayScore, Interval, Uncertainty, Window
from trialtracker.clinical.day_to_day import Estimate, get_estimate
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.student import get_probability_below, get_quantile

MINIMUM_DAYS = 3
"""Scored days that a window needs: with fewer, most of what is known of the spread between days
would come from other patients and not from this one (clinic default)."""

# Likelihood scale of the IPCC (AR5 guidance note, 2010, table 1); the number always stands beside.
_LIKELY, _EVEN = (66, "likely"), (34, "about as likely as not")
_WORDS = ((90, "very likely"), _LIKELY, _EVEN, (11, "unlikely"))
_LEAST_WORDS = "very unlikely"

_TENTH = Decimal("0.1")


def get_uncertainty(baseline: Window, window: Window, threshold_percent: Fraction) -> Uncertainty:
    """Return how sure relief is, from windows of whole days.

    The readings of one occasion (a bolus) are not days and carry no honest interval: nothing in
    them says how the same patient would answer on another occasion. Never pass them.
    """
    reason = _get_reason(baseline, window)
    if reason:
        return Uncertainty(None, None, reason)
    estimate = get_estimate(_to_days(baseline.scores), _to_days(window.scores))
    limits = get_limits(estimate)
    if limits is None:
        return Uncertainty(None, None, "The baseline is too close to 0 for an interval.")
    interval = Interval(_round(limits[0], ROUND_FLOOR), _round(limits[1], ROUND_CEILING))
    return Uncertainty(interval, _to_percent(get_chance(estimate, threshold_percent)), "")


def format_chance(percent: int, wanted: str) -> str:
    """Return 'Relief of 50 % or more is very likely (about 95 %)' for that wanted subject."""
    words = next((words for least, words in _WORDS if percent >= least), _LEAST_WORDS)
    return f"{wanted} is {words} (about {percent} %)"


def is_even(percent: int) -> bool:
    """Tell whether enough relief is about as likely as not."""
    return _EVEN[0] <= percent < _LIKELY[0]


def get_limits(estimate: Estimate) -> tuple[float, float] | None:
    """Return the ends of Fieller's interval for relief, None where the baseline may be zero."""
    t = get_quantile(0.975, estimate.freedom)
    squared = t * t
    before, during = estimate.baseline, estimate.window
    leading = before * before - squared * estimate.baseline_variance
    if leading <= 0:
        return None
    constant = during * during - squared * estimate.window_variance
    root = sqrt(max(0.0, before * before * during * during - leading * constant))
    most, least = ((before * during + sign * root) / leading for sign in (1, -1))
    return 100 * (1 - most), 100 * (1 - max(0.0, least))


def get_chance(estimate: Estimate, threshold_percent: Fraction) -> float:
    """Return the chance that relief is at or above the threshold."""
    kept = float(1 - threshold_percent / 100)
    variance = estimate.window_variance + kept * kept * estimate.baseline_variance
    t = (kept * estimate.baseline - estimate.window) / sqrt(variance)
    return get_probability_below(t, estimate.freedom)


def _get_reason(baseline: Window, window: Window) -> str:
    for name, found in (("baseline", baseline), ("assessment", window)):
        if found.days < MINIMUM_DAYS:
            days = count_of(found.of, f"{name} day")
            verb = "has" if found.days == 1 else "have"
            need = f"an interval needs at least {MINIMUM_DAYS} days"
            return f"{found.days} of {days} {verb} a score; {need}."
    if not baseline.mean:
        return "Relief cannot be calculated from a baseline of 0."
    return ""


def _to_days(scores: Sequence[DayScore]) -> list[tuple[int, float]]:
    return [(score.trial_day, float(score.mean)) for score in scores]


def _round(percent: float, rounding: str) -> Decimal:
    return Decimal(percent).quantize(_TENTH, rounding) + 0  # never minus zero


def _to_percent(chance: float) -> int:
    return min(99, max(1, round(100 * chance)))
