"""The words beside a relief: how sure it is, what it rests on, and its band in the set."""

from fractions import Fraction
from math import ceil, floor

from trialtracker.clinical.assessment import Assessment, Interval, Window
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.sensitivity_look import format_threshold
from trialtracker.clinical.uncertainty import format_chance


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


def format_sureness(assessment: Assessment) -> str:
    """Return how likely the relief is enough, why that is not said, or '' without a relief."""
    if assessment.relief_percent is None:
        return ""
    uncertainty = assessment.uncertainty
    if uncertainty.chance_percent is None:
        return f"No interval: {uncertainty.reason}"
    wanted = f"Relief of {format_threshold(assessment.criteria_set)}"
    return f"{format_chance(uncertainty.chance_percent, wanted)}."


def format_counted(window: Window) -> str:
    """Return how much of a window was recorded: '5 of 7 days', or '6 readings' after boluses."""
    if window.hours is not None:
        return count_of(len(window.hours.readings), "reading")
    return f"{window.days} of {count_of(window.of, 'day')}"
