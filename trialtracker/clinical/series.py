"""Turn a trial into plottable series: lines with gaps, side-effect lanes, dose steps, days."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.chart_marks import ChartMark, get_chart_marks
from trialtracker.clinical.choices import Choice, NotAssessed
from trialtracker.clinical.dose_marks import DoseMark, get_dose_marks
from trialtracker.clinical.dose_steps import DoseStep
from trialtracker.clinical.dose_time import NO_DOSE, DoseMoments, get_dose_moments, get_trial_steps
from trialtracker.clinical.effect_lanes import Lane, get_effect_lanes
from trialtracker.clinical.level_series import ROW_MEASURES, LevelRow, get_level_rows
from trialtracker.clinical.measures import PAIN_MEASURES, Measure
from trialtracker.clinical.opioid_series import OpioidSeries, get_opioid_series
from trialtracker.clinical.pain_bands import (
    AssessedTime,
    BaselineBand,
    get_assessed_time,
    get_baseline_band,
)
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import (
    date_of_trial_day,
    get_midnight,
    local_date,
    to_utc,
    trial_day,
)
from trialtracker.clinical.trial import DoseEvent, Entry, Trial, current_entries
from trialtracker.clinical.value_series import (
    PointsByKey,
    ValueLine,
    collect_points,
    get_segments,
)
from trialtracker.clinical.vital_series import (
    LANE_MEASURES,
    NumberLane,
    PressureLane,
    get_limits,
    get_number_lanes,
    get_pressures,
)

OVERRUN_SHOWN = timedelta(days=14)
"""How long after its last reading or planned end a trial that nobody ended is still drawn."""

CHARTED = frozenset(m.key for m in (*PAIN_MEASURES, *LANE_MEASURES, *ROW_MEASURES))
"""The measures whose readings are points of their own."""


FIRST_DAY = timedelta(hours=23)
"""What a chart of 24 h shows after a first dose that stands an hour from its left side."""


class ChartRange(Choice):
    """How much of the trial the chart shows."""

    HOURS_24 = "hours_24", "24 h"
    HOURS_72 = "hours_72", "72 h"
    WHOLE = "whole", "Whole trial"


@dataclass(frozen=True, slots=True)
class ChartDay:
    """One clinic-local calendar day, midnight to midnight; number is None before a start.

    is_missing is set for a day that is over and has no entry at all.
    """

    number: int | None
    date: date
    start: datetime
    end: datetime
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Unassessed:
    """A measure that was coded as not assessed."""

    at: datetime
    key: str
    reason: NotAssessed


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """Everything a chart of one trial draws; instants are UTC, start to end is the whole trial.

    until is the last instant the record speaks of: the as-of moment, or the trial's end.
    moments are the distinct times of entries.
    """

    time_zone: str
    start: datetime
    end: datetime
    until: datetime
    started_at: datetime | None
    measure: str
    lines: tuple[ValueLine, ...]
    unassessed: tuple[Unassessed, ...]
    lanes: tuple[Lane, ...]
    effects_asked: frozenset[datetime]
    doses: tuple[DoseStep, ...]
    days: tuple[ChartDay, ...]
    moments: tuple[datetime, ...]
    baseline_mean: Fraction | None
    threshold_score: Fraction | None
    relief_percent_needed: Fraction
    dose_marks: tuple[DoseMark, ...] = ()
    numbers: tuple[NumberLane, ...] = ()
    pressures: PressureLane | None = None
    levels: tuple[LevelRow, ...] = ()
    opioids: OpioidSeries | None = None
    baseline: BaselineBand | None = None
    assessed: AssessedTime | None = None
    marks: tuple[ChartMark, ...] = ()
    dose_moments: DoseMoments = NO_DOSE

    @property
    def missing_days(self) -> tuple[ChartDay, ...]:
        """Return the days that are over and have no entry at all."""
        return tuple(day for day in self.days if day.is_missing)

    def find_lane(self, key: str) -> NumberLane | None:
        """Return the lane of a measure, None where it has no reading."""
        return next((lane for lane in self.numbers if lane.line.key == key), None)


def get_first_range(trial: Trial, as_of: datetime) -> ChartRange:
    """Return the range in which a trial is shown first: hours matter in a trial of boluses."""
    details = trial.details
    if details.mode.is_continuous or details.started_at is None:
        return ChartRange.WHOLE
    ends_at = details.ended_at or as_of
    lasts = max(ends_at - details.started_at, timedelta(days=details.planned_days - 1))
    if lasts <= FIRST_DAY:
        return ChartRange.HOURS_24
    return ChartRange.HOURS_72 if lasts <= 3 * FIRST_DAY else ChartRange.WHOLE


def get_series(trial: Trial, assessment: Assessment, as_of: datetime) -> ChartSeries:
    """Return the series of every current entry observed up to as_of."""
    entries = tuple(e for e in current_entries(trial.entries) if e.observed_at <= as_of)
    zone, started_at = trial.details.time_zone, trial.details.started_at
    until = _until(trial, entries, to_utc(as_of))
    moments = tuple(sorted({to_utc(entry.observed_at) for entry in entries}))
    days = _days(trial, moments, until, assessment.criteria_set.baseline_days)
    limits = get_limits(assessment.criteria_set.safety)
    mean, needed = assessment.baseline.mean, assessment.criteria_set.relief_percent
    points = collect_points(entries, CHARTED)
    return ChartSeries(
        time_zone=zone,
        start=days[0].start,
        end=days[-1].end,
        until=until,
        started_at=None if started_at is None else to_utc(started_at),
        measure=assessment.measure,
        lines=tuple(_get_lines(points, zone)),
        unassessed=_list_unassessed(entries),
        lanes=get_effect_lanes(trial, entries, until),
        effects_asked=_list_asked(entries),
        doses=get_trial_steps(trial, until),
        days=days,
        moments=moments,
        baseline_mean=mean,
        threshold_score=None if mean is None else mean * (1 - needed / 100),
        relief_percent_needed=needed,
        dose_marks=get_dose_marks(trial, until),
        numbers=get_number_lanes(points, zone, limits),
        pressures=get_pressures(entries, limits),
        levels=get_level_rows(points),
        opioids=get_opioid_series(trial, to_utc(as_of)),
        baseline=get_baseline_band(assessment.baseline),
        assessed=get_assessed_time(assessment, zone, started_at, until),
        marks=get_chart_marks(entries, assessment.findings, until),
        dose_moments=get_dose_moments(trial, until),
    )


def _get_lines(points: PointsByKey, zone: str) -> Iterator[ValueLine]:
    """Yield a line for each kind of pain that was read."""
    for measure in PAIN_MEASURES:
        if measure.key in points:
            yield ValueLine(measure.key, _name(measure), get_segments(points[measure.key], zone))


def _list_unassessed(entries: Sequence[Entry]) -> tuple[Unassessed, ...]:
    return tuple(
        Unassessed(to_utc(entry.observed_at), key, reason)
        for entry in entries
        for key, reason in entry.not_assessed.items()
    )


def _list_asked(entries: Sequence[Entry]) -> frozenset[datetime]:
    """Return when side effects were asked for; a recorded absence counts."""
    asked = (e for e in entries if not SIDE_EFFECT_BY_MEASURE.keys().isdisjoint(e.values))
    return frozenset(to_utc(entry.observed_at) for entry in asked)


def _until(trial: Trial, entries: Sequence[Entry], as_of: datetime) -> datetime:
    details = trial.details
    last = [to_utc(entry.observed_at) for entry in entries[-1:]]
    if details.ended_at is not None and details.ended_at <= as_of:
        return max([to_utc(details.ended_at), *last])
    if details.started_at is not None:
        last.append(to_utc(details.started_at) + timedelta(days=details.planned_days))
    # Else a trial that nobody ended would squeeze its readings into a sliver of the chart.
    return min(as_of, max(last) + OVERRUN_SHOWN) if last else as_of


def _days(
    trial: Trial, moments: Sequence[datetime], until: datetime, baseline_days: int
) -> tuple[ChartDay, ...]:
    details = trial.details
    zone, is_over = details.time_zone, details.ended_at is not None and details.ended_at <= until
    first, last = _first_and_last(trial, moments, until, baseline_days)

    def chart_day(day: date) -> ChartDay:
        start, end = get_midnight(day, zone), get_midnight(day + timedelta(days=1), zone)
        is_past = start < until if is_over else end <= until
        number = None if trial.first_day is None else trial_day(day, trial.first_day)
        has_entry = bisect_left(moments, start) < bisect_left(moments, end)
        return ChartDay(number, day, start, end, is_past and not has_entry)

    count = (last - first).days + 1
    return tuple(chart_day(first + timedelta(days=n)) for n in range(count))


def _first_and_last(
    trial: Trial, moments: Sequence[datetime], until: datetime, baseline_days: int
) -> tuple[date, date]:
    details, zone = trial.details, trial.details.time_zone
    doses: tuple[DoseEvent | BlindedDose, ...] = (*trial.doses, *trial.blinded_doses)
    known = [*moments[:1], *(dose.at for dose in doses)]
    first = min(local_date(at, zone) for at in [until, details.started_at or until, *known])
    last = max(first, local_date(until - timedelta.resolution, zone))  # midnight ends the day
    if details.ended_at is not None and details.ended_at <= until:
        return first, last
    if trial.first_day is None:
        return first, max(last, first + timedelta(days=baseline_days - 1))
    planned = date_of_trial_day(details.planned_days, trial.first_day)
    observed = last
    if details.started_at is not None and not details.mode.is_continuous:
        observed = local_date(details.started_at + FIRST_DAY, zone)
    return first, max(last, planned, observed)


def _name(measure: Measure) -> str:
    return measure.label.partition(",")[0].lower()
