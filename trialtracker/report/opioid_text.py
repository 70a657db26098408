"""The oral opioids of a trial on paper: the change from baseline, and each day's MME."""

from dataclasses import dataclass

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.opioid_baseline import get_baseline_mme
from trialtracker.clinical.opioid_mme import CAUTION
from trialtracker.clinical.opioid_series import OpioidDay, format_mme, get_opioid_series
from trialtracker.clinical.time import format_date, format_time, local_date, trial_day
from trialtracker.clinical.trial import Trial
from trialtracker.report.words import Labelled, format_day_number

NO_INTAKE = "No oral opioid intake is recorded: that is not known, not none."


@dataclass(frozen=True, slots=True)
class OpioidsText:
    """The intake; nothing stands where none is recorded."""

    baseline: str
    change: str
    days: tuple[Labelled, ...]
    caution: str
    nothing: str


def get_opioids(trial: Trial, assessment: Assessment) -> OpioidsText:
    """Return the intake of every day as it was known when the trial was assessed."""
    series = get_opioid_series(trial, assessment.as_of)
    if series is None:
        return OpioidsText("", "", (), "", NO_INTAKE)
    days = tuple(Labelled(_format_day(day, trial), _format_mme(day)) for day in series.days)
    return OpioidsText(_format_baseline(trial), _get_change(assessment), days, CAUTION, "")


def _format_baseline(trial: Trial) -> str:
    baseline = get_baseline_mme(trial)
    if baseline.mean is None:
        return "Baseline: not known"
    counted = f"{len(baseline.counted)} of {len(baseline.days)} days"
    left_out = f", without {', '.join(baseline.left_out)}" if baseline.left_out else ""
    return f"Baseline: {format_mme(baseline.mean)} MME/day ({counted}{left_out})"


def _get_change(assessment: Assessment) -> str:
    """Return the criterion's sentence, which has the last days in it."""
    found = (result for result in assessment.criteria if result.key == "systemic_opioid")
    return next((f"{result.value}: {result.reason}" for result in found), "")


def _format_mme(day: OpioidDay) -> str:
    """Return '75', '30 incomplete' or 'no record'."""
    return " ".join(part for part in (format_mme(day.counted), day.word) if part)


def _format_day(day: OpioidDay, trial: Trial) -> str:
    """Return 'Day 3', and of a day that is not whole 'Day 6 so far' or 'Day 7, ended 14:30'."""
    ended_at, zone = trial.details.ended_at, trial.details.time_zone
    rest = " so far" if day.is_open else ""
    if ended_at is not None and local_date(ended_at, zone) == day.date and not day.is_open:
        rest = f", ended {format_time(ended_at, zone)}"
    if trial.first_day is None:
        return f"{format_date(day.date)}{rest}"
    return f"Day {format_day_number(trial_day(day.date, trial.first_day))}{rest}"
