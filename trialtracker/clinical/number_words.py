"""Numbers as text that never contradicts the comparison beside it, nor another print of it.

Half a point is rounded away from 0 in sentence, chart and table alike; half a percent to the even
one, in each of which there is but this one way to write it.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import count
from math import floor

Rounding = Callable[[Fraction, int], Fraction]


def format_percent(value: Fraction, thresholds: Iterable[Fraction]) -> str:
    """Return '58 %' with as many decimals as keep it on its side of 0 and every threshold.

    49.9545 beside a threshold of 50 is '49.95 %', never '50 %'.
    """
    return f"{_format_apart(value, tuple(thresholds), 0, round)} %"


def format_points(value: Fraction, thresholds: Iterable[Fraction]) -> str:
    """Return '4.4' with as many decimals as keep it on its side of 0 and every threshold."""
    return _format_apart(value, tuple(thresholds), 1, round_half_up)


def format_exact(value: Fraction) -> str:
    """Return a threshold of a criteria set in full, at most six decimals: '50', '2.5'."""
    return _format_decimal(round_half_up(value, 6))


def count_of(number: int, noun: str) -> str:
    """Return '1 day', '2 days'."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


@lru_cache(maxsize=128)  # the same figure stands in several sentences of an assessment
def _format_apart(
    value: Fraction, thresholds: tuple[Fraction, ...], fewest_digits: int, to_digits: Rounding
) -> str:
    # A threshold equal to the value is met by no finite print if it does not terminate (1/3).
    limits = [t for t in (Fraction(0), *thresholds) if t != value or 10**6 % t.denominator == 0]

    def fits(shown: Fraction) -> bool:
        return all(_side(shown, limit) == _side(value, limit) for limit in limits)

    rounded = (to_digits(value, digits) for digits in count(fewest_digits))
    return _format_decimal(next(shown for shown in rounded if fits(shown)))


def format_pair(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Return two numbers with as many decimals as keep them apart, or the same."""
    wanted = _side(one, other)
    rounded = ((round_half_up(one, d), round_half_up(other, d)) for d in count(1))
    shown, beside = next(pair for pair in rounded if _side(*pair) == wanted)
    return _format_decimal(shown), _format_decimal(beside)


def round_half_up(value: Fraction, digits: int) -> Fraction:
    """Return a number with so many decimals, a half away from 0: 7.25 as 7.3."""
    size = Fraction(floor(abs(value) * 10**digits + Fraction(1, 2)), 10**digits)
    return size if value > 0 else -size


def _side(value: Fraction, limit: Fraction) -> int:
    return (value > limit) - (value < limit)


def _format_decimal(value: Fraction) -> str:
    """Return a fraction that has a finite decimal form, with true minus sign and commas."""
    digits = next(d for d in count() if 10**d % value.denominator == 0)
    scaled = str(abs(value.numerator) * 10**digits // value.denominator).rjust(digits + 1, "0")
    whole, decimals = scaled[: len(scaled) - digits], scaled[len(scaled) - digits :]
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{int(whole):,}.{decimals}" if decimals else f"{sign}{int(whole):,}"
