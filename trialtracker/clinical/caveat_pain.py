"""What the pain scores themselves say against taking the relief at its word."""

from fractions import Fraction
from math import isqrt

from trialtracker.clinical.assessment import Assessment, Window
from trialtracker.clinical.caveat import Caveat, get_used, has_relief
from trialtracker.clinical.number_words import format_exact, format_points
from trialtracker.clinical.trial import Trial

_LEAST_DAYS_OF_A_SPREAD = 2


def baseline_spread(_trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn of regression to the mean where the baseline varies more than the set allows.

    A more variable baseline raises placebo response, not drug response (ACTTION 2014); the number
    is the clinic's default. Squares are compared, so that no root is rounded.
    """
    limit, baseline = assessment.criteria_set.baseline_spread, assessment.baseline
    if not has_relief(assessment) or baseline.days < _LEAST_DAYS_OF_A_SPREAD:
        return None
    variance = _get_variance(baseline)
    if variance <= limit * limit:
        return None
    shown = format_points(_get_root(variance), (limit,))
    sentence = (
        f"Pain went up and down before the trial (standard deviation {shown} points over "
        f"{baseline.days} days, more than {format_exact(limit)}): after bad days pain often gets "
        "less by itself, and so part of the fall may be chance "
        "(ACTTION 2014; the number is the clinic default)."
    )
    return Caveat("baseline_spread", sentence, get_used(baseline))


def baseline_floor(_trial: Trial, assessment: Assessment) -> Caveat | None:
    """Warn of a baseline so low that a small fall is a large percent."""
    level, mean = assessment.criteria_set.baseline_level, assessment.baseline.mean
    if not has_relief(assessment) or mean is None or mean >= level:
        return None
    sentence = (
        f"Pain before the trial was low ({format_points(mean, (level,))}, below "
        f"{format_exact(level)}): a small fall is then a large percentage "
        f"({assessment.criteria_set.get_source('baseline_level')})."
    )
    return Caveat("baseline_floor", sentence, get_used(assessment.baseline))


def _get_variance(window: Window) -> Fraction:
    means = [score.mean for score in window.scores]
    middle = sum(means, Fraction(0)) / len(means)
    return sum(((mean - middle) ** 2 for mean in means), Fraction(0)) / (len(means) - 1)


def _get_root(value: Fraction) -> Fraction:
    """Return a square root, cut after 12 decimals."""
    return Fraction(isqrt(value.numerator * 10**24 // value.denominator), 10**12)
