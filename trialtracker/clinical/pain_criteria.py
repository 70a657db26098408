"""The pain criteria: relief, change, baseline level and whether there are enough data."""

from trialtracker.clinical.assessment import CriterionResult, not_known, to_status
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.number_words import count_of, format_exact, format_percent, format_points
from trialtracker.clinical.relief import has_enough_infusion
from trialtracker.clinical.time import format_duration
from trialtracker.clinical.wording import format_change, format_measure, format_outcome

NOT_STARTED = "The trial has not started."
BOLUS = (
    "Bolus trials need a time-weighted mean from 1 to 8 hours after the dose, "
    "which this version does not assess."
)


def pain_relief(evidence: Evidence) -> CriterionResult:
    """Compare the percent relief, unrounded, with the set's threshold and operator."""
    criteria_set, percent = evidence.criteria_set, evidence.relief.percent
    threshold = criteria_set.relief_percent
    operator = "≥" if criteria_set.relief_includes_threshold else ">"
    wanted = f"{operator} {format_exact(threshold)} %"
    days = count_of(criteria_set.window_days, "day")
    requirement = f"needs {wanted} over the last {days}"
    unknown = _find_missing(evidence)
    if unknown or percent is None:
        reason = unknown or f"{format_change(evidence.relief)}: {format_outcome(None, ())}."
        return not_known("pain_relief", "Pain relief", requirement, reason)
    passes = percent > threshold or (
        criteria_set.relief_includes_threshold and percent == threshold
    )
    thresholds = (threshold, criteria_set.borderline_percent)
    reason = (
        f"{format_change(evidence.relief)} ({_format_days(evidence)}): "
        f"{format_outcome(percent, thresholds)}; {wanted} is needed."
    )
    shown = format_percent(percent, thresholds)
    return CriterionResult(
        "pain_relief", "Pain relief", to_status(passes), shown, requirement, reason
    )


def absolute_change(evidence: Evidence) -> CriterionResult:
    """Compare the fall in points with the set's smallest important fall."""
    key, label, points = "absolute_change", "Absolute change", evidence.criteria_set.absolute_points
    wanted = f"≥ {format_exact(points)} {'point' if points == 1 else 'points'}"
    requirement = f"needs a fall of {wanted}"
    before, during = evidence.relief.baseline.mean, evidence.relief.window.mean
    missing = _find_missing(evidence)
    if missing or before is None or during is None:
        return not_known(key, label, requirement, missing)
    fall = before - during
    shown = format_points(fall, (points,))
    value = f"{shown} {'point' if abs(fall) == 1 else 'points'}"
    change = format_change(evidence.relief)
    fallen = f", a fall of {value}" if fall > 0 else ""
    reason = f"{change}{fallen}; a fall of {wanted} is needed."
    return CriterionResult(key, label, to_status(fall >= points), value, requirement, reason)


def baseline_level(evidence: Evidence) -> CriterionResult:
    """Compare the baseline with the level below which a percent means little."""
    key, label, level = "baseline_level", "Baseline level", evidence.criteria_set.baseline_level
    requirement = f"needs ≥ {format_exact(level)} before the trial"
    mean = evidence.relief.baseline.mean
    is_continuous = evidence.trial.details.mode.is_continuous
    missing = _find_missing_baseline(evidence) if is_continuous else BOLUS
    if missing or mean is None:
        return not_known(key, label, requirement, missing)
    shown = format_points(mean, (level,))
    subject = format_measure(evidence.relief.measure)
    baseline = evidence.relief.baseline
    reason = (
        f"{subject} was {shown} before the trial "
        f"({baseline.days} of {baseline.of} days); ≥ {format_exact(level)} is needed."
    )
    return CriterionResult(key, label, to_status(mean >= level), shown, requirement, reason)


def baseline_data(evidence: Evidence) -> CriterionResult:
    """Count the baseline days with a score."""
    key, label, baseline = "baseline_data", "Baseline data", evidence.relief.baseline
    requirement = f"needs ≥ {evidence.criteria_set.baseline_minimum_days} of {baseline.of} days"
    if not evidence.trial.details.mode.is_continuous:
        return not_known(key, label, requirement, BOLUS)
    value = f"{baseline.days} of {baseline.of} days"
    missing = _find_missing_baseline(evidence)
    reason = _count_baseline(evidence)
    return CriterionResult(key, label, to_status(not missing), value, requirement, reason)


def window_data(evidence: Evidence) -> CriterionResult:
    """Count the last days with a score, and the hours of infusion."""
    key, label, criteria_set = "window_data", "Trial data", evidence.criteria_set
    requirement = (
        f"needs ≥ {criteria_set.window_minimum_days} of the last {criteria_set.window_days} days "
        f"and ≥ {criteria_set.minimum_infusion_hours} h of infusion"
    )
    if not evidence.trial.details.mode.is_continuous:
        return not_known(key, label, requirement, BOLUS)
    value = f"{evidence.relief.window.days} of {count_of(evidence.relief.window.of, 'day')}"
    missing = _find_missing_window(evidence)
    reason = missing or _count_window(evidence)
    return CriterionResult(key, label, to_status(not missing), value, requirement, reason)


def _find_missing(evidence: Evidence) -> str:
    """Return the sentences that say what is missing for a comparison, '' if nothing is."""
    if not evidence.trial.details.mode.is_continuous:
        return BOLUS
    missing = (_find_missing_baseline(evidence), _find_missing_window(evidence))
    return " ".join(sentence for sentence in missing if sentence)


def _find_missing_baseline(evidence: Evidence) -> str:
    needed = evidence.criteria_set.baseline_minimum_days
    return _count_baseline(evidence) if evidence.relief.baseline.days < needed else ""


def _find_missing_window(evidence: Evidence) -> str:
    if not evidence.is_started:
        return NOT_STARTED
    criteria_set, relief = evidence.criteria_set, evidence.relief
    missing = []
    if relief.window.days < criteria_set.window_minimum_days:
        missing.append(_count_window(evidence))
    if not has_enough_infusion(relief, criteria_set):
        missing.append(
            f"{format_duration(relief.infused)} of infusion; "
            f"{criteria_set.minimum_infusion_hours} h are needed."
        )
    return " ".join(missing)


def _count_baseline(evidence: Evidence) -> str:
    baseline, needed = evidence.relief.baseline, evidence.criteria_set.baseline_minimum_days
    verb = "has" if baseline.days == 1 else "have"
    return f"{baseline.days} of {baseline.of} baseline days {verb} a score; {_format_need(needed)}."


def _count_window(evidence: Evidence) -> str:
    window, needed = evidence.relief.window, evidence.criteria_set.window_minimum_days
    verb = "has" if window.days == 1 else "have"
    days = count_of(window.of, "trial day")
    return f"{window.days} of the last {days} {verb} a score; {_format_need(needed)}."


def _format_need(needed: int) -> str:
    return f"{needed} {'is' if needed == 1 else 'are'} needed"


def _format_days(evidence: Evidence) -> str:
    baseline, window = evidence.relief.baseline, evidence.relief.window
    return (
        f"{baseline.days} of {baseline.of} baseline days, "
        f"{window.days} of the last {window.of} trial days"
    )
