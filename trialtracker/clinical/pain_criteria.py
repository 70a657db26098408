"""The pain criteria: relief, change, baseline level and whether there are enough data."""

from dataclasses import replace
from fractions import Fraction

from trialtracker.clinical.assessment import CriterionResult, not_known, to_status
from trialtracker.clinical.bolus_readings import get_needed_span
from trialtracker.clinical.bolus_relief import has_baseline
from trialtracker.clinical.bolus_words import (
    format_baseline,
    format_baseline_found,
    format_baseline_needed,
    format_hours,
    format_need,
    format_window,
)
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.number_words import (
    count_of,
    format_exact,
    format_pair,
    format_percent,
    format_points,
)
from trialtracker.clinical.relief import has_enough_infusion
from trialtracker.clinical.time import format_duration
from trialtracker.clinical.wording import (
    format_change,
    format_measure,
    format_outcome,
    format_period,
)

NOT_STARTED = "The trial has not started."


def pain_relief(evidence: Evidence) -> CriterionResult:
    """Compare the percent relief, unrounded, with the set's threshold and operator."""
    criteria_set, percent = evidence.criteria_set, evidence.relief.percent
    wanted = format_wanted(criteria_set)
    requirement = f"needs {wanted} {_format_where(evidence)}"
    used = _list_used(evidence)
    unknown = find_missing(evidence)
    if unknown or percent is None:
        reason = unknown or f"{format_change(evidence.relief)}: {format_outcome(None, ())}."
        return replace(not_known("pain_relief", "Pain relief", requirement, reason), used=used)
    thresholds = (criteria_set.relief_percent, criteria_set.borderline_percent)
    reason = (
        f"{format_change(evidence.relief)} {_format_counts(evidence)}: "
        f"{format_outcome(percent, thresholds)}; {wanted} is needed."
    )
    shown, status = format_percent(percent, thresholds), to_status(reaches(criteria_set, percent))
    return CriterionResult("pain_relief", "Pain relief", status, shown, requirement, reason, used)


def absolute_change(evidence: Evidence) -> CriterionResult:
    """Compare the fall in points with the set's smallest important fall."""
    key, label, points = "absolute_change", "Absolute change", evidence.criteria_set.absolute_points
    wanted = f"≥ {format_exact(points)} {'point' if points == 1 else 'points'}"
    requirement = f"needs a fall of {wanted}"
    before, during = evidence.relief.baseline.mean, evidence.relief.window.mean
    used = _list_used(evidence)
    missing = find_missing(evidence)
    if missing or before is None or during is None:
        return replace(not_known(key, label, requirement, missing), used=used)
    fall = before - during
    shown = format_points(fall, (points,))
    value = f"{shown} {'point' if abs(fall) == 1 else 'points'}"
    change = format_change(evidence.relief)
    fallen = f", a fall of {value}{_note_rounding(before, during, shown)}" if fall > 0 else ""
    reason = f"{change}{fallen}; a fall of {wanted} is needed."
    return CriterionResult(key, label, to_status(fall >= points), value, requirement, reason, used)


def _note_rounding(before: Fraction, during: Fraction, fall: str) -> str:
    """Return what explains a fall that is not the difference of the two means as shown."""
    shown = [Fraction(number) for number in format_pair(before, during)]
    return "" if shown[0] - shown[1] == Fraction(fall) else " before rounding"


def baseline_level(evidence: Evidence) -> CriterionResult:
    """Compare the baseline with the level below which a percent means little."""
    key, label, level = "baseline_level", "Baseline level", evidence.criteria_set.baseline_level
    requirement = f"needs ≥ {format_exact(level)} before the trial"
    baseline = evidence.relief.baseline
    missing = _find_missing_baseline(evidence)
    if missing or baseline.mean is None:
        unknown = not_known(key, label, requirement, missing)
        return replace(unknown, used=baseline.entry_ids)
    shown = format_points(baseline.mean, (level,))
    reason = (
        f"{format_measure(evidence.relief.measure)} was {shown} before the trial "
        f"({_format_baseline_count(evidence)}); ≥ {format_exact(level)} is needed."
    )
    status = to_status(baseline.mean >= level)
    return CriterionResult(key, label, status, shown, requirement, reason, baseline.entry_ids)


