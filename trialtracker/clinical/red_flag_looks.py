"""What each red flag looks at in an entry, and in which words it finds something."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from trialtracker.clinical.course import Course
from trialtracker.clinical.measures import (
    BLADDER_CATHETER,
    MOTOR_LEFT,
    MOTOR_RIGHT,
    SYSTOLIC,
    VOIDED,
    Measure,
)
from trialtracker.clinical.safety_limits import SafetyLimits
from trialtracker.clinical.side_effects import SideEffect
from trialtracker.clinical.time import format_duration, format_time
from trialtracker.clinical.trial import Entry


class Said(NamedTuple):
    """What a reading says to a flag: the datum in full and short, and why it is found."""

    datum: str
    short: str
    why: str


IN_RANGE = Said("", "", "")
"""The reading is not what the flag is about; there is nothing to put into words."""

Look = Callable[[Entry, Course, SafetyLimits], Said | None]
"""Holds an entry with any of a flag's measures against it; None where that says nothing."""


Judge = Callable[[Decimal, SafetyLimits], str]
"""Says why a value is found, or '' for one in range."""


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _said(measure: Measure, value: Decimal, why: str) -> Said:
    if not why:
        return IN_RANGE
    level = measure.level_by_code.get(value) if measure.levels else None
    shown = f"{_plain(value)} {measure.unit}" if level is None else level.text
    words = "" if level is None else f" ({level.label[0].lower()}{level.label[1:]})"
    name = measure.short_label[0].upper() + measure.short_label[1:]
    return Said(f"{measure.label} {shown}{words}", f"{name} {shown}", why)


def reads(measure: Measure, judge: Judge) -> Look:
    """Return a look at one measure by its value alone; judge says why it is found, or ''."""

    def look(entry: Entry, _: Course, limits: SafetyLimits) -> Said | None:
        value = entry.values[measure.key]
        return _said(measure, value, judge(value, limits))

    return look


# Vital signs


def slow_breathing(value: Decimal, limits: SafetyLimits) -> str:
    """Say that breathing is as slow as in respiratory depression."""
    limit = limits.respiratory_alert_below
    return f"is below {limit}" if value < limit else ""


def slowing_breathing(value: Decimal, limits: SafetyLimits) -> str:
    """Say that breathing is slow, and not yet an alert."""
    limit = limits.respiratory_caution_below
    return f"is below {limit}" if limits.respiratory_alert_below <= value < limit else ""


def low_oxygen(value: Decimal, limits: SafetyLimits) -> str:
    """Say that the saturation is low."""
    limit = limits.spo2_alert_below
    return f"is below {limit}" if value < limit else ""


def lowish_oxygen(value: Decimal, limits: SafetyLimits) -> str:
    """Say that the saturation is near the alert."""
    low, high = limits.spo2_alert_below, limits.spo2_caution_up_to
    return f"is {low} to {high}" if low <= value <= high else ""


def fever(value: Decimal, limits: SafetyLimits) -> str:
    """Say that there is fever."""
    limit = limits.temperature_alert_from
    return f"is {limit} or more" if value >= limit else ""


def full_bladder(value: Decimal, limits: SafetyLimits) -> str:
    """Say that a scan found too much."""
    limit = limits.bladder_scan_alert_above
    return f"is above {limit}" if value > limit else ""


def look_for_low_pressure(entry: Entry, course: Course, limits: SafetyLimits) -> Said:
    """Find a low systolic pressure, or a deep fall from the baseline."""
    value = entry.values[SYSTOLIC.key]
    limit = limits.systolic_alert_below
    if value < limit:
        return _said(SYSTOLIC, value, f"is below {limit}")
    return _said(SYSTOLIC, value, _describe_fall(entry, course, limits.systolic_alert_fall_percent))


def look_for_falling_pressure(entry: Entry, course: Course, limits: SafetyLimits) -> Said:
    """Find a fall from the baseline that is not yet an alert."""
    fall = _describe_fall(entry, course, limits.systolic_caution_fall_percent)
    if not fall or look_for_low_pressure(entry, course, limits).why:
        return IN_RANGE
    return _said(SYSTOLIC, entry.values[SYSTOLIC.key], fall)


def _describe_fall(entry: Entry, course: Course, percent: Decimal) -> str:
    baseline = course.baselines.get(SYSTOLIC.key)
    if baseline is None or not course.is_after_start(entry.observed_at):
        return ""
    # Medians of decimals, so half of them at most: exact in Decimal, and quick.
    before = _to_decimal(baseline)
    if (before - entry.values[SYSTOLIC.key]) * 100 <= before * percent:
        return ""
    return f"is more than {percent} % below {_plain(before)}, the median before the first dose"


