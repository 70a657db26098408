"""Invented diaries whose true relief is known, as the arrays that a coverage simulation needs."""

from dataclasses import dataclass
from itertools import product
from math import erf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LEAD_DAYS = 2
"""Trial days between the baseline and the window, in which the dose is found."""

READING_SD = 0.6
"""Within one day: 0.58 pooled over 25 person-days with several readings of four self-trackers."""

GAPS = ("none", "any day", "after bad days")
_MISSING = 0.2
_MISSING_AFTER_BAD, _MISSING_AFTER_GOOD = 0.35, 0.05


class Spread(NamedTuple):
    """Day-to-day SD of the true level; diaries: quartiles 0.6, 0.8, 1.1 and 0.4, 0.5, 1.0."""

    before: float
    during: float


class Course(NamedTuple):
    """What is truly recorded on average: the baseline, and the relief in percent."""

    baseline: float
    relief: float


CORRELATIONS = (0.0, 0.35, 0.7)
WINDOW_DAYS = (3, 5, 7, 10, 14)
BASELINE_DAYS = (4, 7)
READINGS = (1, 3, 6)
SPREADS = (Spread(0.6, 0.6), Spread(1.0, 1.0), Spread(1.5, 1.5), Spread(1.0, 0.5))
COURSES = (
    *(Course(7.0, relief) for relief in (0.0, 30.0, 50.0, 75.0)),
    Course(5.0, 50.0),
    Course(9.0, 30.0),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the grid."""

    correlation: float
    window_days: int
    baseline_days: int
    readings: int
    gaps: str
    spread: Spread
    course: Course


def list_cells() -> list[Cell]:
    """Return the whole grid."""
    return [
        Cell(*values)
        for values in product(
            CORRELATIONS, WINDOW_DAYS, BASELINE_DAYS, READINGS, GAPS, SPREADS, COURSES
        )
    ]


def draw(cell: Cell, count: int, random: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Return day means before and during, a row for each diary, not a number where none is."""
    before, during = cell.baseline_days, cell.window_days
    wave = _draw_wave(cell.correlation, (count, before + LEAD_DAYS + during), random)
    level_before = get_level(cell.course.baseline, cell.spread.before)
    level_during = get_level(get_expected_during(cell.course), cell.spread.during)
    first = level_before + cell.spread.before * wave[:, :before]
    last = level_during + cell.spread.during * wave[:, -during:]
    missing = _draw_missing(cell.gaps, wave, random)
    return (
        _record(first, missing[:, :before], cell.readings, random),
        _record(last, missing[:, -during:], cell.readings, random),
    )


def get_expected_during(course: Course) -> float:
    """Return the recorded score expected in the trial; the estimand is 1 minus this / baseline."""
    return course.baseline * (1 - course.relief / 100)


def get_level(expected: float, spread: float) -> float:
    """Return the true level whose clipped and rounded readings have this expectation."""
    low, high = -10.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if get_expected_reading(middle, spread) < expected:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def get_expected_reading(level: float, spread: float) -> float:
    """Return the expectation of a whole score from 0 to 10: the sum of P(score >= k)."""
    total = sqrt(spread * spread + READING_SD * READING_SD)
    return sum(0.5 + 0.5 * erf((level - (k - 0.5)) / (total * sqrt(2))) for k in range(1, 11))


def _draw_wave(correlation: float, shape: tuple[int, int], random: np.random.Generator) -> Numbers:
    wave = random.standard_normal(shape)
    for day in range(1, shape[1]):
        wave[:, day] *= sqrt(1 - correlation * correlation)
        wave[:, day] += correlation * wave[:, day - 1]
    return wave


def _draw_missing(gaps: str, wave: Numbers, random: np.random.Generator) -> NDArray[np.bool_]:
    chance = np.zeros(wave.shape)
    if gaps == "any day":
        chance[:] = _MISSING
    elif gaps == "after bad days":
        chance[:, 1:] = np.where(wave[:, :-1] > 0, _MISSING_AFTER_BAD, _MISSING_AFTER_GOOD)
        chance[:, 0] = _MISSING
    return random.random(wave.shape) < chance


def _record(
    levels: Numbers, missing: NDArray[np.bool_], readings: int, random: np.random.Generator
) -> Numbers:
    noise = READING_SD * random.standard_normal((*levels.shape, readings))
    scores = np.clip(np.rint(levels[:, :, None] + noise), 0, 10)
    return np.where(missing, np.nan, scores.mean(axis=2))
