"""Whole days and hours as they are typed, read exactly."""

import re
from decimal import Decimal

_DAYS = re.compile(r"[0-9]{1,4}")
_HOURS = re.compile(r"[0-9]{1,4}([.,][0-9]{1,4})?")
_HOURS_AND_MINUTES = re.compile(r"([0-9]{1,4}):([0-5][0-9])")


def parse_days(text: str) -> int:
    """Return a number of days.

    Raises:
        ValueError: with a sentence, if it is not a whole number of at least 1.
    """
    typed = text.strip()
    if not _DAYS.fullmatch(typed) or int(typed) == 0:
        raise ValueError("Write the planned days as a whole number, such as 7.")
    return int(typed)


def parse_hours(text: str) -> int:
    """Return hours such as 6, 1.5 or 1:40 as minutes.

    Raises:
        ValueError: with a sentence, if they are not a whole number of minutes above 0.
    """
    typed = text.strip()
    if found := _HOURS_AND_MINUTES.fullmatch(typed):
        minutes = Decimal(int(found[1]) * 60 + int(found[2]))
    elif _HOURS.fullmatch(typed):
        minutes = Decimal(typed.replace(",", ".")) * 60
    else:
        raise ValueError("Write the hours between two entries as a number, such as 6 or 1.5.")
    if minutes == 0 or minutes % 1:
        raise ValueError(f"{typed} hours is not a whole number of minutes above 0.")
    return int(minutes)


def format_hours(minutes: int) -> str:
    """Return minutes as hours so that parse_hours reads the same minutes from them."""
    if minutes % 15:
        return f"{minutes // 60}:{minutes % 60:02d}"
    return f"{(Decimal(minutes) / 60).normalize():f}"
