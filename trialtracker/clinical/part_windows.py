"""From when to when two parts of trials are drawn beside each other: both for the same time."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.trial_part import Part, get_days, to_midnight, to_offset


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that a part is drawn for, counted from an anchor: day 1, else the first there is."""

    anchor: date
    time_zone: str
    first: int
    last: int
    is_from_start: bool


def get_stretch(part: Part, trial: Trial, series: ChartSeries, as_of: datetime) -> Stretch:
    """Return the days to draw; a part from the start is drawn with its baseline."""
    zone, days = series.time_zone, get_days(part, trial, as_of)
    first_day, drawn = trial.first_day, series.days
    if days is None or first_day is None:
        return Stretch(drawn[0].date, zone, 0, (drawn[-1].date - drawn[0].date).days, True)
    first = to_offset(days.first)
    if part.kind.is_from_start:
        first = min(first, (drawn[0].date - first_day).days)
    return Stretch(first_day, zone, first, to_offset(days.last), part.kind.is_from_start)


def align(left: Stretch, right: Stretch) -> tuple[tuple[datetime, datetime], ...]:
    """Return both windows, equally long, so that an hour is as wide in both.

    Where both parts are from the start, the same trial day stands at the same place; else each
    begins with its own first day.
    """
    firsts, lasts = (left.first, right.first), (left.last, right.last)
    if left.is_from_start and right.is_from_start:
        firsts = (min(firsts), min(firsts))
    count = max(last - first + 1 for first, last in zip(firsts, lasts, strict=True))
    begins = [
        to_midnight(side.anchor + timedelta(days=first), side.time_zone)
        for side, first in zip((left, right), firsts, strict=True)
    ]
    return tuple((begin, begin + timedelta(days=count)) for begin in begins)


def cut(series: ChartSeries, window: tuple[datetime, datetime]) -> ChartSeries:
    """Return the series as it is drawn for a window: every reading stays, only the axis ends."""
    return replace(series, start=window[0], end=window[1])
