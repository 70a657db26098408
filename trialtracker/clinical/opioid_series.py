"""Oral opioids day by day, as a chart draws them: an amount, or the word for why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from trialtracker.clinical.opioid_baseline import get_baseline_mme, list_days
from trialtracker.clinical.opioid_days import DayMme
from trialtracker.clinical.opioid_words import format_number
from trialtracker.clinical.time import local_date
from trialtracker.clinical.trial import Trial

NOT_RECORDED, EXCLUDED, INCOMPLETE = "no record", "excluded", "incomplete"


@dataclass(frozen=True, slots=True)
class OpioidDay:
    """One clinic-local day of oral opioids; counted is drawn, and word says what it does not hold.

    counted is None where nothing is known: that is never 0. word is empty where the total is whole.
    """

    date: date
    counted: Fraction | None
    word: str
    names: tuple[str, ...] = ()
    is_open: bool = False
    """The day is not over: more may still be taken."""


@dataclass(frozen=True, slots=True)
class OpioidSeries:
    """The days with their baseline mean, None where it is not known."""

    days: tuple[OpioidDay, ...]
    baseline: Fraction | None


def get_opioid_series(trial: Trial, as_of: datetime) -> OpioidSeries | None:
    """Return the MME of every day up to as_of, None for a trial without any opioid recorded."""
    if not any(intake.at <= as_of for intake in trial.intakes):
        return None
    ended_at = trial.details.ended_at
    today = None
    if ended_at is None or ended_at > as_of:
        today = local_date(as_of, trial.details.time_zone)
    days = tuple(_to_day(day, is_open=day.day == today) for day in list_days(trial, as_of))
    return OpioidSeries(_trim(days), get_baseline_mme(trial).mean)


def _to_day(day: DayMme, *, is_open: bool) -> OpioidDay:
    names = (*day.excluded, *day.unknown)
    if not day.is_recorded:
        return OpioidDay(day.day, None, NOT_RECORDED)
    if day.is_complete:
        return OpioidDay(day.day, day.total, "", is_open=is_open)
    word = INCOMPLETE if day.unknown or day.counted else EXCLUDED
    return OpioidDay(day.day, day.counted or None, word, names)


def _trim(days: Sequence[OpioidDay]) -> tuple[OpioidDay, ...]:
    """Leave out the days before the first record."""
    recorded = [day.date for day in days if day.word != NOT_RECORDED]
    first = min(recorded, default=date.max)
    return tuple(day for day in days if day.date >= first)


def format_mme(amount: Fraction | None) -> str:
    """Return an amount with at most one decimal: 90, 22.5; empty where it is not known."""
    return "" if amount is None else format_number(amount)
