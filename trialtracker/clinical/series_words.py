"""Say in words what the chart shows beside pain: vital signs, scales, function, oral opioids."""

from collections.abc import Iterator
from datetime import date, datetime

from trialtracker.clinical.level_series import LevelReading, LevelRow
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
