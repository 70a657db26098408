"""Coded scales as rows: each reading with the letter or digit that the scale itself uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.measures import (
    CONSCIOUSNESS,
    MEASURES,
    MOTOR_LEFT,
    MOTOR_RIGHT,
    POSS,
    SEDATION,
    Level,
    Measure,
    MeasureGroup,
)
from trialtracker.clinical.value_series import PointsByKey

ROW_MEASURES: tuple[Measure, ...] = tuple(
    m for m in MEASURES if m.levels and m.group is not MeasureGroup.DOSE
)
"""Every coded scale that has a row; that a dose was found unchanged is no observation."""

_SHORT_SIGNS = {
    "site_redness": "redness at site",
    "csf_leak": "fluid leak",
    "photophobia": "light hurts",
    "hallucination": "hallucination",
    "new_back_pain": "new back pain",
}
"""Names that fit beside a row; the others are short."""

# How loud each level is drawn, as a grade's colour, 0 for none; only for the eye, no rule uses it.
# POSS S and 1 are both acceptable; any change of consciousness is at least moderate.
_LOUDNESS: dict[str, tuple[int, ...]] = {
    SEDATION.key: (0, 1, 2, 3),
    POSS.key: (0, 0, 1, 3, 4),
    MOTOR_LEFT.key: (0, 1, 2, 3),
    MOTOR_RIGHT.key: (0, 1, 2, 3),
    CONSCIOUSNESS.key: (0, 2, 2, 3, 4),
}


@dataclass(frozen=True, slots=True)
class LevelReading:
    """One level at one time; place is its rank in the scale, mark what is drawn."""

    at: datetime
    level: Level
    place: int
    mark: str
    loudness: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The readings of one coded scale, oldest first."""

    key: str
    label: str
    readings: tuple[LevelReading, ...]

    @property
    def highest(self) -> LevelReading:
        """Return the reading of the highest rank, the latest of several."""
        return max(self.readings, key=lambda reading: (reading.place, reading.at))


def get_level_rows(points: PointsByKey) -> tuple[LevelRow, ...]:
    """Return a row for each scale that has a reading; a warning sign only if it was ever there."""
    rows = (_get_row(m, points) for m in ROW_MEASURES if m.key in points)
    return tuple(row for row in rows if _is_shown(row))


def get_marks(measure: Measure) -> tuple[str, ...]:
    """Return what is drawn for each level: its own text, the first letter of a no or yes."""
    if len(measure.levels) == 2:  # 0 and 1 would read as numbers
        return tuple(level.label[0] for level in measure.levels)
    return tuple(level.text for level in measure.levels)


def get_loudness(measure: Measure) -> tuple[int, ...]:
    """Return how loud each level is drawn."""
    if measure.group is MeasureGroup.SIGN:
        return (0, 3)
    return _LOUDNESS.get(measure.key, (0,) * len(measure.levels))


def _get_row(measure: Measure, points: PointsByKey) -> LevelRow:
    places = {Decimal(level.code): place for place, level in enumerate(measure.levels)}
    marks, loudness = get_marks(measure), get_loudness(measure)

    def to_readings() -> Iterable[LevelReading]:
        for point in points[measure.key]:
            place = places[point.value]
            level, mark = measure.levels[place], marks[place]
            yield LevelReading(point.at, level, place, mark, loudness[place], point.is_late)

    label = _SHORT_SIGNS.get(measure.key, measure.short_label)
    return LevelRow(measure.key, label, tuple(to_readings()))


def _is_shown(row: LevelRow) -> bool:
    is_sign = any(m.key == row.key and m.group is MeasureGroup.SIGN for m in ROW_MEASURES)
    return not is_sign or row.highest.place > 0
