"""Say in words what a chart shows: at one moment, and as a whole for a screen reader."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.dose_steps import format_step
from trialtracker.clinical.dose_time import format_since_doses
from trialtracker.clinical.series import ChartDay, ChartSeries
from trialtracker.clinical.series_words import (
    describe_marks,
    describe_values,
    get_opioid_words,
    list_boluses,
    list_findings,
    list_notes,
    list_values,
)
from trialtracker.clinical.time import (
    format_date,
    format_time,
    format_weekday_date,
    local_date,
)
from trialtracker.clinical.value_series import ValueLine, format_value

NO_ENTRY = "no entry"


@dataclass(frozen=True, slots=True)
class PainReading:
    """What one pain measure says at a moment: a value, why there is none, or 'no entry'."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadOut:
    """Everything the chart shows at one reading moment."""

    at: datetime
    date: date
    time: str
    trial_day: int | None
    pains: tuple[PainReading, ...]
    side_effects: tuple[str, ...]
    are_effects_asked: bool
    doses: tuple[str, ...]
    values: tuple[str, ...] = ()
    opioids: str = ""
    since_dose: str = ""
    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_out(series: ChartSeries, at: datetime) -> ReadOut:
    """Return the read-out of the reading moment nearest to at; of at itself if there is none."""
    moment = nearest_moment(series, at)
    return ReadOut(
        at=moment,
        date=local_date(moment, series.time_zone),
        time=format_time(moment, series.time_zone),
        trial_day=next((d.number for d in series.days if d.start <= moment < d.end), None),
        pains=tuple(
            PainReading(line.key, line.label, _pain_text(series, line, moment))
            for line in series.lines
        ),
        side_effects=tuple(
            f"{lane.label} {span.grade}"
            for lane in series.lanes
            for span in lane.spans
            if span.start <= moment < span.end or moment == span.start
        ),
        are_effects_asked=moment in series.effects_asked,
        doses=(
            *(
                format_step(step)
                for step in series.doses
                if step.start <= moment < step.end or moment == step.start
            ),
            *list_boluses(series, moment),
        ),
        values=list_values(series, moment),
        opioids=get_opioid_words(series, local_date(moment, series.time_zone)),
        since_dose=format_since_doses(series.dose_moments, moment),
        findings=list_findings(series, moment),
        notes=list_notes(series, moment),
    )


def nearest_moment(series: ChartSeries, at: datetime) -> datetime:
    """Return the reading moment nearest to at, the earlier of two; at itself if there is none."""
    place = bisect_left(series.moments, at)
    around = series.moments[max(0, place - 1) : place + 1]
    return min(around, key=lambda moment: abs(moment - at), default=at)


def step_moment(series: ChartSeries, at: datetime | None, by: int) -> datetime | None:
    """Return the reading moment by steps later (earlier if negative); the newest to begin with."""
    if not series.moments:
        return None
    last = len(series.moments) - 1
    if at is None:
        return series.moments[last]
    place = bisect_left(series.moments, nearest_moment(series, at)) + by
    return series.moments[min(max(place, 0), last)]


def format_read_out(found: ReadOut) -> str:
    """Return the read-out as one line of text."""
    pains = ", ".join(f"{pain.label} {pain.text}" for pain in found.pains)
    effects = ", ".join(found.side_effects) or (
        "no side effect among those asked" if found.are_effects_asked else "side effects not asked"
    )
    parts = (
        f"{format_weekday_date(found.date)} {found.time}",
        "" if found.trial_day is None else f"Day {found.trial_day}",
        *found.findings,
        f"Pain {pains}" if pains else "Pain no entry",
        effects,
        *found.doses,
        found.since_dose,
        ", ".join(found.values),
        found.opioids,
        *found.notes,
    )
    return " · ".join(part for part in parts if part)


def describe(series: ChartSeries, assessment: Assessment) -> str:
    """Return the chart in words: verdict, then range and number of readings, then gaps."""
    pains = [_describe_line(line) for line in series.lines] or ["No pain score recorded."]
    lanes = ", ".join(f"{lane.label} up to grade {lane.worst}" for lane in series.lanes)
    effects = [f"Side effects: {lanes}."] if lanes else ["No side effect recorded."]
    verdict = f"{assessment.verdict.label}: {assessment.summary}".rstrip(": ")
    gaps = _describe_gaps(series.missing_days)
    values = describe_values(series)
    return " ".join([verdict, *pains, *effects, *values, *describe_marks(series), gaps])


def _pain_text(series: ChartSeries, line: ValueLine, moment: datetime) -> str:
    values = [format_value(point.value) for point in line.points if point.at == moment]
    reasons = [
        f"not assessed ({missing.reason.label.lower()})"
        for missing in series.unassessed
        if (missing.at, missing.key) == (moment, line.key)
    ]
    return " and ".join(values or reasons or [NO_ENTRY])


def _describe_line(line: ValueLine) -> str:
    values = [point.value for point in line.points]
    low, high, last = map(format_value, (min(values), max(values), values[-1]))
    count = "1 reading" if len(values) == 1 else f"{len(values)} readings"
    return f"Pain {line.label}: {count} from {low} to {high}, the last {last}."


def _describe_gaps(missing: tuple[ChartDay, ...]) -> str:
    if not missing:
        return "No day without an entry."
    dates = ", ".join(format_date(day.date) for day in missing)
    days = "1 day" if len(missing) == 1 else f"{len(missing)} days"
    return f"{days} without an entry: {dates}."
