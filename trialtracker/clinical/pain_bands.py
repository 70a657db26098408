"""What stands behind the pain scores of a chart: the baseline's spread, and the time assessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.assessment import Assessment, Window
from trialtracker.clinical.bolus_relief import SAME_DAY
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.time import get_midnight, to_utc

FEWEST_FOR_SPREAD = 2
"""A sample standard deviation needs two values."""


@dataclass(frozen=True, slots=True)
class BaselineBand:
    """The baseline's mean, and one sample standard deviation; none of fewer than two scores.

    name is 'baseline', or 'same-day' for what was read just before a bolus; scores says of what.
    """

    mean: Fraction
    spread: Fraction | None
    name: str
    scores: str


@dataclass(frozen=True, slots=True)
class AssessedTime:
    """From when to when scores count for the verdict; length in words: '3 days', '4 hours'."""

    start: datetime
    end: datetime
    length: str


def get_baseline_band(window: Window) -> BaselineBand | None:
    """Return the band of a baseline, None where it has no mean."""
    if window.mean is None:
        return None
    if window.hours is None:
        scores, noun = [day.mean for day in window.scores], "day"
    else:
        scores, noun = [reading.score for reading in window.hours.readings], "reading"
    name = "same-day" if window.label == SAME_DAY else "baseline"
    return BaselineBand(window.mean, get_spread(scores), name, count_of(len(scores), noun))


def get_spread(values: Sequence[Fraction]) -> Fraction | None:
    """Return the sample standard deviation, which is only for show; None of fewer than two."""
    if len(values) < FEWEST_FOR_SPREAD:
        return None
    mean = sum(values, Fraction(0)) / len(values)
    squares = sum(((value - mean) * (value - mean) for value in values), Fraction(0))
    variance = squares / (len(values) - 1)
    return Fraction((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())


def get_assessed_time(
    assessment: Assessment, zone: str, started_at: datetime | None, until: datetime
) -> AssessedTime | None:
    """Return the assessment window as far as it is over, None before there is one."""
    window = assessment.window
    if window.hours is not None:
        begins, ends = to_utc(window.hours.begins), to_utc(window.hours.ends)
        length = count_of((ends - begins) // timedelta(hours=1), "hour")
    elif window.first is not None and window.last is not None:
        begins = get_midnight(window.first, zone)
        ends = get_midnight(window.last + timedelta(days=1), zone)
        length = count_of(window.of, "day")
    else:
        return None
    start, end = max(begins, to_utc(started_at or begins)), min(ends, until)
    return AssessedTime(start, end, length) if start < end else None
