"""The words beside a relief: how sure it is, and the band of the set that it falls into."""

from fractions import Fraction
from math import ceil, floor

from trialtracker.clinical.assessment import Interval
from trialtracker.clinical.criteria_sets import CriteriaSet


def format_interval(interval: Interval) -> str:
    """Return '95 % interval 51 to 64 %', rounded outwards: never narrower than it is.

    What lies below 0 is worded as worse, so that no one reads a minus sign as relief.
    """
    low, high = floor(interval.low_percent), ceil(interval.high_percent)
    if low >= 0:
        return f"95 % interval {low} to {high} %"
    if high <= 0:
        return f"95 % interval {-low} to {-high} % worse"
    return f"95 % interval {-low} % worse to {high} % relief"


def get_band(percent: Fraction | None, criteria_set: CriteriaSet) -> str:
    """Return the set's word for a relief, '' below its lowest band and where it has none."""
    if percent is None:
        return ""
    reached = [word for least, word in criteria_set.bands if percent >= least]
    return reached[-1] if reached else ""
