"""Months from one to another, and the fewest counts that cover them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from trialtracker.clinical.time import format_date

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """The months from first to last, both counted, as '2026-03'."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One bar of the volumes: a month or a calendar year, or what of it is in the period."""

    label: str
    period: Period


def to_month(day: date) -> str:
    """Return the month of a day as '2026-03'."""
    return f"{day.year:04d}-{day.month:02d}"


def parse_month(text: str) -> str:
    """Return a month that was typed.

    Raises:
        ValueError: if it is not a month as 2026-03.
    """
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ValueError(f"{text} is not a month: give it as 2026-03.") from None
    return to_month(month)


def get_last_12_months(today: date) -> Period:
    """Return the month of a day and the eleven before it."""
    count = today.year * _MONTHS_A_YEAR + today.month - 1
    return Period(_to_text(count - _MONTHS_A_YEAR + 1), to_month(today))


def get_year(today: date) -> Period:
    """Return the calendar year of a day."""
    return Period(f"{today.year:04d}-01", f"{today.year:04d}-12")


def list_months(period: Period) -> tuple[str, ...]:
    """Return every month of a period; none where it ends before it begins."""
    return tuple(map(_to_text, range(_to_count(period.first), _to_count(period.last) + 1)))


def cover(period: Period) -> tuple[str, ...]:
    """Return the whole years and the single months that make up a period."""
    return tuple(_cover(list_months(period)))


def _cover(months: tuple[str, ...]) -> Iterator[str]:
    whole = {month[:4] for month in months if month.endswith("-01")}
    whole &= {month[:4] for month in months if month.endswith("-12")}
    for month in months:
        if month[:4] not in whole:
            yield month
        elif month.endswith("-01"):
            yield month[:4]


def list_stretches(period: Period, most: int) -> tuple[Stretch, ...]:
    """Return the months of a period, or its calendar years where there are too many months."""
    months = list_months(period)
    if len(months) <= most:
        return tuple(Stretch(format_month(month), Period(month, month)) for month in months)
    years = dict.fromkeys(month[:4] for month in months)
    return tuple(
        Stretch(year, Period(max(f"{year}-01", period.first), min(f"{year}-12", period.last)))
        for year in years
    )


def format_month(month: str) -> str:
    """Return '2026-03' as Mar-2026, whatever the machine's language."""
    return format_date(date.fromisoformat(f"{month}-01")).partition("-")[2]


def format_period(period: Period) -> str:
    """Return 'Mar-2026', or 'Mar-2026 to May-2026'."""
    first, last = format_month(period.first), format_month(period.last)
    return first if first == last else f"{first} to {last}"


def _to_count(month: str) -> int:
    return int(month[:4]) * _MONTHS_A_YEAR + int(month[5:]) - 1


def _to_text(count: int) -> str:
    year, month = divmod(count, _MONTHS_A_YEAR)
    return f"{year:04d}-{month + 1:02d}"
