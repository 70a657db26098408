"""Student's t distribution for whole degrees of freedom, without tables or random numbers."""

from functools import cache
from math import atan, pi, sqrt

_HALVINGS = 60
"""Halve a bracket of this width until a binary float can hold nothing finer."""

_WIDEST = 1024.0


def get_probability_below(t: float, freedom: int) -> float:
    """Return the chance that a Student variable lies below t (Abramowitz and Stegun 26.7.3-4)."""
    cosine_squared = freedom / (freedom + t * t)
    sine = t / sqrt(freedom + t * t)
    if freedom % 2 == 0:
        return 0.5 + 0.5 * sine * _sum_terms(cosine_squared, 1, freedom // 2)
    angle = atan(t / sqrt(freedom))
    tail = sine * sqrt(cosine_squared) * _sum_terms(cosine_squared, 2, freedom // 2)
    return 0.5 + (angle + tail) / pi


@cache
def get_quantile(probability: float, freedom: int) -> float:
    """Return the t below which a Student variable lies with this chance, by halving a bracket."""
    low, high = -_WIDEST, _WIDEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if get_probability_below(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _sum_terms(cosine_squared: float, first: int, count: int) -> float:
    """Return 1 + (first / (first + 1)) cos2 + ... with count terms, each from the one before."""
    total, term = 0.0, 1.0
    for index in range(count):
        total += term
        term *= cosine_squared * (first + 2 * index) / (first + 2 * index + 1)
    return total
