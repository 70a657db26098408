"""Which part of a trial its chart shows: the whole, its latest hours, or any part asked for."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trialtracker.clinical.series import ChartRange, ChartSeries

SPANS = {ChartRange.HOURS_24: timedelta(hours=24), ChartRange.HOURS_72: timedelta(hours=72)}
LEAST_SPAN = timedelta(hours=1)
LEAD = 1 / 24
"""The share of a window before the start: an hour of 24."""


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """A length of time and where it ends; no span is the whole trial, no end its latest part.

    A free one was asked for by its two ends and never leaves the trial.
    """

    span: timedelta | None = None
    end: datetime | None = None
    is_free: bool = False

    def get_ends(self, series: ChartSeries) -> tuple[datetime, datetime]:
        """Return from when to when a trial is shown."""
        if self.span is None:
            return series.start, series.end
        end = self.end or get_window_end(series, self.span)
        if not self.is_free:
            return end - self.span, end
        span = min(self.span, series.end - series.start)
        end = min(max(end, series.start + span), series.end)
        return end - span, end

    def show_moment(self, series: ChartSeries, at: datetime) -> "TimeWindow":
        """Return the window moved to have a moment in its middle, or unmoved if it has it."""
        start, end = self.get_ends(series)
        if self.span is None or start <= at <= end:
            return self
        latest = series.end if self.is_free else series.until
        return replace(self, end=min(at + self.span / 2, latest))

    def follow(self, before: ChartSeries | None, series: ChartSeries) -> "TimeWindow":
        """Return the window for what is shown next: as long, and at its latest part.

        It stays where somebody moved it while nothing newer has been read.
        """
        if self.is_free and before is not None and before.moments[-1:] == series.moments[-1:]:
            return self
        return replace(self, end=None)


def make_range_window(chosen: ChartRange) -> TimeWindow:
    """Return the latest 24 h or 72 h, or the whole trial."""
    return TimeWindow(SPANS.get(chosen))


def make_free_window(start: datetime, end: datetime) -> TimeWindow:
    """Return the time between two instants, widened about its middle to an hour at least."""
    span = max(end - start, LEAST_SPAN)
    return TimeWindow(span, start + (end - start) / 2 + span / 2, is_free=True)


def get_window_end(series: ChartSeries, span: timedelta) -> datetime:
    """Return where a window ends: at the latest moment, or later while the trial is young.

    Until a window is full it stands with the start near its left side: what comes after a dose
    is looked at, and hours that are still to come have their place.
    """
    started_at = series.started_at
    if started_at is None or started_at > series.until:
        return series.until
    return max(series.until, started_at + span * (1 - LEAD))
