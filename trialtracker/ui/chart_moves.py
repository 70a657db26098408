"""Where the part of a trial that is shown goes when somebody zooms or pans."""

from datetime import datetime, timedelta

from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.time import format_time, format_weekday_date, local_date

Window = tuple[datetime, datetime]
LEAST_SPAN = timedelta(hours=1)


def zoom(window: Window, whole: Window, factor: float, anchor: datetime) -> Window:
    """Return a window that many times as long, with the anchor where it stood.

    It is never shorter than an hour and never reaches beyond the whole.
    """
    start, end = window
    span = end - start
    longest = whole[1] - whole[0]
    wanted = min(max(span * factor, min(LEAST_SPAN, longest)), longest)
    share = min(max((anchor - start) / span, 0.0), 1.0)
    return _fit(start + (span - wanted) * share, wanted, whole)


def pan(window: Window, whole: Window, by: timedelta) -> Window:
    """Return a window of the same length, later by that much, within the whole."""
    start, end = window
    return _fit(start + by, end - start, whole)


def _fit(start: datetime, span: timedelta, whole: Window) -> Window:
    start = max(min(start, whole[1] - span), whole[0])
    return start, min(start + span, whole[1])


def describe_window(series: ChartSeries, window: Window) -> str:
    """Return 'Shown: Tue 03-Mar-2026 08:00 to Wed 04-Mar-2026 08:00'."""
    zone = series.time_zone
    ends = (f"{format_weekday_date(local_date(at, zone))} {format_time(at, zone)}" for at in window)
    return f"Shown: {' to '.join(ends)}"


def begin(series: ChartSeries, window: Window | None, by: int) -> datetime | None:
    """Return the moment at which reading begins: Right at the first in view, Left at the last.

    A longer way to go, Home or End, begins at that end of the trial.
    """
    moments = series.moments
    if window is not None and abs(by) == 1:
        moments = tuple(m for m in moments if window[0] <= m <= window[1]) or moments
    if not moments:
        return None
    return moments[0] if by == 1 or by < -1 else moments[-1]
