"""Numbers as text that never contradicts the comparison beside it."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import count


def format_percent(value: Fraction, thresholds: Iterable[Fraction]) -> str:
    """Return '58 %' with as many decimals as keep it on its side of 0 and every threshold.

    49.9545 beside a threshold of 50 is '49.95 %', never '50 %'.
    """
    return f"{_format_apart(value, tuple(thresholds), 0)} %"


def format_points(value: Fraction, thresholds: Iterable[Fraction]) -> str:
    """Return '4.4' with as many decimals as keep it on its side of 0 and every threshold."""
    return _format_apart(value, tuple(thresholds), 1)


def format_exact(value: Fraction) -> str:
    """Return a threshold of a criteria set in full, at most six decimals: '50', '2.5'."""
    return _format_decimal(round(value, 6))


def count_of(number: int, noun: str) -> str:
    """Return '1 day', '2 days'."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


@lru_cache(maxsize=128)  # the same figure stands in several sentences of an assessment
def _format_apart(value: Fraction, thresholds: tuple[Fraction, ...], fewest_digits: int) -> str:
    # A threshold equal to the value is met by no finite print if it does not terminate (1/3).
    limits = [t for t in (Fraction(0), *thresholds) if t != value or 10**6 % t.denominator == 0]

    def fits(shown: Fraction) -> bool:
        return all(_side(shown, limit) == _side(value, limit) for limit in limits)

    return _format_decimal(_round_until(value, fits, fewest_digits))


def format_pair(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Return two numbers with as many decimals as keep them apart, or the same."""
    wanted = _side(one, other)
    digits = next(d for d in count(1) if _side(round(one, d), round(other, d)) == wanted)
    return _format_decimal(round(one, digits)), _format_decimal(round(other, digits))


def _round_until(value: Fraction, fits: Callable[[Fraction], bool], fewest_digits: int) -> Fraction:
    rounded = (round(value, digits) for digits in count(fewest_digits))
    return next(shown for shown in rounded if fits(shown))


def _side(value: Fraction, limit: Fraction) -> int:
    return (value > limit) - (value < limit)


def _format_decimal(value: Fraction) -> str:
    """Return a fraction that has a finite decimal form, with a true minus sign."""
    digits = next(d for d in count() if 10**d % value.denominator == 0)
    scaled = str(abs(value.numerator) * 10**digits // value.denominator).rjust(digits + 1, "0")
    whole, decimals = scaled[: len(scaled) - digits], scaled[len(scaled) - digits :]
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
