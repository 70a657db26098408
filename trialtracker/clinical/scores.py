"""Scores that are computed from the single values of one entry, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.measures import (
    CONSCIOUSNESS,
    HEART_RATE,
    OXYGEN,
    PEG_ACTIVITY,
    PEG_ENJOYMENT,
    PEG_PAIN,
    RESPIRATORY_RATE,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
    Measure,
)
from trialtracker.clinical.number_words import format_points
from trialtracker.clinical.settings import ClinicSettings

Bands = tuple[tuple[Decimal | None, int], ...]
"""The greatest value of each band, lowest first, with its points; None is the last, open one."""

PEG_ITEMS = (PEG_PAIN, PEG_ENJOYMENT, PEG_ACTIVITY)
"""Krebs 2009: the score is the mean of the three items; one missing, there is no score."""

NEWS2_INPUTS = (
    RESPIRATORY_RATE,
    SPO2,
    OXYGEN,
    SYSTOLIC,
    HEART_RATE,
    CONSCIOUSNESS,
    TEMPERATURE,
)

CAVEAT = "It does not replace the single signs."


def _bands(*pairs: tuple[str, int]) -> Bands:
    return tuple((Decimal(top) if top else None, points) for top, points in pairs)


# Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017, chart 1. A value
# between two bands (35.05 degrees) belongs to the band above it.
_RESPIRATORY = _bands(("8", 3), ("11", 1), ("20", 0), ("24", 2), ("", 3))
_SPO2_SCALE_1 = _bands(("91", 3), ("93", 2), ("95", 1), ("", 0))
_SPO2_SCALE_2_AIR = _bands(("83", 3), ("85", 2), ("87", 1), ("", 0))
_SPO2_SCALE_2_OXYGEN = _bands(
    ("83", 3), ("85", 2), ("87", 1), ("92", 0), ("94", 1), ("96", 2), ("", 3)
)
_SYSTOLIC = _bands(("90", 3), ("100", 2), ("110", 1), ("219", 0), ("", 3))
_PULSE = _bands(("40", 3), ("50", 1), ("90", 0), ("110", 1), ("130", 2), ("", 3))
_TEMPERATURE = _bands(("35.0", 3), ("36.0", 1), ("38.0", 0), ("39.0", 1), ("", 2))
_ON_OXYGEN = 2
_MOST_POINTS = 3
"""Any sign with these alone asks for an urgent review; all that is not alert has them."""


@dataclass(frozen=True, slots=True)
class News2:
    """The points of each sign by its measure's key, and which scale read SpO2."""

    points: Mapping[str, int]
    is_scale_2: bool

    @property
    def total(self) -> int:
        """Return the aggregate, 0 to 20."""
        return sum(self.points.values())


def get_peg(values: Mapping[str, Decimal]) -> Fraction | None:
    """Return the mean of the three PEG items, None unless all three were answered."""
    items = [values[item.key] for item in PEG_ITEMS if item.key in values]
    return Fraction(sum(items)) / len(PEG_ITEMS) if len(items) == len(PEG_ITEMS) else None


def get_missing_news2(values: Mapping[str, Decimal]) -> tuple[Measure, ...]:
    """Return the inputs of NEWS2 that one entry does not hold."""
    return tuple(measure for measure in NEWS2_INPUTS if measure.key not in values)


def get_news2(values: Mapping[str, Decimal], *, is_scale_2: bool = False) -> News2 | None:
    """Return NEWS2 of the values of one entry, None unless all seven are there."""
    if get_missing_news2(values):
        return None
    is_on_oxygen = values[OXYGEN.key] != 0
    points = {
        RESPIRATORY_RATE.key: _get_points(_RESPIRATORY, values[RESPIRATORY_RATE.key]),
        SPO2.key: _get_points(_choose_spo2_scale(is_scale_2, is_on_oxygen), values[SPO2.key]),
        OXYGEN.key: _ON_OXYGEN if is_on_oxygen else 0,
        SYSTOLIC.key: _get_points(_SYSTOLIC, values[SYSTOLIC.key]),
        HEART_RATE.key: _get_points(_PULSE, values[HEART_RATE.key]),
        CONSCIOUSNESS.key: _MOST_POINTS if values[CONSCIOUSNESS.key] != 0 else 0,
        TEMPERATURE.key: _get_points(_TEMPERATURE, values[TEMPERATURE.key]),
    }
    return News2(points, is_scale_2)


def format_scores(values: Mapping[str, Decimal], settings: ClinicSettings) -> tuple[str, ...]:
    """Return a sentence for each score that the clinic uses and the entry has begun."""
    lines = []
    if any(item.key in values for item in PEG_ITEMS):
        lines.append(_format_peg(values))
    if settings.news2 and any(measure.key in values for measure in NEWS2_INPUTS):
        lines.append(_format_news2(values, is_scale_2=settings.news2_scale_2))
    return tuple(lines)


def _format_peg(values: Mapping[str, Decimal]) -> str:
    mean = get_peg(values)
    if mean is None:
        missing = [item.short_label for item in PEG_ITEMS if item.key not in values]
        return f"PEG incomplete: needs {_join(missing)}."
    return f"PEG {format_points(mean, ())} of 10."


def _format_news2(values: Mapping[str, Decimal], *, is_scale_2: bool) -> str:
    news2 = get_news2(values, is_scale_2=is_scale_2)
    if news2 is None:
        missing = [m.short_label.rstrip(".") for m in get_missing_news2(values)]
        return f"NEWS2 incomplete: needs {_join(missing)}."
    scale = " (SpO2 scale 2)" if is_scale_2 else ""
    most = [m.short_label for m in NEWS2_INPUTS if news2.points[m.key] == _MOST_POINTS]
    alone = f" 3 points alone: {_join(most)}." if most else ""
    return f"NEWS2 {news2.total}{scale}.{alone} {CAVEAT}"


def _choose_spo2_scale(is_scale_2: bool, is_on_oxygen: bool) -> Bands:
    if not is_scale_2:
        return _SPO2_SCALE_1
    return _SPO2_SCALE_2_OXYGEN if is_on_oxygen else _SPO2_SCALE_2_AIR


def _get_points(bands: Bands, value: Decimal) -> int:
    return next(points for top, points in bands if top is None or value <= top)


def _join(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
