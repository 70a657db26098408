"""What an assessment says of a measure, in words."""

from collections.abc import Iterable
from fractions import Fraction

from trialtracker.clinical.assessment import Relief
from trialtracker.clinical.bolus_words import format_speaking
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.measures import MEASURE_BY_KEY
from trialtracker.clinical.number_words import count_of, format_pair, format_percent, format_points

_MEASURE_NAMES = {
    "pain_rest": "Pain at rest",
    "pain_movement": "Pain on movement",
    "pain_worst": "Worst pain",
    "pain_least": "Least pain",
    "pain_average": "Average pain",
}


def format_measure(key: str) -> str:
    """Return a measure as the subject of a sentence."""
    return _MEASURE_NAMES.get(key) or MEASURE_BY_KEY[key].label


def format_change(relief: Relief) -> str:
    """Return what the measure did, without a full stop: 'Average pain fell from 7.6 to 3.2'.

    A baseline that has a name is called by it: 'fell from a same-day baseline of 7.6 to 3.2'.
    """
    subject, before, during = format_measure(relief.measure), relief.baseline, relief.window
    if before.mean is None or during.mean is None:
        return f"{subject} cannot be compared"
    if before.mean == during.mean:
        level = format_points(before.mean, ())
        return f"{subject} stayed at {f'its {before.label} of ' if before.label else ''}{level}"
    verb = "fell" if during.mean < before.mean else "rose"
    shown_before, shown_during = format_pair(before.mean, during.mean)
    named = f"a {before.label} of " if before.label else ""
    return f"{subject} {verb} from {named}{shown_before} to {shown_during}"


def format_period(relief: Relief, criteria_set: CriteriaSet, time_zone: str) -> str:
    """Return 'over the last 3 days', in a bolus trial the hours after which bolus."""
    if relief.occasions:
        return format_speaking(relief, criteria_set, time_zone)
    days = relief.window.of
    return f"over the last {count_of(days, 'day') if days > 1 else 'day'}"


def format_outcome(percent: Fraction | None, thresholds: Iterable[Fraction]) -> str:
    """Return '58 % relief', worded as worsening where it is one."""
    if percent is None:
        return "relief cannot be calculated"
    if percent < 0:
        return f"no relief, {format_percent(-percent, ())} worse"
    return f"{format_percent(percent, thresholds)} relief"
