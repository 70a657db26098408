"""Opioid intake before and during a trial: the baseline mean, the days, the percent between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from trialtracker.clinical.opioid_days import DayMme, get_day_mme, get_known_intakes
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.relief import last_moment
from trialtracker.clinical.time import date_of_trial_day, local_date
from trialtracker.clinical.trial import Trial

BASELINE_DAYS = 7
"""The days before day 1, as for pain: clinic default (criteria_sets.py, baseline_days)."""


@dataclass(frozen=True, slots=True)
class OpioidDays:
    """The days asked for, recorded or not; mean is over those with a total, None without any."""

    days: tuple[DayMme, ...]
    mean: Fraction | None

    @property
    def counted(self) -> tuple[DayMme, ...]:
        """Return the days with a total."""
        return tuple(day for day in self.days if day.total is not None)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the drugs that are not in the mean."""
        return tuple(dict.fromkeys(n for day in self.days for n in (*day.excluded, *day.unknown)))


def get_baseline_mme(trial: Trial, days: int = BASELINE_DAYS) -> OpioidDays:
    """Return the intake of the trial days -days to -1; none before a start is set.

    Regular doses and patches hold on each of these days; nothing after the start is looked at.
    """
    first_day, started_at = trial.first_day, trial.details.started_at
    if first_day is None or started_at is None:
        return OpioidDays((), None)
    known = get_known_intakes(trial.intakes, started_at)
    dates = (date_of_trial_day(number, first_day) for number in range(-days, 0))
    return _get_days(known, dates, trial.details.time_zone)


def get_window_mme(trial: Trial, first: date, last: date, as_of: datetime) -> OpioidDays:
    """Return the intake of the days from first to last, as it was known at a moment."""
    known = get_known_intakes(trial.intakes, last_moment(trial, as_of))
    count = (last - first).days + 1
    dates = (first + timedelta(days=number) for number in range(count))
    return _get_days(known, dates, trial.details.time_zone)


def list_days(trial: Trial, as_of: datetime) -> tuple[DayMme, ...]:
    """Return each day from the first of the baseline, or the first record, to now; oldest first.

    A regular dose that began long ago does not stretch the list: it starts with the baseline.
    """
    zone = trial.details.time_zone
    last = local_date(last_moment(trial, as_of), zone)
    first = (trial.first_day or last) - timedelta(days=BASELINE_DAYS)
    taken = [
        local_date(i.at, zone)
        for i in get_known_intakes(trial.intakes, as_of)
        if i.kind in {IntakeKind.TAKEN, IntakeKind.NONE}
    ]
    return get_window_mme(trial, min([first, *taken]), last, as_of).days


def get_percent_change(baseline: Fraction | None, total: Fraction | None) -> Fraction | None:
    """Return the change from baseline, None where it cannot be calculated, as from 0."""
    if not baseline or total is None:
        return None
    return 100 * (total - baseline) / baseline


def _get_days(intakes: Iterable[Intake], dates: Iterable[date], time_zone: str) -> OpioidDays:
    listed = tuple(intakes)
    days = tuple(get_day_mme(listed, day, time_zone) for day in dates)
    totals = [day.total for day in days if day.total is not None]
    return OpioidDays(days, sum(totals, Fraction(0)) / len(totals) if totals else None)
