"""Time as the clinic counts it: aware UTC inside, clinic-local dates and trial days outside."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def to_utc(moment: datetime) -> datetime:
    """Return the same instant in UTC.

    Raises:
        ValueError: if the moment has no time zone.
    """
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone.")
    return moment.astimezone(UTC)


def local_date(moment: datetime, time_zone: str) -> date:
    """Return the clinic-local date of an instant; time_zone is an IANA name."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def get_midnight(day: date, time_zone: str) -> datetime:
    """Return the instant at which a clinic-local date begins, in UTC."""
    # Where clocks change at midnight, fold 0 gives the instant at which the date changes.
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def trial_day(day: date, first_day: date) -> int:
    """Return the trial day; day 1 is the clinic-local date of the first active dose.

    The day before it is day -1; there is no day 0 (CDISC SDTM study-day rule).
    """
    distance = (day - first_day).days
    return distance + 1 if distance >= 0 else distance


def date_of_trial_day(number: int, first_day: date) -> date:
    """Return the date of a trial day.

    Raises:
        ValueError: for day 0, which does not exist.
    """
    if number == 0:
        raise ValueError("There is no trial day 0.")
    return first_day + timedelta(days=number - 1 if number > 0 else number)


def format_date(day: date) -> str:
    """Return a date as 05-Mar-2026, whatever the machine's language (NHS CUI D+Ta)."""
    return f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year:04d}"


def format_weekday_date(day: date) -> str:
    """Return a date as Thu 05-Mar-2026."""
    return f"{_WEEKDAYS[day.weekday()]} {format_date(day)}"


def format_time(moment: datetime, time_zone: str) -> str:
    """Return the clinic-local time of day as 24-hour HH:mm.

    A time that comes twice, where the clocks go back, says which it is, as it is typed too.
    """
    local = moment.astimezone(ZoneInfo(time_zone))
    shown = f"{local.hour:02d}:{local.minute:02d}"
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return shown
    return f"{shown} {'second' if local.fold else 'first'}"


def format_moment(moment: datetime | None, time_zone: str) -> str:
    """Return date and 24-hour time, or 'Not recorded'."""
    if moment is None:
        return "Not recorded"
    return f"{format_date(local_date(moment, time_zone))} {format_time(moment, time_zone)}"


def format_duration(span: timedelta) -> str:
    """Return a span in whole units: '1d 7hr', '4hr 5min', '25min' (NHS CUI D+Tb)."""
    minutes = max(0, int(span.total_seconds() // 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days}d {hours}hr"
    if hours:
        return f"{hours}hr {minutes}min"
    return f"{minutes}min"


def age_years(birth_date: date, on: date) -> int:
    """Return completed years of age on a day."""
    before_birthday = (on.month, on.day) < (birth_date.month, birth_date.day)
    return on.year - birth_date.year - before_birthday
