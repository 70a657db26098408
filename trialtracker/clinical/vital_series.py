"""Vital signs and other numbers as lanes: their lines, fixed scales and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil, floor

from trialtracker.clinical.measures import (
    BLADDER_SCAN,
    DIASTOLIC,
    HEART_RATE,
    MEASURES,
    PAIN_MEASURES,
    RESPIRATORY_RATE,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
    Measure,
)
from trialtracker.clinical.safety_limits import SafetyLimits
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import Entry
from trialtracker.clinical.value_series import (
    PointsByKey,
    ValueLine,
    format_value,
    get_segments,
)

PRESSURE_KEY = "blood_pressure"
PRESSURE_LABEL, PRESSURE_UNIT = "BP", "mmHg"

LANE_MEASURES: tuple[Measure, ...] = tuple(
    m for m in MEASURES if not m.levels and m not in (*PAIN_MEASURES, SYSTOLIC, DIASTOLIC)
)
"""Every number that has a lane of its own; pain and blood pressure are drawn otherwise."""


Limits = Mapping[str, tuple[Decimal, ...]]
"""The clinic's thresholds by measure, for the lines drawn across a lane."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """The axis of a lane: fixed, and only ever widened so that no reading is cut off."""

    low: int
    high: int
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NumberLane:
    """One measure in its lane; limits are the clinic's thresholds, none where it has none."""

    line: ValueLine
    unit: str
    scale: ValueScale
    limits: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressure:
    """One blood pressure; either end is None where it was not measured."""

    at: datetime
    systolic: Decimal | None
    diastolic: Decimal | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class PressureLane:
    """Every blood pressure, oldest first, in its lane."""

    pressures: tuple[Pressure, ...]
    scale: ValueScale
    limits: tuple[Decimal, ...] = ()


# Fixed ranges hold what is usual at a bedside (clinic default): low, high, step, and two ticks.
_FIXED: dict[str, tuple[int, int, int, tuple[int, ...]]] = {
    RESPIRATORY_RATE.key: (0, 40, 10, (10, 30)),
    SPO2.key: (70, 100, 10, (75, 95)),
    HEART_RATE.key: (30, 150, 10, (60, 120)),
    TEMPERATURE.key: (34, 42, 1, (36, 40)),
    PRESSURE_KEY: (40, 200, 20, (80, 160)),
    BLADDER_SCAN.key: (0, 1000, 100, (250, 750)),
}


def get_limits(safety: SafetyLimits) -> Limits:
    """Return where an alert begins, of each measure that has such a threshold."""
    return {
        RESPIRATORY_RATE.key: (safety.respiratory_alert_below,),
        SPO2.key: (safety.spo2_alert_below,),
        SYSTOLIC.key: (safety.systolic_alert_below,),
        TEMPERATURE.key: (safety.temperature_alert_from,),
        BLADDER_SCAN.key: (safety.bladder_scan_alert_above,),
    }


def get_number_lanes(points: PointsByKey, zone: str, limits: Limits) -> tuple[NumberLane, ...]:
    """Return a lane for each number that has a reading, in the order of the vocabulary."""
    return tuple(
        NumberLane(
            line=ValueLine(measure.key, measure.short_label, get_segments(read, zone)),
            unit=measure.unit,
            scale=get_scale(measure.key, [point.value for point in read]),
            limits=limits.get(measure.key, ()),
        )
        for measure in LANE_MEASURES
        if (read := points.get(measure.key))
    )


def get_pressures(entries: Sequence[Entry], limits: Limits) -> PressureLane | None:
    """Return every blood pressure of the entries, None where there is none."""
    found = tuple(
        Pressure(
            to_utc(entry.observed_at),
            entry.values.get(SYSTOLIC.key),
            entry.values.get(DIASTOLIC.key),
            entry.is_late,
        )
        for entry in entries
        if SYSTOLIC.key in entry.values or DIASTOLIC.key in entry.values
    )
    if not found:
        return None
    ends = [end for p in found for end in (p.systolic, p.diastolic) if end is not None]
    return PressureLane(found, get_scale(PRESSURE_KEY, ends), limits.get(SYSTOLIC.key, ()))


def get_scale(key: str, values: Sequence[Decimal]) -> ValueScale:
    """Return the fixed scale of a lane, widened in whole steps to hold every value."""
    low, high, step, ticks = _FIXED.get(key) or _get_possible(key)
    lowest = min(low, floor(min(values) / step) * step)
    highest = max(high, ceil(max(values) / step) * step)
    if (lowest, highest) == (low, high):
        return ValueScale(low, high, ticks)
    quarter = max(step, (highest - lowest) // 4 // step * step)
    return ValueScale(lowest, highest, (lowest + quarter, highest - quarter))


def format_pressure(pressure: Pressure) -> str:
    """Return '120/70'; a missing end says so in words."""
    ends = (pressure.systolic, pressure.diastolic)
    high, low = ("not measured" if end is None else format_value(end) for end in ends)
    return f"{high}/{low}"


def format_lane_label(short_label: str) -> str:
    """Return the name of a lane or row as it stands beside it: 'Temp', 'Sedation', 'RR'."""
    return short_label[:1].upper() + short_label[1:].removesuffix(".")


def _get_possible(key: str) -> tuple[int, int, int, tuple[int, ...]]:
    measure = next(m for m in LANE_MEASURES if m.key == key)
    low, high = int(measure.low), int(measure.high)
    fifth = (high - low) // 5
    return low, high, 1, (low + fifth, high - fifth)
