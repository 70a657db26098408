"""The smallest change in the window mean that changes what a pain criterion says."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria_sets import Role
from trialtracker.clinical.measures import MEASURE_BY_KEY
from trialtracker.clinical.number_words import format_exact, format_points

_STEPS = 10
"""A bound is said in tenths of a point, rounded to the side on which it holds."""


class _Edge(NamedTuple):
    """The window mean at which a threshold is just met; is_met where the mean itself meets it.

    gained and lost say what holds on its two sides.
    """

    mean: Fraction
    is_met: bool
    gained: str
    lost: str


def list_pain_changes(assessment: Assessment) -> tuple[str, ...]:
    """Return from which window means on each pain criterion would say something else.

    The bound is rounded outwards, never across the edge: at the bound the sentence holds.
    """
    before, during = assessment.baseline.mean, assessment.window.mean
    if not before or during is None or assessment.relief_percent is None:
        return ()
    edges = [*_list_relief_edges(assessment, before), *_list_fall_edges(assessment, before)]
    passed = [edge for edge in edges if _is_passed(edge, during)]
    # of the edges that are passed only the first to be lost is near
    nearest = min(passed, key=lambda edge: edge.mean, default=None)
    found = (
        *(_format_gain(edge, during) for edge in edges if edge not in passed),
        *(_format_loss(nearest, during, assessment.measure) for _ in passed[:1] if nearest),
    )
    return tuple(sentence for sentence in found if sentence)


def _is_passed(edge: _Edge, during: Fraction) -> bool:
    return during <= edge.mean if edge.is_met else during < edge.mean


def _list_relief_edges(assessment: Assessment, before: Fraction) -> Iterator[_Edge]:
    """Yield the edge of the borderline and that of the threshold, where relief is required."""
    criteria_set = assessment.criteria_set
    if not _is_required(assessment, "pain_relief"):
        return
    lower, upper = criteria_set.borderline_percent, criteria_set.relief_percent
    if lower < upper:
        yield _to_edge(before, lower, is_met=True)
    yield _to_edge(before, upper, is_met=criteria_set.relief_includes_threshold)


def _to_edge(before: Fraction, percent: Fraction, *, is_met: bool) -> _Edge:
    shown = f"{format_exact(percent)} %"
    return _Edge(
        mean=before * (100 - percent) / 100,
        is_met=is_met,
        gained=f"relief would be {f'{shown} or more' if is_met else f'more than {shown}'}",
        lost=f"relief would be {f'below {shown}' if is_met else f'{shown} or less'}",
    )


def _list_fall_edges(assessment: Assessment, before: Fraction) -> Iterator[_Edge]:
    points = assessment.criteria_set.absolute_points
    if not _is_required(assessment, "absolute_change"):
        return
    shown = f"{format_exact(points)} {'point' if points == 1 else 'points'}"
    yield _Edge(
        mean=before - points,
        is_met=True,
        gained=f"pain would have fallen by {shown} or more",
        lost=f"pain would have fallen by less than {shown}",
    )


def _is_required(assessment: Assessment, key: str) -> bool:
    return any(
        result.key == key and result.role is Role.REQUIRED
        for result in assessment.criteria
        if result.status is not Status.NOT_KNOWN
    )


def _format_loss(edge: _Edge, during: Fraction, measure: str) -> str:
    """Say from which window mean on the threshold is no longer met, '' if no score reaches it."""
    scaled = edge.mean * _STEPS
    bound = Fraction(floor(scaled) + 1 if edge.is_met else ceil(scaled), _STEPS)
    if bound > MEASURE_BY_KEY[measure].high:
        return ""
    return f"{_format_mean(during, bound)}; at {format_exact(bound)} or more {edge.lost}."


def _format_gain(edge: _Edge, during: Fraction) -> str:
    """Say from which window mean down the threshold is met, '' if no score reaches it."""
    scaled = edge.mean * _STEPS
    bound = Fraction(floor(scaled) if edge.is_met else ceil(scaled) - 1, _STEPS)
    if bound < 0:
        return ""
    at = f"at {format_exact(bound)}" + (" or less" if bound else "")
    return f"{_format_mean(during, bound)}; {at} {edge.gained}."


def _format_mean(during: Fraction, bound: Fraction) -> str:
    return f"The window mean is {format_points(during, (bound,))}"