def baseline_data(evidence: Evidence) -> CriterionResult:
    """Count the baseline days with a score; not known where there is none at all."""
    key, label, baseline = "baseline_data", "Baseline data", evidence.relief.baseline
    if _is_bolus(evidence):
        requirement = format_baseline_needed(evidence.criteria_set)
    else:
        needed = evidence.criteria_set.baseline_minimum_days
        requirement = f"needs ≥ {needed} of {baseline.of} days"
    used = (*evidence.relief.same_day.entry_ids, *baseline.entry_ids)
    is_enough = not _find_missing_baseline(evidence)
    status = to_status(is_enough) if used or is_enough else Status.NOT_KNOWN
    value, reason = _format_baseline_value(evidence), _count_baseline(evidence)
    used = tuple(dict.fromkeys(used))
    return CriterionResult(key, label, status, value, requirement, reason, used)


def window_data(evidence: Evidence) -> CriterionResult:
    """Tell whether the days or hours of the trial have enough readings to judge.

    Not known where there is none at all, and by a set that is not for trials of this kind.
    """
    key, label = "window_data", "Trial data"
    requirement, used = _format_window_needed(evidence), _list_window(evidence)
    wrong_mode = _find_wrong_mode(evidence)
    if wrong_mode or not evidence.is_started:
        return not_known(key, label, requirement, wrong_mode or NOT_STARTED)
    missing = _find_missing_window(evidence)
    is_known = bool(used) or not missing
    return CriterionResult(
        key=key,
        label=label,
        status=to_status(not missing) if is_known else Status.NOT_KNOWN,
        value=_format_window_value(evidence),
        requirement=requirement,
        reason=missing or _count_window(evidence),
        used=used,
    )


def reaches(criteria_set: CriteriaSet, percent: Fraction) -> bool:
    """Tell whether a relief passes the set's threshold, by its operator."""
    threshold = criteria_set.relief_percent
    return percent > threshold or (criteria_set.relief_includes_threshold and percent == threshold)


def format_wanted(criteria_set: CriteriaSet) -> str:
    """Return the relief that the set asks for: '≥ 50 %'."""
    operator = "≥" if criteria_set.relief_includes_threshold else ">"
    return f"{operator} {format_exact(criteria_set.relief_percent)} %"


def find_missing(evidence: Evidence) -> str:
    """Return the sentences that say what is missing for a comparison, '' if nothing is."""
    wrong_mode = _find_wrong_mode(evidence)
    if wrong_mode:
        return wrong_mode
    missing = (_find_missing_baseline(evidence), _find_missing_window(evidence))
    return " ".join(sentence for sentence in missing if sentence)


def _find_wrong_mode(evidence: Evidence) -> str:
    criteria_set, mode = evidence.criteria_set, evidence.trial.details.mode
    if mode in criteria_set.modes:
        return ""
    meant = ", ".join(each.label.lower() for each in criteria_set.modes)
    return f"{criteria_set.title} is for another kind of trial ({meant}), not {mode.label.lower()}."


def _find_missing_baseline(evidence: Evidence) -> str:
    criteria_set, relief = evidence.criteria_set, evidence.relief
    if _is_bolus(evidence):
        return "" if has_baseline(relief, criteria_set) else _count_baseline(evidence)
    is_missing = relief.baseline.days < criteria_set.baseline_minimum_days
    return _count_baseline(evidence) if is_missing else ""


