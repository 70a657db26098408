"""The arithmetic of outcomes: intervals of shares, quantiles of counts, agreement, a funnel.

Intervals and limits are only shown, never compared with a threshold: they are floats. Counts,
medians and quartiles are exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, exp, floor, lgamma, log, sqrt

Z_95 = 1.959963984540054
Z_998 = 3.090232306167813
"""The standard normal quantiles of 0.975 and of 0.999."""

_MOST_EXACT = 400
"""Up to so many trials the funnel's limits are those of the binomial itself (clinic default)."""

KAPPA_LEAST_N = 30
KAPPA_LEAST_MARGIN = 5
"""Fewer trials, or fewer of one kind, and kappa says little (clinic default; Sim & Wright 2005,
Phys Ther 85:257: small samples give intervals too wide to be of use)."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; percent and interval are None of none."""

    part: int
    of: int

    @property
    def percent(self) -> Fraction | None:
        """Return the exact share in percent."""
        return Fraction(100 * self.part, self.of) if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval as fractions of 1."""
        return get_wilson(self.part, self.of) if self.of else None


def get_wilson(part: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's score interval of a share, without continuity correction.

    Wilson 1927, JASA 22:209; recommended for any n by Newcombe 1998, Stat Med 17:857 (method 3)
    and Brown, Cai & DasGupta 2001, Stat Sci 16:101. It stays within 0 and 1 and is no single
    point at 0 of n.
    """
    share, squared = part / of, z * z
    centre = (share + squared / (2 * of)) / (1 + squared / of)
    half = z / (1 + squared / of) * sqrt(share * (1 - share) / of + squared / (4 * of * of))
    low = 0.0 if part == 0 else max(0.0, centre - half)
    high = 1.0 if part == of else min(1.0, centre + half)
    return low, high


def get_quantile(counts: Mapping[int, int], at: Fraction) -> Fraction | None:
    """Return the quantile of whole numbers that are counted, None of none.

    Between two neighbours it is on the straight line (Hyndman & Fan 1996, Am Stat 50:361, type 7;
    the usual one of spreadsheets and of R). At 1/2 it is the median.
    """
    total = sum(counts.values())
    if total == 0:
        return None
    place = (total - 1) * at
    below, above = _get_nth(counts, floor(place)), _get_nth(counts, ceil(place))
    return below + (above - below) * (place - floor(place))


def _get_nth(counts: Mapping[int, int], place: int) -> int:
    numbers = sorted(number for number, count in counts.items() if count)
    left = place
    for number in numbers:
        if left < counts[number]:
            return number
        left -= counts[number]
    raise IndexError(f"There is no number {place}.")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Flag against decision where both say yes or no: favourable or not, discuss or do not."""

    both_yes: int
    flag_only: int
    decision_only: int
    both_no: int

    @property
    def share(self) -> Share:
        """Return how many agree, of those where agreement is defined."""
        agreed, all_four = self.both_yes + self.both_no, self.flag_only + self.decision_only
        return Share(agreed, agreed + all_four)

    @property
    def kappa(self) -> Fraction | None:
        """Return Cohen's kappa (Cohen 1960, Educ Psychol Meas 20:37), None where n is too small.

        It depends on how common each answer is (Feinstein & Cicchetti 1990, J Clin Epidemiol
        43:543), so the percent agreement always stands beside it.
        """
        n, margins = self.share.of, self._margins
        if n < KAPPA_LEAST_N or min(margins) < KAPPA_LEAST_MARGIN:
            return None
        flag_yes, flag_no, decision_yes, decision_no = margins
        observed = Fraction(self.share.part, n)
        expected = Fraction(flag_yes * decision_yes + flag_no * decision_no, n * n)
        return (observed - expected) / (1 - expected)

    @property
    def _margins(self) -> tuple[int, int, int, int]:
        return (
            self.both_yes + self.flag_only,
            self.decision_only + self.both_no,
            self.both_yes + self.decision_only,
            self.flag_only + self.both_no,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the share of a group of n lies if it differs from the whole by chance alone."""

    low_998: float
    low_95: float
    high_95: float
    high_998: float


def get_limits(share: Fraction, n: int) -> Limits:
    """Return the control limits of a funnel plot around a share.

    Spiegelhalter 2005, Stat Med 24:1185: limits of the binomial, interpolated between two counts
    (appendix A.1.1); for many trials the normal limits, from which they hardly differ. The upper
    ones mirror the lower, so that what lies beyond either has no more than its chance.
    """
    if share in {0, 1}:
        return Limits(*[float(share)] * 4)
    target = float(share)
    low_998, low_95 = _get_low(target, n, 0.001, Z_998), _get_low(target, n, 0.025, Z_95)
    high_95, high_998 = _get_low(1 - target, n, 0.025, Z_95), _get_low(1 - target, n, 0.001, Z_998)
    return Limits(low_998, low_95, 1 - high_95, 1 - high_998)


def _get_low(share: float, n: int, level: float, z: float) -> float:
    if n > _MOST_EXACT:
        return max(0.0, share - z * sqrt(share * (1 - share) / n))
    total, chance, count = 0.0, 0.0, -1
    while total < level:
        count += 1
        chance = _get_chance(share, n, count)
        total += chance
    return max(0.0, (count - (total - level) / chance) / n)


def _get_chance(share: float, n: int, count: int) -> float:
    ways = lgamma(n + 1) - lgamma(count + 1) - lgamma(n - count + 1)
    return exp(ways + count * log(share) + (n - count) * log(1 - share))
