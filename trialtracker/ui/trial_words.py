"""How a trial of a list is put into words."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.sparkline import parse_sparkline
from trialtracker.clinical.time import format_date, format_duration, format_time, local_date
from trialtracker.services.rows import TrialRow

DUE_SOON = timedelta(minutes=30)
"""An entry that is due within this time is written as due (clinic default)."""

_MORE = re.compile(r" \+(\d+)$")


class Due(NamedTuple):
    """When the next entry is due, in words; is_urgent once that is past."""

    text: str
    is_urgent: bool


def format_name(row: TrialRow) -> str:
    """Return FAMILY, Given."""
    return f"{row.family_name.upper()}, {row.given_name}"


def format_trial(row: TrialRow) -> str:
    """Return mode and present dose, or the state where no dose is known."""
    return f"{row.mode.label}, {row.dose or row.state.label}"


def format_day(row: TrialRow) -> str:
    """Return '6 of 7', or the state of a trial that has not started."""
    if row.trial_day is None:
        return row.state.label
    return f"{row.trial_day} of {row.planned_days}"


def format_pain(row: TrialRow) -> str:
    """Return '3/10', or 'Not recorded'."""
    return "Not recorded" if row.pain_now is None else f"{row.pain_now}/10"


def format_trend(row: TrialRow) -> str:
    """Return the trend in words: '9 readings, from 7 to 3'."""
    points = parse_sparkline(row.trend).points
    if not points:
        return "No readings"
    first, last = points[0][1], points[-1][1]
    return f"{len(points)} readings, from {first:g} to {last:g}"


def format_verdict(row: TrialRow) -> str:
    """Return the word of the verdict."""
    return "Not assessed" if row.verdict is None else row.verdict.label


def format_finding(row: TrialRow) -> str:
    """Return 'Alert: RR 7 /min and 1 more'."""
    return _MORE.sub(r" and \1 more", row.finding)


def format_last_entry(row: TrialRow, now: datetime) -> str:
    """Return 'last today 06:00', 'last 04-Mar-2026 12:00', or that there is no entry."""
    if row.last_entry_at is None:
        return "no entry yet"
    day = local_date(row.last_entry_at, row.time_zone)
    date = "today" if day == local_date(now, row.time_zone) else format_date(day)
    return f"last {date} {format_time(row.last_entry_at, row.time_zone)}"


def format_due_items(row: TrialRow) -> str:
    """Return what the entry that is due has to hold, without how often: 'RR, SpO2, sedation'."""
    return row.due_what.rpartition(": ")[2]


def format_due_more(row: TrialRow, now: datetime) -> str:
    """Return what is due in full, and when the last entry was."""
    return ", ".join(filter(None, (row.due_what, format_last_entry(row, now))))


def format_due(row: TrialRow, now: datetime) -> Due:
    """Return when the next entry is due: 'today 18:00', 'due 14:30', 'due now', 'overdue 25min'."""
    if not row.state.is_open:
        return Due(row.state.label, is_urgent=False)
    if row.next_due_at is None:
        return Due(
            "not started" if row.state is TrialState.PLANNED else "not planned", is_urgent=False
        )
    late = now - row.next_due_at
    if late >= timedelta(minutes=1):
        return Due(f"overdue {format_duration(late)}", is_urgent=True)
    if late >= timedelta(0):
        return Due("due now", is_urgent=False)
    if late >= -DUE_SOON:
        return Due(f"due {format_time(row.next_due_at, row.time_zone)}", is_urgent=False)
    return Due(_format_ahead(row.next_due_at, now, row.time_zone), is_urgent=False)


def _format_ahead(due: datetime, now: datetime, time_zone: str) -> str:
    days = (local_date(due, time_zone) - local_date(now, time_zone)).days
    time = format_time(due, time_zone)
    match days:
        case 0:
            return f"today {time}"
        case 1:
            return f"tomorrow {time}"
        case _:
            return f"{format_date(local_date(due, time_zone))} {time}"