def _find_missing_window(evidence: Evidence) -> str:
    if not evidence.is_started:
        return NOT_STARTED
    criteria_set, relief = evidence.criteria_set, evidence.relief
    if _is_bolus(evidence):
        return "" if relief.speaking else _count_window(evidence)
    missing = []
    if relief.window.days < criteria_set.window_minimum_days:
        missing.append(_count_window(evidence))
    if not has_enough_infusion(relief, criteria_set):
        missing.append(
            f"{format_duration(relief.infused)} of infusion; "
            f"{criteria_set.minimum_infusion_hours} h are needed."
        )
    return " ".join(missing)


def _is_bolus(evidence: Evidence) -> bool:
    return not evidence.trial.details.mode.is_continuous


def _list_window(evidence: Evidence) -> tuple[str, ...]:
    speaking = evidence.relief.speaking
    doses = speaking.event_ids if speaking else ()
    return (*evidence.relief.window.entry_ids, *doses)


def _list_used(evidence: Evidence) -> tuple[str, ...]:
    return (*evidence.relief.baseline.entry_ids, *_list_window(evidence))


def _count_baseline(evidence: Evidence) -> str:
    relief, criteria_set = evidence.relief, evidence.criteria_set
    if _is_bolus(evidence):
        return format_baseline_found(relief, format_measure(relief.measure), criteria_set)
    needed = criteria_set.baseline_minimum_days
    verb = "has" if relief.baseline.days == 1 else "have"
    return f"{_count_days(evidence)} {verb} a score; {format_need(needed)}."


def _count_window(evidence: Evidence) -> str:
    window, criteria_set = evidence.relief.window, evidence.criteria_set
    if _is_bolus(evidence):
        return format_window(evidence.relief, criteria_set, evidence.trial.details.time_zone)
    verb = "has" if window.days == 1 else "have"
    days = "1 trial day" if window.of == 1 else f"the last {window.of} trial days"
    needed = format_need(criteria_set.window_minimum_days)
    return f"{window.days} of {days} {verb} a score; {needed}."


def _count_days(evidence: Evidence) -> str:
    baseline = evidence.relief.baseline
    return f"{baseline.days} of {baseline.of} baseline days"


def _format_where(evidence: Evidence) -> str:
    if _is_bolus(evidence):
        return f"over {format_hours(evidence.criteria_set)} after the bolus"
    days = evidence.criteria_set.window_days
    return f"over the last {count_of(days, 'day') if days > 1 else 'day'}"


def _format_counts(evidence: Evidence) -> str:
    relief = evidence.relief
    if _is_bolus(evidence):
        return format_period(relief, evidence.criteria_set, evidence.trial.details.time_zone)
    window = relief.window
    last = f"the last {window.of} trial days" if window.of > 1 else "1 trial day"
    return f"({_count_days(evidence)}, {window.days} of {last})"


def _format_baseline_count(evidence: Evidence) -> str:
    baseline = evidence.relief.baseline
    if _is_bolus(evidence):
        return f"{baseline.label}, {format_baseline(evidence.relief)}"
    return f"{baseline.days} of {baseline.of} days"


def _format_baseline_value(evidence: Evidence) -> str:
    baseline = evidence.relief.baseline
    if baseline.hours is not None:
        return count_of(len(baseline.hours.readings), "reading")
    return f"{baseline.days} of {baseline.of} days"


def _format_window_needed(evidence: Evidence) -> str:
    criteria_set = evidence.criteria_set
    if _is_bolus(evidence):
        return (
            f"needs ≥ {criteria_set.bolus_minimum_readings} readings from "
            f"{format_hours(criteria_set)} after the bolus, over "
            f"≥ {format_duration(get_needed_span(criteria_set))}"
        )
    return (
        f"needs ≥ {criteria_set.window_minimum_days} of the last {criteria_set.window_days} days "
        f"and ≥ {criteria_set.minimum_infusion_hours} h of infusion"
    )


def _format_window_value(evidence: Evidence) -> str:
    window = evidence.relief.window
    if window.hours is not None:
        return count_of(len(window.hours.readings), "reading")
    return f"{window.days} of {count_of(window.of, 'day')}"
