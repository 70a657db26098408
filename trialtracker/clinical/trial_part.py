"""A part of a trial by its trial days: the whole, its first days, its last, or any chosen."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.relief import last_trial_day
from trialtracker.clinical.time import date_of_trial_day
from trialtracker.clinical.trial import Trial


class PartKind(Choice):
    """Which days of a trial are looked at."""

    WHOLE = "whole", "Whole trial"
    FIRST = "first", "First days"
    LAST = "last", "Last days"
    FREE = "free", "Chosen days"

    @property
    def is_from_start(self) -> bool:
        """Tell whether its drawing begins with the baseline."""
        return self in {PartKind.WHOLE, PartKind.FIRST}


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked for: days is how many first or last, first and last are trial days chosen."""

    kind: PartKind = PartKind.WHOLE
    days: int = 3
    first: int = 1
    last: int = 3


@dataclass(frozen=True, slots=True)
class Days:
    """Trial days, first and last included; there is no day 0."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """Return how many days these are."""
        return to_offset(self.last) - to_offset(self.first) + 1


def get_days(part: Part, trial: Trial, as_of: datetime) -> Days | None:
    """Return the days of a part that there are by a moment, None before the first active dose.

    A whole trial, and its first days, count from day 1: the baseline is drawn before them and
    never counted with them. Only chosen days may lie before day 1.
    """
    latest = last_trial_day(trial, as_of)
    if latest == 0:
        return None
    wanted = max(1, part.days)
    if part.kind is PartKind.FIRST:
        return Days(1, min(wanted, latest))
    if part.kind is PartKind.LAST:
        return Days(max(1, latest - wanted + 1), latest)
    if part.kind is PartKind.FREE:
        low, high = sorted((part.first or 1, part.last or 1))
        return Days(min(low, latest), min(high, latest))
    return Days(1, latest)


def get_halves(trial: Trial, as_of: datetime) -> tuple[Part, Part]:
    """Return the first half of a trial, with its baseline, and as many of its last days."""
    half = max(1, last_trial_day(trial, as_of) // 2)
    return Part(PartKind.FIRST, days=half), Part(PartKind.LAST, days=half)


def get_ends(days: Days, first_day: date, time_zone: str) -> tuple[datetime, datetime]:
    """Return the instants between which the days lie: from midnight to midnight of the clinic."""
    first, last = (date_of_trial_day(number, first_day) for number in (days.first, days.last))
    return to_midnight(first, time_zone), to_midnight(last + timedelta(days=1), time_zone)


def to_offset(number: int) -> int:
    """Return how many days a trial day comes after day 1."""
    return number - 1 if number > 0 else number


def to_midnight(day: date, time_zone: str) -> datetime:
    """Return the instant at which a clinic-local day begins."""
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)
