"""Read ISO dates and times of a file as instants, in the clinic's time zone where none is given."""

import re
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.0{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
# an instant is stored in whole seconds, so a fraction other than 0 is refused
_NOON = time(12)
_LAST_SECOND = time(23, 59, 59)
_EXPECTED = "write 2026-03-05 or 2026-03-05T14:30"


def parse_date(text: str) -> date:
    """Return an ISO date.

    Raises:
        ValueError: if the text is anything else.
    """
    if not _DATE.fullmatch(text.strip()):
        raise ValueError("This is not a date; write it as 2026-03-05.")
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("There is no such date.") from None
    _check_year(day)
    return day


def parse_date_or_moment(text: str, zone: ZoneInfo) -> date | datetime:
    """Return a date as it is and a date-time as an instant in UTC.

    Raises:
        ValueError: if it is neither, or not one instant in the clinic's time zone.
    """
    typed = text.strip()
    if _DATE.fullmatch(typed):
        return parse_date(typed)
    if not _MOMENT.fullmatch(typed):
        raise ValueError(f"This is not a date or time; {_EXPECTED}.")
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise ValueError("There is no such date or time.") from None
    _check_year(moment)
    return _to_utc(moment, zone)


def start_moment(when: date | datetime, zone: ZoneInfo) -> datetime:
    """Return the instant; of a date, the first second of the clinic-local day."""
    if isinstance(when, datetime):
        return when
    return _local(when, time(), zone).astimezone(UTC)


def end_moment(when: date | datetime, zone: ZoneInfo) -> datetime:
    """Return the instant; of a date, the last second of the clinic-local day."""
    if isinstance(when, datetime):
        return when
    return _local(when, _LAST_SECOND, zone).replace(fold=1).astimezone(UTC)


def noon_moment(when: date | datetime, zone: ZoneInfo) -> datetime:
    """Return the instant; of a date, the clinic-local noon."""
    if isinstance(when, datetime):
        return when
    return _local(when, _NOON, zone).astimezone(UTC)


def _local(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone)


def _check_year(day: date) -> None:
    """Refuse the first and last years of the calendar, which a shift of time zone could leave."""
    if not MINYEAR < day.year < MAXYEAR:
        raise ValueError(f"The year {day.year} is out of range.")


def _to_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment in UTC; without an offset it must name exactly one instant in the zone."""
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    first = moment.replace(tzinfo=zone)
    again = first.replace(fold=1)
    if first.utcoffset() == again.utcoffset():
        return first.astimezone(UTC)
    # PEP 495: in the skipped hour the offset before the change is the smaller one
    if (first.utcoffset() or timedelta()) < (again.utcoffset() or timedelta()):
        raise ValueError(f"The clocks skip this time in {zone.key}; add the offset, as +01:00.")
    raise ValueError(f"This time comes twice in {zone.key}; add the offset, as +01:00.")
