"""How surely a mean over days is known, when days vary and resemble the days before them.

Scores are those of a 0 to 10 scale. The constants were tuned by simulation: docs/uncertainty.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

Days = Sequence[tuple[int, float]]
"""Day number and score, oldest first; a number that is left out is a day without a score."""

CORRELATIONS = (0.0, 0.6, 0.8, 0.9)
WEIGHTS = (0.5, 0.15, 0.15, 0.2)
"""Day-to-day correlations that are held possible, and how likely each is before any data."""

PRIOR_DAYS = 2
PRIOR_VARIANCE = 0.6
"""What other patients say of the variance between days, counted as so many days' worth."""

ROUNDING_VARIANCE = 1 / 12
"""Whole scores cannot show less variance than their rounding has."""

# A whole number of degrees of freedom must not be lost to the last bit of a binary float.
_SLACK = 1e-9


class Fit(NamedTuple):
    """Days held against one correlation: how well it fits, and the variances that follow."""

    log_likelihood: float
    day_variance: float
    mean_variance: float


class _Shape(NamedTuple):
    """What follows from one correlation and the gaps between days, whatever the scores.

    steps: link to the day before, precision of what is new, and what it says of the level.
    """

    log_determinant: float
    ones: float
    mean_factor: float
    steps: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Two means, the variance of each, and the degrees of freedom behind their difference."""

    baseline: float
    window: float
    baseline_variance: float
    window_variance: float
    freedom: int


def get_estimate(baseline: Days, window: Days) -> Estimate:
    """Return both means, with variances averaged over the correlations by how well each fits."""
    before, during = fit_days(baseline), fit_days(window)
    shares = get_shares(before, during)
    before_variance = sum(s * fit.mean_variance for s, fit in zip(shares, before, strict=True))
    during_variance = sum(s * fit.mean_variance for s, fit in zip(shares, during, strict=True))
    return Estimate(
        baseline=get_mean(baseline),
        window=get_mean(window),
        baseline_variance=before_variance,
        window_variance=during_variance,
        freedom=_get_freedom(before_variance, len(baseline), during_variance, len(window)),
    )


def get_shares(before: Sequence[Fit], during: Sequence[Fit]) -> list[float]:
    """Return how likely each correlation is, after both windows have spoken; the sum is 1."""
    fits = zip(WEIGHTS, before, during, strict=True)
    logs = [log(w) + one.log_likelihood + other.log_likelihood for w, one, other in fits]
    highest = max(logs)
    shares = [exp(each - highest) for each in logs]
    total = sum(shares)
    return [share / total for share in shares]


def fit_days(days: Days) -> tuple[Fit, ...]:
    """Fit a constant level for each correlation; days resemble each other less further apart.

    The likelihood is that of the residuals (restricted), its variance integrated out.
    """
    mean = get_mean(days)
    residuals = [score - mean for _, score in days]
    gaps = tuple(later - day for (day, _), (later, _) in pairwise(days))
    return tuple(_fit(residuals, shape) for shape in _get_shapes(gaps))


def _fit(residuals: Sequence[float], shape: _Shape) -> Fit:
    cross = previous = residuals[0]
    squares = previous * previous
    for residual, (link, precision, level) in zip(residuals[1:], shape.steps, strict=True):
        new = residual - link * previous
        squares += new * new * precision
        cross += new * level
        previous = residual
    freedom = len(residuals) - 1 + PRIOR_DAYS
    misfit = PRIOR_DAYS * PRIOR_VARIANCE + squares - cross * cross / shape.ones
    variance = max(misfit / freedom, ROUNDING_VARIANCE)
    return Fit(
        log_likelihood=-0.5 * (shape.log_determinant + freedom * log(misfit)),
        day_variance=variance,
        mean_variance=variance * shape.mean_factor,
    )


def get_mean(days: Days) -> float:
    """Return the mean in which each day counts once."""
    return sum(score for _, score in days) / len(days)


def _get_freedom(before: float, before_days: int, during: float, during_days: int) -> int:
    # Welch and Satterthwaite at half the baseline, where the decision usually lies: it must not
    # depend on the level of the scores, or a better score could lower the chance.
    before /= 4
    both = (before + during) * (before + during)
    before_part = before * before / (before_days - 1 + PRIOR_DAYS)
    during_part = during * during / (during_days - 1 + PRIOR_DAYS)
    return int(both / (before_part + during_part) + _SLACK)


@lru_cache(maxsize=256)
def _get_shapes(gaps: tuple[int, ...]) -> tuple[_Shape, ...]:
    return tuple(_get_shape(gaps, correlation) for correlation in CORRELATIONS)


def _get_shape(gaps: tuple[int, ...], correlation: float) -> _Shape:
    log_determinant, ones, shared, sum_shared = 0.0, 1.0, 0.0, 0.0
    steps = []
    for gap in gaps:
        link = correlation**gap
        spread = 1 - link * link
        steps.append((link, 1 / spread, (1 - link) / spread))
        ones += (1 - link) * (1 - link) / spread
        log_determinant += log(spread)
        shared = (shared + 1) * link
        sum_shared += shared
    count = len(gaps) + 1
    factor = (count + 2 * sum_shared) / (count * count)
    return _Shape(log_determinant + log(ones), ones, factor, tuple(steps))