# Sedation and motor block


def sedated(value: Decimal, limits: SafetyLimits) -> str:
    """Say that the sedation score is an alert."""
    limit = limits.sedation_alert_from
    return "is at the alert level" if value >= limit else ""


def drowsy(value: Decimal, limits: SafetyLimits) -> str:
    """Say that the sedation score is a caution."""
    is_found = limits.sedation_caution <= value < limits.sedation_alert_from
    return "is at the caution level" if is_found else ""


def poss(value: Decimal, limits: SafetyLimits) -> str:
    """Say that the POSS level is unacceptable; S, asleep and easy to rouse, is not."""
    return "is at the alert level" if int(value) in limits.poss_alert else ""


def not_alert(value: Decimal, _: SafetyLimits) -> str:
    """Say that the person is not alert."""
    # Anything but A: a single red score of NEWS2 (instruments.md); clinic default.
    return "is not alert" if value != 0 else ""


def rising_block(measure: Measure) -> Look:
    """Return a look for a motor block above that before the first dose."""

    def look(entry: Entry, course: Course, _: SafetyLimits) -> Said | None:
        value = entry.values[measure.key]
        before = course.baselines.get(measure.key)
        if not course.is_after_start(entry.observed_at):
            return _said(measure, value, "")
        if before is None:
            # Unknown is not "freely moving": said as such, and found where there is a block.
            why = "is a block, and none is recorded before the first dose"
            return _said(measure, value, why if value > 0 else "")
        words = f"is above {_plain(_to_decimal(before))}, the level before the first dose"
        return _said(measure, value, words if Fraction(value) > before else "")

    return look


def look_for_uneven_block(entry: Entry, course: Course, _: SafetyLimits) -> Said | None:
    """Find sides that differ in another way than before the first dose."""
    left, right = entry.values.get(MOTOR_LEFT.key), entry.values.get(MOTOR_RIGHT.key)
    if left is None or right is None:
        return None
    before = (course.baselines.get(MOTOR_LEFT.key), course.baselines.get(MOTOR_RIGHT.key))
    usual = 0 if before[0] is None or before[1] is None else before[0] - before[1]
    is_found = left != right and Fraction(left - right) != usual
    if not is_found:
        return IN_RANGE
    short = f"Motor block L {left} R {right}"
    return Said(f"Motor block left {left}, right {right}", short, "differs between the sides")


def _to_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


# Bladder


def no_urine(*, is_alert: bool) -> Look:
    """Return a look for hours without urine; with a catheter it flows."""

    def look(entry: Entry, course: Course, limits: SafetyLimits) -> Said | None:
        voided = entry.values.get(VOIDED.key)
        if voided == 1 or entry.values.get(BLADDER_CATHETER.key) == 1:
            return IN_RANGE
        since = course.get_urine_known_at(entry.observed_at)
        if voided is None or since is None:
            return None
        span = entry.observed_at - since
        alert = timedelta(hours=limits.no_void_alert_hours)
        caution = timedelta(hours=limits.no_void_caution_hours)
        if span < (alert if is_alert else caution) or (not is_alert and span >= alert):
            return IN_RANGE
        hours = limits.no_void_alert_hours if is_alert else limits.no_void_caution_hours
        shown = format_duration(span)
        why = f"makes {shown} since {format_time(since, course.time_zone)}; the limit is {hours}hr"
        return Said("No urine passed", f"No urine {shown}", why)

    return look


# Warning signs and side effects


def present(measure: Measure) -> Look:
    """Return a look for a warning sign that was answered with yes."""

    def look(entry: Entry, _: Course, __: SafetyLimits) -> Said | None:
        value = entry.values[measure.key]
        if value == 0:
            return IN_RANGE
        return Said(measure.label, measure.label, "is a warning sign")

    return look


def graded(effect: SideEffect, red_from: int) -> Look:
    """Return a look for a side effect from the grade that is a red flag."""

    def look(entry: Entry, course: Course, _: SafetyLimits) -> Said | None:
        grade = entry.values[effect.measure]
        # What was there before the first active dose is no harm of the trial.
        if not course.is_after_start(entry.observed_at):
            return None
        if grade < red_from:
            return IN_RANGE
        why = f"is a red flag from grade {red_from}"
        return Said(f"{effect.label} grade {grade}", f"{effect.label} {grade}", why)

    return look
