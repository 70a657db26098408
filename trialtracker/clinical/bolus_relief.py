"""Pain relief of a bolus trial: a baseline before the first bolus, and the hours after each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.assessment import (
    NO_WINDOW,
    DayScore,
    Hours,
    Occasion,
    Reading,
    Relief,
    Window,
)
from trialtracker.clinical.bolus_occasions import Bolus
from trialtracker.clinical.bolus_readings import get_readings, get_weighted_mean, is_enough
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.time import local_date, to_utc, trial_day
from trialtracker.clinical.trial import Trial, current_entries

SAME_DAY = "same-day baseline"


class _Look(NamedTuple):
    """What every measure of the trial is looked at with."""

    trial: Trial
    criteria_set: CriteriaSet
    boluses: tuple[Bolus, ...]


def get_bolus_relief(
    trial: Trial,
    criteria_set: CriteriaSet,
    boluses: tuple[Bolus, ...],
    get_diary: Callable[[str], Window],
) -> Relief:
    """Return the relief in the first measure with a baseline and an occasion; never mixed.

    get_diary gives the days before day 1 in a measure. They are the baseline where enough of them
    have a score, else what was read on the day of the first bolus before it (clinical.md section
    7). One baseline serves every occasion: what is read before a later bolus has been changed by
    the one before. The last occasion with enough readings speaks for the trial, never the best,
    and none that is known to have been a placebo.
    Where no measure has enough, the first with any reading stands for them, without a percent.
    """
    look = _Look(trial, criteria_set, boluses)
    entries = current_entries(trial.entries)
    candidates = []
    for measure in criteria_set.bolus_measures:
        readings = get_readings(entries, measure)
        found = _judge_measure(look, measure, get_diary(measure), readings)
        if found.speaking and has_baseline(found, criteria_set):
            return found
        candidates.append(found)
    return next((each for each in candidates if _has_reading(each)), candidates[0])


def has_baseline(relief: Relief, criteria_set: CriteriaSet) -> bool:
    """Tell whether the baseline of a bolus trial has enough days or readings."""
    return _is_baseline(relief.baseline, criteria_set)


def _is_baseline(window: Window, criteria_set: CriteriaSet) -> bool:
    if window.hours is not None:
        wanted = max(1, criteria_set.bolus_baseline_readings)
        return len(window.hours.readings) >= wanted
    return window.days >= max(1, criteria_set.baseline_minimum_days)


def _judge_measure(look: _Look, measure: str, diary: Window, readings: Sequence[Reading]) -> Relief:
    criteria_set = look.criteria_set
    same_day = _get_same_day(look, readings)
    days = replace(diary, label=f"{criteria_set.baseline_days}-day baseline")
    enough = (window for window in (days, same_day) if _is_baseline(window, criteria_set))
    baseline = next(enough, days)
    occasions = tuple(_to_occasion(look, bolus, readings) for bolus in look.boluses)
    if _is_baseline(baseline, criteria_set) and look.trial.details.mode in criteria_set.modes:
        occasions = tuple(
            replace(each, percent=get_percent(baseline.mean, each.window.mean))
            for each in occasions
        )
    relief = Relief(measure, baseline, NO_WINDOW, timedelta(0), None, occasions, same_day)
    shown = relief.speaking or next(reversed(relief.active), None)
    if shown is None:
        return relief
    return replace(relief, window=shown.window, percent=shown.percent)


def get_percent(before: Fraction | None, during: Fraction | None) -> Fraction | None:
    """Return the relief in percent, unrounded; None without two means, and from a baseline of 0."""
    if not before or during is None:
        return None
    return 100 * (before - during) / before


def _get_same_day(look: _Look, readings: Sequence[Reading]) -> Window:
    """Return what was read on the clinic-local day of the first bolus, until any active dose.

    A score of the very moment of the dose is one before it: nothing acts at once.
    """
    started_at = look.trial.details.started_at
    if not look.boluses or started_at is None:
        return NO_WINDOW
    zone, given_at = look.trial.details.time_zone, look.boluses[0].at
    before = min(to_utc(started_at), given_at)
    day = local_date(given_at, zone)
    found = tuple(r for r in readings if r.at <= before and local_date(r.at, zone) == day)
    hours = Hours(found[0].at if found else before, before, found)
    mean = sum((r.score for r in found), Fraction(0)) / len(found) if found else None
    return _to_window(look, given_at, hours, mean, SAME_DAY)


def _to_occasion(look: _Look, bolus: Bolus, readings: Sequence[Reading]) -> Occasion:
    """Return a bolus with its readings: those at the moment of the next one come before it."""
    criteria_set = look.criteria_set
    begins = bolus.at + timedelta(hours=criteria_set.bolus_from_hours)
    ends = min(bolus.at + timedelta(hours=criteria_set.bolus_to_hours), bolus.until)
    after = tuple(r for r in readings if begins <= r.at <= bolus.until)
    hours = Hours(begins, ends, tuple(r for r in after if r.at <= ends))
    mean = get_weighted_mean(hours.readings) if is_enough(hours, criteria_set) else None
    window = _to_window(look, bolus.at, hours, mean, "")
    return Occasion(
        at=bolus.at,
        event_ids=bolus.event_ids,
        codes=bolus.codes,
        hours=hours,
        window=window,
        readings=after,
        percent=None,
        is_placebo=bolus.is_placebo,
    )


def _to_window(
    look: _Look, at: datetime, hours: Hours, mean: Fraction | None, label: str
) -> Window:
    """Return hours as a window: one score, on the clinic-local day of the bolus."""
    day = local_date(at, look.trial.details.time_zone)
    number = trial_day(day, look.trial.first_day or day)
    keys = tuple(entry_id for reading in hours.readings for entry_id in reading.entry_ids)
    scores = () if mean is None else (DayScore(number, day, mean, len(hours.readings), keys),)
    return Window(day, day, 1, scores, mean, label, hours)


def _has_reading(relief: Relief) -> bool:
    windows = (
        relief.baseline,
        relief.same_day,
        *(occasion.window for occasion in relief.occasions),
    )
    return any(window.entry_ids for window in windows)
