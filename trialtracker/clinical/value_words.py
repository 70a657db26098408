"""Values of measures as they are typed, shown in a table and said in a line."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import (
    DIASTOLIC,
    MEASURE_BY_KEY,
    MEASURES,
    OXYGEN,
    PAIN_MEASURES,
    SPO2,
    SYSTOLIC,
    Measure,
    MeasureGroup,
)

_G = MeasureGroup
_SAID_FIRST = (_G.EVENT, _G.SIGN, _G.VITAL, _G.BEDSIDE, _G.FUNCTION)
"""A line may be cut at its end: what is rare and what is urgent comes first."""


def _get_place(measure: Measure) -> int:
    if measure.group in _SAID_FIRST:
        return _SAID_FIRST.index(measure.group)
    return len(_SAID_FIRST)


OTHER_MEASURES: tuple[Measure, ...] = tuple(
    sorted((m for m in MEASURES if m not in PAIN_MEASURES), key=_get_place)
)
"""Everything but the index pain, in the order in which it is said."""

_SHORT_LABEL = 6
_BLOOD_PRESSURE = "BP"


def format_number(value: Decimal) -> str:
    """Return an exact number without needless zeros: 0.5, 3, 10."""
    return f"{value.normalize():f}"


def format_typed_value(key: str, value: Decimal) -> str:
    """Return a value as it is typed: 36.8, or the text of a level such as S."""
    level = _find_levels(key).get(value)
    return format_number(value) if level is None else level


def format_shown_value(key: str, value: Decimal) -> str:
    """Return a value as it stands in a cell: 36.8, S, or a short word such as Yes or Air."""
    measure = MEASURE_BY_KEY.get(key)
    if measure is None or value not in measure.level_by_code:
        return format_number(value)
    level = measure.level_by_code[value]
    return level.label if has_short_labels(measure) else level.text


def has_short_labels(measure: Measure) -> bool:
    """Tell whether the levels are few letters each, so that the words stand in the cells."""
    return bool(measure.levels) and all(len(lv.label) <= _SHORT_LABEL for lv in measure.levels)


def format_reading(measure: Measure, value: Decimal) -> str:
    """Return 'RR 14', 'sedation 1', '36.8 °C', or 'stiff neck: yes'."""
    shown = format_shown_value(measure.key, value)
    if has_short_labels(measure):
        return f"{measure.short_label}: {shown.lower()}"
    if measure.unit == "\N{DEGREE SIGN}C":
        return f"{shown} {measure.unit}"
    return f"{measure.short_label} {shown}"


def format_level(measure: Measure, value: Decimal) -> str:
    """Return 'sedation 1: Drowsy, easy to rouse'; a number as format_reading does."""
    level = measure.level_by_code.get(value)
    reading = format_reading(measure, value)
    return reading if level is None or has_short_labels(measure) else f"{reading}: {level.label}"


def format_readings(
    values: Mapping[str, Decimal],
    not_assessed: Mapping[str, NotAssessed],
    measures: Iterable[Measure] = OTHER_MEASURES,
    *,
    in_words: bool = False,
) -> str:
    """Return 'RR 14 · SpO2 96 on air · BP 124/78'; what was not asked does not appear."""
    say = format_level if in_words else format_reading
    joined = {pair[0]: join for pair, join in _PAIRS.items() if set(pair) <= values.keys()}
    within = {second for first, second in _PAIRS if first in joined}
    parts = []
    for measure in measures:
        if measure.key in joined:
            parts.append(joined[measure.key](values))
        elif measure.key in values and measure.key not in within:
            parts.append(say(measure, values[measure.key]))
        elif measure.key in not_assessed:
            reason = not_assessed[measure.key].label.lower()
            parts.append(f"{measure.short_label} not assessed: {reason}")
    return " \N{MIDDLE DOT} ".join(parts)


def _format_blood_pressure(values: Mapping[str, Decimal]) -> str:
    upper, lower = values[SYSTOLIC.key], values[DIASTOLIC.key]
    return f"{_BLOOD_PRESSURE} {format_number(upper)}/{format_number(lower)}"


def _format_saturation(values: Mapping[str, Decimal]) -> str:
    given = format_shown_value(OXYGEN.key, values[OXYGEN.key])
    return f"{format_reading(SPO2, values[SPO2.key])} on {given.lower()}"


_PAIRS: Mapping[tuple[str, str], Callable[[Mapping[str, Decimal]], str]] = {
    (SYSTOLIC.key, DIASTOLIC.key): _format_blood_pressure,
    (SPO2.key, OXYGEN.key): _format_saturation,
}
"""What is said as one where both are there."""


def _find_levels(key: str) -> dict[Decimal, str]:
    measure = MEASURE_BY_KEY.get(key)
    levels = () if measure is None else measure.levels
    return {Decimal(level.code): level.text for level in levels}
