"""The time observed as a nurse types it, and the instant it means at the clinic."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trialtracker.clinical.time import (
    format_date,
    format_duration,
    format_moment,
    local_date,
    trial_day,
)
from trialtracker.clinical.trial import LATE_AFTER, Trial

WHEN_HELP = "Type 14:05, -2h, -1d 14:00, yesterday 22:00 or 05-Mar-2026 14:05."

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS = range(1900, 3000)
_SPAN = re.compile(r"-\s*(\d{1,3})\s*(h|hr|m|min)", re.ASCII)
_TIMED = re.compile(
    r"(?:(?P<day>today|yesterday|-\s*\d{1,3}\s*d|\d{1,2}-[a-z]{3}-\d{4})\s+)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s+(?P<turn>first|second))?",
    re.ASCII,
)


def parse_when(text: str, now: datetime, time_zone: str) -> datetime:
    """Return the UTC instant that the text meant when it was typed at now; empty is now itself.

    Raises:
        ValueError: with a sentence for people, if the text names no single past moment.
    """
    typed = " ".join(text.casefold().split())
    if typed in {"", "now"}:
        return now.astimezone(UTC)
    span = _SPAN.fullmatch(typed)
    if span is not None:
        unit = "hours" if span[2].startswith("h") else "minutes"
        return (now - timedelta(**{unit: int(span[1])})).astimezone(UTC)
    timed = _TIMED.fullmatch(typed)
    if timed is None:
        raise ValueError(f"“{text.strip()[:40]}” is not a time. {WHEN_HELP}")
    day = _get_day(timed["day"] or "today", local_date(now, time_zone))
    moment = _to_instant(day, _get_time(timed), time_zone, timed["turn"])
    return _refuse_future(moment, now, time_zone, day_was_typed=timed["day"] is not None)


def _get_day(typed: str, today: date) -> date:
    if typed == "today":
        return today
    if typed == "yesterday":
        return today - timedelta(days=1)
    if typed.startswith("-"):
        return today - timedelta(days=int(typed.strip("-d ")))
    number, month, year = typed.split("-")
    try:
        return date(_YEARS[_YEARS.index(int(year))], _MONTHS.index(month) + 1, int(number))
    except ValueError:
        raise ValueError(f"{typed} is not a date. Dates look like 05-Mar-2026.") from None


def _get_time(timed: re.Match[str]) -> time:
    try:
        return time(int(timed["hour"]), int(timed["minute"]))
    except ValueError:
        clock_time = f"{timed['hour']}:{timed['minute']}"
        raise ValueError(f"{clock_time} is not a time of day: 00:00 to 23:59.") from None


def _to_instant(day: date, at: time, time_zone: str, turn: str | None) -> datetime:
    zone = ZoneInfo(time_zone)
    first = datetime.combine(day, at, tzinfo=zone)
    second = first.replace(fold=1)
    shown = f"{at:%H:%M}"
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back != first.replace(tzinfo=None):
        raise ValueError(
            f"{shown} did not exist on {format_date(day)}: the clocks went forward then."
        )
    if first.utcoffset() != second.utcoffset() and turn is None:
        raise ValueError(
            f"{shown} came twice on {format_date(day)}, when the clocks went back. "
            f"Add “first” or “second” after the time."
        )
    return (second if turn == "second" else first).astimezone(UTC)


def _refuse_future(
    moment: datetime, now: datetime, time_zone: str, *, day_was_typed: bool
) -> datetime:
    if moment <= now:
        return moment
    hint = "" if day_was_typed else " For the day before, type yesterday in front of it."
    raise ValueError(f"{format_moment(moment, time_zone)} is still to come.{hint}")


def is_late(moment: datetime, now: datetime) -> bool:
    """Tell whether an entry saved now would be marked late."""
    return now - moment > LATE_AFTER


def format_when(moment: datetime, trial: Trial, last_at: datetime | None) -> str:
    """Return '21-Nov-2026 14:05 · Day 6, hour 134 · 4hr 5min since the last entry'."""
    parts = [format_moment(moment, trial.details.time_zone), format_trial_hour(moment, trial)]
    if last_at is not None and last_at <= moment:
        parts.append(f"{format_duration(moment - last_at)} since the last entry")
    elif last_at is not None:
        parts.append(f"{format_duration(last_at - moment)} before the last entry")
    return " · ".join(part for part in parts if part)


def format_trial_hour(moment: datetime, trial: Trial) -> str:
    """Return 'Day 6, hour 134', 'Day -1' before the first active dose, '' without one."""
    first_day, started_at = trial.first_day, trial.details.started_at
    if first_day is None or started_at is None:
        return ""
    day = f"Day {trial_day(local_date(moment, trial.details.time_zone), first_day)}"
    hours = (moment - started_at) // timedelta(hours=1)
    return f"{day}, hour {hours}" if hours >= 0 else day
