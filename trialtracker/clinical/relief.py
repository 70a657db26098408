"""Pain relief of a trial: the baseline, the assessment window and the percent between them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.assessment import NO_WINDOW, DayScore, Relief, Window
from trialtracker.clinical.bolus_occasions import list_boluses
from trialtracker.clinical.bolus_relief import get_bolus_relief, get_percent
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.time import date_of_trial_day, local_date, trial_day
from trialtracker.clinical.trial import Entry, Trial, current_entries

Dated = tuple[date, Entry]
"""An entry with its clinic-local day."""


def is_started(trial: Trial, as_of: datetime) -> bool:
    """Tell whether the first active dose had been given."""
    started_at = trial.details.started_at
    return started_at is not None and started_at <= as_of


def last_moment(trial: Trial, as_of: datetime) -> datetime:
    """Return the trial's end, or the as-of moment while it runs."""
    return min(trial.details.ended_at or as_of, as_of)


def last_trial_day(trial: Trial, as_of: datetime) -> int:
    """Return the number of the last trial day that counts, 0 before the first active dose."""
    first_day = trial.first_day
    if first_day is None or not is_started(trial, as_of):
        return 0
    return trial_day(local_date(last_moment(trial, as_of), trial.details.time_zone), first_day)


def list_counted(trial: Trial, as_of: datetime) -> tuple[Dated, ...]:
    """Return the entries that count for pain, each with its clinic-local day; none before a start.

    A reading on day 1 before the first dose is neither baseline nor trial; one after the end
    (possible when the end was amended) is not of the trial either.
    """
    started_at, first_day = trial.details.started_at, trial.first_day
    if started_at is None or first_day is None:
        return ()
    until, zone = last_moment(trial, as_of), trial.details.time_zone
    dated = (
        (local_date(entry.observed_at, zone), entry)
        for entry in current_entries(trial.entries)
        if entry.observed_at <= until
    )
    return tuple(
        (day, entry) for day, entry in dated if day != first_day or entry.observed_at >= started_at
    )


def get_day_scores(
    trial: Trial, measure: str, as_of: datetime, counted: Sequence[Dated] | None = None
) -> tuple[DayScore, ...]:
    """Return each clinic-local day's mean of a measure, oldest first; none before a start is set.

    A day without a reading has no score: nothing is filled in and nothing carried forward. counted
    are the entries of list_counted where they are at hand.
    """
    first_day = trial.first_day
    if first_day is None:
        return ()
    found: dict[date, list[Entry]] = defaultdict(list)
    for day, entry in list_counted(trial, as_of) if counted is None else counted:
        if measure in entry.values:
            found[day].append(entry)
    return tuple(
        _to_day_score(measure, trial_day(day, first_day), day, found[day]) for day in sorted(found)
    )


def get_infused(trial: Trial, as_of: datetime) -> timedelta:
    """Return the time since the first active dose, up to the trial's end."""
    started_at = trial.details.started_at
    if started_at is None:
        return timedelta(0)
    return max(timedelta(0), last_moment(trial, as_of) - started_at)


def get_relief(
    trial: Trial,
    criteria_set: CriteriaSet,
    as_of: datetime,
    counted: Sequence[Dated] | None = None,
) -> Relief:
    """Return the relief of a trial, as its mode asks for; no percent by a set for other modes.

    counted are the entries of list_counted where they are at hand.
    """
    listed = list_counted(trial, as_of) if counted is None else counted
    if trial.details.mode.is_continuous:
        return _get_infusion_relief(trial, criteria_set, as_of, listed)

    def get_diary(measure: str) -> Window:
        scores = get_day_scores(trial, measure, as_of, listed)
        return _get_baseline(trial, scores, criteria_set)

    boluses = list_boluses(trial, last_moment(trial, as_of), as_of)
    relief = get_bolus_relief(trial, criteria_set, boluses, get_diary)
    return replace(relief, infused=get_infused(trial, as_of))


def _get_infusion_relief(
    trial: Trial, criteria_set: CriteriaSet, as_of: datetime, counted: Sequence[Dated]
) -> Relief:
    """Return the relief in the first measure with enough days before and during; never mixed.

    Where no measure has, the first with any scored day stands for them, without a percent.
    """
    infused, candidates = get_infused(trial, as_of), []
    for measure in criteria_set.measures:
        scores = get_day_scores(trial, measure, as_of, counted)
        before = _get_baseline(trial, scores, criteria_set)
        during = _get_last(trial, scores, criteria_set, as_of)
        candidate = Relief(measure, before, during, infused, None)
        if not _has_enough_days(candidate, criteria_set):
            candidates.append(candidate)
        elif _is_assessed(trial, candidate, criteria_set):
            return replace(candidate, percent=get_percent(before.mean, during.mean))
        else:
            return candidate
    scored = (c for c in candidates if c.baseline.scores or c.window.scores)
    return next(scored, candidates[0])


def has_enough_infusion(relief: Relief, criteria_set: CriteriaSet) -> bool:
    """Tell whether the drug has been given for long enough to judge."""
    return relief.infused >= timedelta(hours=criteria_set.minimum_infusion_hours)


def _has_enough_days(relief: Relief, criteria_set: CriteriaSet) -> bool:
    return (
        relief.baseline.days >= criteria_set.baseline_minimum_days
        and relief.window.days >= criteria_set.window_minimum_days
    )


def _is_assessed(trial: Trial, relief: Relief, criteria_set: CriteriaSet) -> bool:
    is_meant = trial.details.mode in criteria_set.modes
    return is_meant and has_enough_infusion(relief, criteria_set)


def _get_baseline(trial: Trial, scores: Sequence[DayScore], criteria_set: CriteriaSet) -> Window:
    return _get_window(trial, scores, (-criteria_set.baseline_days, -1))


def _get_last(
    trial: Trial, scores: Sequence[DayScore], criteria_set: CriteriaSet, as_of: datetime
) -> Window:
    last = last_trial_day(trial, as_of)
    if last == 0:
        return NO_WINDOW
    return _get_window(trial, scores, (max(1, last - criteria_set.window_days + 1), last))


def _get_window(trial: Trial, scores: Sequence[DayScore], days: tuple[int, int]) -> Window:
    first_day = trial.first_day
    if first_day is None:
        return Window(None, None, days[1] - days[0] + 1, (), None)
    scores = tuple(score for score in scores if days[0] <= score.trial_day <= days[1])
    return Window(
        first=date_of_trial_day(days[0], first_day),
        last=date_of_trial_day(days[1], first_day),
        of=days[1] - days[0] + 1,
        scores=scores,
        mean=_mean([score.mean for score in scores]) if scores else None,
    )


def _to_day_score(measure: str, number: int, day: date, entries: Sequence[Entry]) -> DayScore:
    mean = _mean([entry.values[measure] for entry in entries])
    return DayScore(number, day, mean, len(entries), tuple(entry.entry_id for entry in entries))


def _mean(numbers: Collection[Decimal] | Collection[Fraction]) -> Fraction:
    # A sum of decimals is exact far beyond what a trial can hold, and quicker than of fractions.
    total = sum(numbers)
    numerator, denominator = total.as_integer_ratio()
    return Fraction(numerator, denominator * len(numbers))
