"""The readings after a bolus: their time-weighted mean, and whether they are enough for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from math import lcm

from trialtracker.clinical.assessment import Hours, Reading
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import Entry

LEAST_SHARE = Fraction(2, 3)
"""The part of the window that the readings must span: clinic default.

Of 1 to 8 h that is 4 h 40 min: hourly readings from 1 to 6 h (Mohammed 2013; 6 h of observation
are what PACC 2016 asks for) are enough, and the best hours alone are not.
"""

LONGEST_GAP = timedelta(hours=4)
"""Two readings further apart say nothing of the time between them: clinic default.

4 h is the widest step of the observation schedules (4-hourly on a ward, opananurse).
"""


def get_readings(entries: Iterable[Entry], measure: str) -> tuple[Reading, ...]:
    """Return what was read of a measure, by time; two scores of one moment are one, their mean."""
    found: defaultdict[datetime, list[Entry]] = defaultdict(list)
    for entry in entries:
        if measure in entry.values:
            found[to_utc(entry.observed_at)].append(entry)
    return tuple(
        Reading(at, _get_mean(found[at], measure), tuple(entry.entry_id for entry in found[at]))
        for at in sorted(found)
    )


def _get_mean(entries: Sequence[Entry], measure: str) -> Fraction:
    total = Fraction(sum(entry.values[measure] for entry in entries))
    return total / len(entries) if len(entries) > 1 else total


def get_weighted_mean(readings: Sequence[Reading]) -> Fraction | None:
    """Return the mean over the time from the first reading to the last, None without such a time.

    Between two readings the score is taken to go straight from one to the other (trapezoid rule).
    Before the first and after the last nothing is assumed: nothing is carried on or filled in.
    """
    if len(readings) < 2:
        return None
    # Whole numbers over one denominator: as exact as a sum of fractions, and several times quicker.
    denominator = lcm(*(reading.score.denominator for reading in readings))
    levels = [r.score.numerator * (denominator // r.score.denominator) for r in readings]
    steps = [_count(later.at - earlier.at) for earlier, later in pairwise(readings)]
    area = sum(
        (one + other) * step for (one, other), step in zip(pairwise(levels), steps, strict=True)
    )
    return Fraction(area, 2 * sum(steps) * denominator)


def get_needed_span(criteria_set: CriteriaSet) -> timedelta:
    """Return how long the readings of a window must reach from the first to the last."""
    whole = timedelta(hours=criteria_set.bolus_to_hours - criteria_set.bolus_from_hours)
    return whole * LEAST_SHARE.numerator // LEAST_SHARE.denominator


def is_enough(hours: Hours, criteria_set: CriteriaSet) -> bool:
    """Tell whether the readings are many enough, reach far enough and leave no long gap."""
    return (
        len(hours.readings) >= criteria_set.bolus_minimum_readings
        and hours.span >= get_needed_span(criteria_set)
        and hours.longest_gap <= LONGEST_GAP
    )


def _count(span: timedelta) -> int:
    return span // timedelta.resolution
