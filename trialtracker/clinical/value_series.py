"""The readings of one measure over time: points, and lines that break at gaps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from trialtracker.clinical.time import local_date, to_utc
from trialtracker.clinical.trial import Entry

_NEVER_SKIPS_A_DAY = timedelta(hours=22)  # the shortest clock-change day has 23 hours


class Point(NamedTuple):
    """One reading; at is UTC. A named tuple: there may be one a minute for weeks."""

    at: datetime
    value: Decimal
    is_late: bool


PointsByKey = Mapping[str, Sequence[Point]]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """The readings of one measure; the line breaks between segments."""

    key: str
    label: str
    segments: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Return every reading, oldest first."""
        return tuple(chain.from_iterable(self.segments))

    @property
    def latest(self) -> tuple[Point, ...]:
        """Return the last reading and the one before it, oldest first."""
        return tuple(chain.from_iterable(segment[-2:] for segment in self.segments[-2:]))[-2:]


def collect_points(entries: Iterable[Entry], wanted: Collection[str]) -> dict[str, list[Point]]:
    """Return the readings of the wanted measures, in one walk over the entries."""
    found: dict[str, list[Point]] = {}
    for entry in entries:
        at, is_late = to_utc(entry.observed_at), entry.is_late
        for key, value in entry.values.items():
            if key in wanted:
                found.setdefault(key, []).append(Point(at, value, is_late))
    return found


def get_segments(points: Iterable[Point], zone: str) -> tuple[tuple[Point, ...], ...]:
    """Return the points with a break wherever a whole calendar day has none."""
    segments: list[list[Point]] = []
    for point in points:
        if segments and not _skips_a_day(segments[-1][-1].at, point.at, zone):
            segments[-1].append(point)
        else:
            segments.append([point])
    return tuple(map(tuple, segments))


def format_value(value: Decimal) -> str:
    """Return a value as people write it: 37.5, 4, 100."""
    return f"{value.normalize():f}"


def format_tenth(value: Fraction) -> str:
    """Return a mean for show, with one decimal, halves rounded up; never used to compare."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _skips_a_day(earlier: datetime, later: datetime, zone: str) -> bool:
    if later - earlier < _NEVER_SKIPS_A_DAY:
        return False
    return (local_date(later, zone) - local_date(earlier, zone)).days > 1
