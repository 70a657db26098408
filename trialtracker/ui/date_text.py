"""Dates and times of day as people type them, read without guessing."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trialtracker.clinical.time import format_date, format_time

# fmt: off
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
# fmt: on
_RELATIVE = re.compile(r"([+-])([0-9]{1,5})d")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WORDED = re.compile(r"([0-9]{1,2})[-. ]*([a-z]{3,9})[-., ]*([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-. ]*[a-z]{3,9}[-., ]*[0-9]{1,3}")
_NUMBERS_ONLY = re.compile(r"[0-9]{1,4}[-./ ]+[0-9]{1,2}[-./ ]+[0-9]{1,4}")
_TIME = re.compile(r"([0-9]{1,2}):?([0-9]{2})( first| second)?")


def parse_date(text: str, today: date) -> date:
    """Return the date meant by 05-Mar-2026, 5 march 2026, 2026-03-05, today, yesterday or -2d.

    Raises:
        ValueError: with a sentence, for anything that could be read in two ways or in none.
    """
    typed = " ".join(text.split())
    lowered = typed.casefold()
    if lowered in {"today", "t"}:
        return today
    if lowered == "yesterday":
        return today - timedelta(days=1)
    if found := _RELATIVE.fullmatch(lowered):
        return _shift(today, int(found[1] + found[2]), typed)
    if found := _ISO.fullmatch(lowered):
        return _make_date(int(found[1]), int(found[2]), int(found[3]), typed)
    if found := _WORDED.fullmatch(lowered):
        return _make_date(int(found[3]), _month(found[2], typed), int(found[1]), typed)
    raise ValueError(_refusal(typed, lowered))


def parse_moment(day: date, text: str, time_zone: str) -> datetime:
    """Return the UTC instant of a clinic-local date and 24-hour time such as 14:05.

    Raises:
        ValueError: with a sentence; also for a time that the change of clocks skips, or repeats
            when ``first`` or ``second`` does not say which.
    """
    clock_time, which = _parse_time(text)
    zone = ZoneInfo(time_zone)
    early = datetime.combine(day, clock_time, tzinfo=zone)
    late = early.replace(fold=1)
    shown = f"{clock_time:%H:%M} on {format_date(day)}"
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    if early.astimezone(UTC).astimezone(zone).time() != clock_time:
        raise ValueError(f"{shown} does not exist: the clocks went forward.")
    if not which:
        raise ValueError(
            f"{shown} comes twice: the clocks went back. "
            f"Write {clock_time:%H:%M} first or {clock_time:%H:%M} second."
        )
    return (early if which == "first" else late).astimezone(UTC)


def format_clock_time(moment: datetime, time_zone: str) -> str:
    """Return the clinic-local time so that parse_moment reads the same instant from it."""
    return format_time(moment, time_zone)


def _parse_time(text: str) -> tuple[time, str]:
    typed = " ".join(text.split()).casefold()
    found = _TIME.fullmatch(typed)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        shown = f"“{text.strip()}” is not a time" if text.strip() else "The time is missing"
        raise ValueError(f"{shown}. Write it as 14:05, from 00:00 to 23:59.")
    return time(int(found[1]), int(found[2])), (found[3] or "").strip()


def _shift(today: date, days: int, typed: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise ValueError(f"“{typed}” is too far away. Write a date as 05-Mar-2026.") from None


def _month(word: str, typed: str) -> int:
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(word) or (word == "sept" and number == 9):
            return number
    raise ValueError(f"“{typed}” names no month. Write a date as 05-Mar-2026.")


def _make_date(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{typed}” is not a day of the calendar. Write a date as 05-Mar-2026."
        ) from None


def _refusal(typed: str, lowered: str) -> str:
    if not typed:
        return "The date is missing. Write it as 05-Mar-2026."
    if _NUMBERS_ONLY.fullmatch(lowered):
        return f"“{typed}” can be read in two ways. Write the month in letters, as 05-Mar-2026."
    if _SHORT_YEAR.fullmatch(lowered):
        return f"“{typed}” needs a year of four digits, as 05-Mar-2026."
    return f"“{typed}” is not a date. Write it as 05-Mar-2026, today or -2d."
