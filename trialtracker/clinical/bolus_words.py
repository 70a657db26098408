"""What is said of a bolus: when it was, what was read after it, and of the baseline before it."""

from datetime import datetime

from trialtracker.clinical.assessment import Occasion, Relief
from trialtracker.clinical.bolus_readings import LONGEST_GAP, get_needed_span
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.time import format_date, format_duration, format_moment, format_time

NO_BOLUS = "No bolus is recorded."
ONLY_PLACEBO = "Every bolus was a placebo, as its opened code says."


def format_hours(criteria_set: CriteriaSet) -> str:
    """Return '1 to 8 h', the hours after a bolus that are looked at."""
    return f"{criteria_set.bolus_from_hours} to {criteria_set.bolus_to_hours} h"


def format_bolus(at: datetime, codes: tuple[str, ...], time_zone: str) -> str:
    """Return 'the bolus of 14-Nov-2026 09:00', a blinded one with its code."""
    code = f" (code {', '.join(codes)})" if codes else ""
    return f"the bolus{code} of {format_moment(at, time_zone)}"


def format_speaking(relief: Relief, criteria_set: CriteriaSet, time_zone: str) -> str:
    """Return 'over 1 to 8 h after the bolus of ... (2 readings before the bolus; 6 ...)'."""
    occasion = relief.speaking
    if occasion is None:
        return f"over {format_hours(criteria_set)} after the bolus"
    counted = [format_baseline(relief), format_readings(occasion, time_zone)]
    if len(relief.active) > 1:
        counted.append(_format_place(relief))
    bolus = format_bolus(occasion.at, occasion.codes, time_zone)
    return f"over {format_hours(criteria_set)} after {bolus} ({'; '.join(counted)})"


def format_baseline(relief: Relief) -> str:
    """Return '2 readings before the bolus' or '5 of 7 baseline days'."""
    baseline = relief.baseline
    if baseline.hours is None:
        return f"{baseline.days} of {baseline.of} baseline days"
    bolus = "the first bolus" if len(relief.occasions) > 1 else "the bolus"
    return f"{count_of(len(baseline.hours.readings), 'reading')} before {bolus}"


def format_readings(occasion: Occasion, time_zone: str) -> str:
    """Return '6 readings from 10:00 to 15:00'."""
    readings = occasion.hours.readings
    counted = count_of(len(readings), "reading")
    if not readings:
        return counted
    first, last = (format_time(reading.at, time_zone) for reading in (readings[0], readings[-1]))
    return f"{counted} from {first} to {last}" if len(readings) > 1 else f"{counted} at {first}"


def format_window(relief: Relief, criteria_set: CriteriaSet, time_zone: str) -> str:
    """Return what was read after the bolus that speaks, else the last, and what is needed."""
    if not relief.occasions:
        return NO_BOLUS
    if not relief.active:
        return ONLY_PLACEBO
    occasion = relief.speaking or relief.active[-1]
    hours = occasion.hours
    bolus = format_bolus(occasion.at, occasion.codes, time_zone)
    found = format_readings(occasion, time_zone)
    if len(hours.readings) > 1:
        found += f", over {format_duration(hours.span)}"
    needed = (
        f"{criteria_set.bolus_minimum_readings} over at least "
        f"{format_duration(get_needed_span(criteria_set))} are needed"
    )
    sentences = [f"From {format_hours(criteria_set)} after {bolus}: {found}; {needed}."]
    if hours.longest_gap > LONGEST_GAP:
        sentences.append(
            f"{format_duration(hours.longest_gap)} lie between two of them; "
            f"at most {format_duration(LONGEST_GAP)} may."
        )
    if len(relief.active) > 1:
        counted = f"{_count_judged(relief)} of {len(relief.active)}"
        verb = "has" if _count_judged(relief) == 1 else "have"
        sentences.append(f"{counted} boluses {verb} enough readings.")
    return " ".join(sentences)


def format_baseline_needed(criteria_set: CriteriaSet) -> str:
    """Return the requirement of the baseline of a bolus trial."""
    return (
        f"needs ≥ {criteria_set.baseline_minimum_days} of {criteria_set.baseline_days} days, or "
        f"≥ {criteria_set.bolus_baseline_readings} readings on the day of the first bolus before it"
    )


def format_baseline_found(relief: Relief, subject: str, criteria_set: CriteriaSet) -> str:
    """Return which baseline serves and how many readings it has, or what both lack."""
    baseline = relief.baseline
    same_day = _count_same_day(relief)
    needed = criteria_set.bolus_baseline_readings
    if baseline.hours is not None:
        return f"{subject}, same-day baseline: {same_day}; {format_need(needed)}."
    days = (
        f"{subject}, {baseline.label}: {baseline.days} of {baseline.of} days "
        f"{'has' if baseline.days == 1 else 'have'} a score; "
        f"{format_need(criteria_set.baseline_minimum_days)}."
    )
    if baseline.days >= max(1, criteria_set.baseline_minimum_days):
        return days
    return f"{days} Same-day baseline: {same_day}; {format_need(needed)}."


def format_missing(occasion: Occasion, time_zone: str) -> str:
    """Return '14-Nov-2026 09:00 (2 readings)', a bolus that has not enough of them."""
    count = count_of(len(occasion.hours.readings), "reading")
    return f"{format_moment(occasion.at, time_zone)} ({count})"


def _format_place(relief: Relief) -> str:
    judged, given = _count_judged(relief), len(relief.active)
    if judged > 1:
        return f"the last of {judged} boluses with enough readings"
    return f"the only one of {given} boluses with enough readings"


def _count_judged(relief: Relief) -> int:
    return sum(occasion.is_judged for occasion in relief.active)


def _count_same_day(relief: Relief) -> str:
    hours = relief.same_day.hours
    if hours is None:
        return "no bolus is recorded"
    counted = count_of(len(hours.readings), "reading")
    day = relief.same_day.first
    return f"{counted} before the first bolus on {format_date(day)}" if day else counted


def format_need(needed: int) -> str:
    """Return '4 are needed'."""
    return f"{needed} {'is' if needed == 1 else 'are'} needed"
