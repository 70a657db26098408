"""Say in words what the chart shows beside pain: vital signs, scales, function, oral opioids."""

from collections.abc import Iterator
from datetime import date, datetime

from trialtracker.clinical.chart_marks import MarkKind
from trialtracker.clinical.level_series import LevelReading, LevelRow
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.opioid_series import NOT_RECORDED, OpioidDay, format_mme
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.time import format_moment, format_time, local_date
from trialtracker.clinical.value_series import format_value
from trialtracker.clinical.vital_series import (
    PRESSURE_LABEL,
    PRESSURE_UNIT,
    NumberLane,
    PressureLane,
    format_lane_label,
    format_pressure,
)

LONGEST_NOTE = 120
"""Characters of a note in a read-out, of which the entry has the rest."""


def list_values(series: ChartSeries, moment: datetime) -> tuple[str, ...]:
    """Return 'RR 14 /min', 'BP 120/70 mmHg', 'sedation 1' and so on, as read at a moment."""
    return (
        *_list_levels(series, moment),
        *_list_numbers(series, moment),
        *_list_pressures(series.pressures, moment),
    )


def get_opioid_words(series: ChartSeries, day: date) -> str:
    """Return 'oral opioids 30 MME that day', or why there is no number; empty without opioids."""
    days = () if series.opioids is None else series.opioids.days
    found = next((each for each in days if each.date == day), None)
    return "" if found is None else f"oral opioids {format_opioid_day(found)}"


def format_opioid_day(day: OpioidDay) -> str:
    """Return '30 MME that day', '30 MME, incomplete without buprenorphine' or 'no record'."""
    amount = [] if day.counted is None else [f"{format_mme(day.counted)} MME"]
    if not day.word:
        return f"{amount[0]} that day{' so far' if day.is_open else ''}"
    if day.word == NOT_RECORDED:
        return f"{NOT_RECORDED} that day"
    return ", ".join([*amount, f"{day.word}: {', '.join(day.names)}"])


def format_level(reading: LevelReading) -> str:
    """Return the level as the scale calls it, '2' or 'S'; of two levels the word: 'air', 'yes'."""
    return reading.mark if reading.mark == reading.level.text else reading.level.label.lower()


def list_boluses(series: ChartSeries, moment: datetime) -> tuple[str, ...]:
    """Return 'morphine 0.3 mg at 09:05', the last bolus up to a moment, if there was one."""
    given = [m for m in series.dose_marks if m.kind is DoseKind.BOLUS and m.at <= moment]
    if not given:
        return ()
    last, zone = given[-1], series.time_zone
    is_today = local_date(last.at, zone) == local_date(moment, zone)
    at = format_time(last.at, zone) if is_today else format_moment(last.at, zone)
    return (f"{last.drug} {last.text} at {at}".strip(),)


def list_findings(series: ChartSeries, moment: datetime) -> tuple[str, ...]:
    """Return 'Alert: RR 7 /min' of every safety finding read at a moment."""
    found = (m for m in series.marks if m.at == moment and m.kind is not MarkKind.NOTE)
    return tuple(f"{mark.kind.label}: {mark.text}" for mark in found)


def list_notes(series: ChartSeries, moment: datetime) -> tuple[str, ...]:
    """Return 'Note: slept well' of every entry at a moment that has one, on one line each."""
    found = (m for m in series.marks if m.at == moment and m.kind is MarkKind.NOTE)
    return tuple(f"Note: {clip(mark.text)}" for mark in found)


def clip(text: str) -> str:
    """Return a text on one line; a long one ends in an ellipsis, which says that more was said."""
    line = " ".join(text[: 4 * LONGEST_NOTE].split())
    return line if len(line) <= LONGEST_NOTE else f"{line[:LONGEST_NOTE].rstrip()}\u2026"


def describe_marks(series: ChartSeries) -> Iterator[str]:
    """Yield one sentence on safety findings and notes, nothing without any."""
    counts = [(kind, sum(mark.kind is kind for mark in series.marks)) for kind in MarkKind]
    said = [count_of(number, kind.label.lower()) for kind, number in counts if number]
    if said:
        yield f"Marked: {', '.join(said)}."


def describe_values(series: ChartSeries) -> Iterator[str]:
    """Yield one sentence a lane and a row, with number, range and last reading."""
    for row in series.levels:
        yield _describe_row(row)
    for lane in series.numbers:
        yield _describe_lane(lane)
    if series.pressures is not None:
        yield _describe_pressures(series.pressures)
    if series.opioids is not None:
        yield _describe_opioids(series.opioids.days)


def _list_numbers(series: ChartSeries, moment: datetime) -> Iterator[str]:
    for lane in series.numbers:
        read = [format_value(p.value) for p in lane.line.points if p.at == moment]
        if read:
            yield f"{lane.line.label} {' and '.join(read)}{_format_unit(lane.unit)}"


def _list_pressures(lane: PressureLane | None, moment: datetime) -> Iterator[str]:
    pressures = () if lane is None else lane.pressures
    read = [format_pressure(p) for p in pressures if p.at == moment]
    if read:
        yield f"{PRESSURE_LABEL} {' and '.join(read)} {PRESSURE_UNIT}"


def _list_levels(series: ChartSeries, moment: datetime) -> Iterator[str]:
    for row in series.levels:
        read = [format_level(reading) for reading in row.readings if reading.at == moment]
        if read:
            yield f"{row.label} {' and '.join(read)}"


def _format_unit(unit: str) -> str:
    return "" if unit in {"NRS", "score"} else f" {unit}"


def _describe_row(row: LevelRow) -> str:
    last, highest = row.readings[-1], row.highest
    count = _count(len(row.readings))
    if highest.mark == highest.level.text:
        levels = f"up to {highest.mark} ({highest.level.label.lower()}), the last {last.mark}"
    else:
        levels = f"the last {format_level(last)}"
    return f"{format_lane_label(row.label)}: {count}, {levels}."


def _describe_lane(lane: NumberLane) -> str:
    values = [point.value for point in lane.line.points]
    low, high, last = map(format_value, (min(values), max(values), values[-1]))
    label, unit = format_lane_label(lane.line.label), _format_unit(lane.unit)
    return f"{label}: {_count(len(values))} from {low} to {high}{unit}, the last {last}."


def _describe_pressures(lane: PressureLane) -> str:
    last = format_pressure(lane.pressures[-1])
    return f"Blood pressure: {_count(len(lane.pressures))}, the last {last} {PRESSURE_UNIT}."


def _describe_opioids(days: tuple[OpioidDay, ...]) -> str:
    whole = [day for day in days if not day.word]
    ends = [format_mme(day.counted) for day in (*whole[:1], *whole[-1:])]
    amounts = f", {ends[0]} on the first and {ends[1]} on the last of them" if ends else ""
    return f"Oral opioids: whole MME on {len(whole)} of {len(days)} days{amounts}."


def _count(number: int) -> str:
    return "1 reading" if number == 1 else f"{number} readings"
