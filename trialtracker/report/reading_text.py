"""How much of a trial was recorded, on paper: readings of those planned, and the missing days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trialtracker.clinical.assessment import Assessment, Window
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.relief import last_moment
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.time import format_date, trial_day
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.report.words import format_day_number, format_span

NO_ENTRY = "No entry is recorded."
_HOUR = 60
_PAIN = frozenset(measure.key for measure in PAIN_MEASURES)


@dataclass(frozen=True, slots=True)
class ReadingsText:
    """What there is and what is missing; nothing stands where there is no entry at all."""

    lines: tuple[str, ...]
    missing: tuple[str, ...]
    missing_title: str
    nothing: str


def get_readings(trial: Trial, assessment: Assessment, series: ChartSeries) -> ReadingsText:
    """Return how many readings there are of how many, and each day without any."""
    entries = [e for e in current_entries(trial.entries) if e.observed_at <= assessment.as_of]
    if not entries:
        return ReadingsText((), (), "", NO_ENTRY)
    lines = (*_count_periods(trial, assessment, entries), _count_entries(trial, entries))
    missing = _list_runs([day.date for day in series.missing_days], trial)
    unscored = _list_runs(_list_unscored(assessment, series), trial)
    if unscored:
        lines = (*lines, f"Without a score: {', '.join(unscored)}")
    title = "Days without any entry" if missing else "Every day that is over has an entry."
    return ReadingsText(lines, missing, title, "")


def _count_periods(
    trial: Trial, assessment: Assessment, entries: Sequence[Entry]
) -> tuple[str, ...]:
    """Return how many of the planned periods have a score; a period that runs is not counted."""
    started_at, minutes = trial.details.started_at, trial.details.entry_interval_minutes
    if started_at is None or not trial.details.mode.is_continuous:
        return ()
    period = timedelta(minutes=minutes)
    planned = max(0, (last_moment(trial, assessment.as_of) - started_at) // period)
    scored = {
        (e.observed_at - started_at) // period for e in entries if not _PAIN.isdisjoint(e.values)
    }
    found = len(scored & set(range(planned)))
    periods = count_of(planned, "period")
    return (f"A pain score in {found} of {periods} of {_format_period(minutes)} since the start",)


def _format_period(minutes: int) -> str:
    return f"{minutes // _HOUR} h" if minutes % _HOUR == 0 else f"{minutes} min"


def _count_entries(trial: Trial, entries: Sequence[Entry]) -> str:
    counted = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
    late = sum(entry.is_late for entry in entries)
    void = sum(entry.is_void for entry in trial.entries)
    amended = sum(entry.supersedes_id is not None for entry in entries)
    found = ((late, "late"), (amended, "amended"), (void, "void"))
    return ", ".join([counted, *(f"{number:,} {word}" for number, word in found if number)])


def _list_unscored(assessment: Assessment, series: ChartSeries) -> list[date]:
    """Return the days of baseline and window that have entries but no score."""
    empty = {day.date for day in series.missing_days}
    windows = (assessment.baseline, assessment.window)
    return [day for window in windows for day in _list_days(window) if day not in empty]


def _list_days(window: Window) -> list[date]:
    if window.first is None or window.last is None or window.hours is not None:
        return []
    scored = {score.date for score in window.scores}
    days = (window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1))
    return [day for day in days if day not in scored]


def _list_runs(days: Sequence[date], trial: Trial) -> tuple[str, ...]:
    """Return days, those that follow each other as '14-Nov-2026 to 20-Nov-2026 (day 1 to 7)'."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(_format_run(run[0], run[-1], trial) for run in runs)


def _format_run(first: date, last: date, trial: Trial) -> str:
    dates = format_span(format_date(first), format_date(last))
    if trial.first_day is None:
        return dates
    numbers = (format_day_number(trial_day(day, trial.first_day)) for day in (first, last))
    return f"{dates} (day {format_span(*numbers)})"
