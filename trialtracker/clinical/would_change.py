"""What would change the verdict: the smallest change in the window mean, and what is still open."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.number_words import format_exact, format_points
from trialtracker.clinical.trial import Trial

_HIGHEST_SCORE = 10
_STEPS = 10
"""A bound is said in tenths of a point, rounded to the side on which it holds."""


def get_would_change(_trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return sentences, each a change to the record that changes the verdict or a criterion."""
    return tuple(_list_pain_changes(assessment))


def _list_pain_changes(assessment: Assessment) -> Iterator[str]:
    percent, before, during = (
        assessment.relief_percent,
        assessment.baseline.mean,
        assessment.window.mean,
    )
    if percent is None or before is None or during is None:
        return
    criteria_set = assessment.criteria_set
    limits = {
        criteria_set.relief_percent: criteria_set.relief_includes_threshold,
        criteria_set.borderline_percent: True,
    }
    for threshold, is_included in limits.items():
        passes = percent > threshold or (is_included and percent == threshold)
        edge = before * (100 - threshold) / 100
        if passes:
            yield from _format_loss(during, edge, threshold, is_included)
        else:
            yield from _format_gain(during, edge, threshold, is_included)
        if passes:
            return


def _format_loss(
    during: Fraction, edge: Fraction, threshold: Fraction, is_included: bool
) -> Iterator[str]:
    """Say from which window mean on the threshold is no longer reached."""
    scaled = edge * _STEPS
    bound = Fraction(floor(scaled) + 1 if is_included else ceil(scaled), _STEPS)
    if bound <= _HIGHEST_SCORE:
        lost = "below" if is_included else "not more than"
        yield (
            f"The window mean is {format_points(during, (bound,))}; at {format_exact(bound)} or "
            f"more relief would be {lost} {format_exact(threshold)} %."
        )


def _format_gain(
    during: Fraction, edge: Fraction, threshold: Fraction, is_included: bool
) -> Iterator[str]:
    """Say from which window mean down the threshold is reached."""
    scaled = edge * _STEPS
    bound = Fraction(floor(scaled) if is_included else ceil(scaled) - 1, _STEPS)
    if bound >= 0:
        shown = f"{format_exact(threshold)} %"
        gained = f"{shown} or more" if is_included else f"more than {shown}"
        yield (
            f"The window mean is {format_points(during, (bound,))}; at {format_exact(bound)} or "
            f"less relief would be {gained}."
        )
