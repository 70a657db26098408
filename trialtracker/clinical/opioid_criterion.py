"""The criteria of oral opioid intake: not above the baseline, and a fall agreed before."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from trialtracker.clinical.assessment import CriterionResult, not_known, to_status
from trialtracker.clinical.bolus_words import format_need
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.number_words import (
    format_exact,
    format_pair,
    format_percent,
    format_points,
)
from trialtracker.clinical.opioid_baseline import (
    OpioidDays,
    get_baseline_mme,
    get_percent_change,
    get_window_mme,
)
from trialtracker.clinical.opioid_days import DayMme
from trialtracker.clinical.pain_criteria import NOT_STARTED
from trialtracker.clinical.relief import last_trial_day
from trialtracker.clinical.time import date_of_trial_day

_LABEL = "Oral opioid intake"
_TARGET_LABEL = "Opioid target"
_NO_BASELINE = "No oral opioid intake is recorded for the days before the start."


@dataclass(frozen=True, slots=True)
class OpioidChange:
    """The mean daily MME of the last whole days beside that of the baseline.

    gap says why they cannot be compared, '' if they can; then both means are there.
    """

    baseline: Fraction | None
    mean: Fraction | None
    gap: str
    sentence: str
    used: tuple[str, ...]

    @property
    def percent(self) -> Fraction | None:
        """Return the change in percent, None where it cannot be calculated, as from 0."""
        return None if self.gap else get_percent_change(self.baseline, self.mean)


def systemic_opioid(evidence: Evidence) -> CriterionResult:
    """Hold the mean daily MME of the last whole trial days against that of the baseline."""
    key, allowed = "systemic_opioid", evidence.criteria_set.opioid_percent_above
    requirement = f"needs at most {format_exact(allowed)} % above baseline"
    change = compare_intake(evidence)
    if change.baseline is None or change.mean is None:
        return not_known(key, _LABEL, requirement, change.gap)
    percent = change.percent
    return CriterionResult(
        key,
        _LABEL,
        to_status(change.mean <= change.baseline * (100 + allowed) / 100),
        f"{format_points(change.mean, ())} MME/day"
        if percent is None
        else _format(percent, allowed),
        requirement,
        change.sentence,
        change.used,
    )


def opioid_target(evidence: Evidence) -> CriterionResult:
    """Hold the fall of the mean daily MME against the one agreed before the trial."""
    key, target = "opioid_target", evidence.criteria_set.opioid_target_percent
    requirement = f"needs ≥ {format_exact(target)} % less than at baseline"
    change = compare_intake(evidence)
    percent = change.percent
    if percent is None:
        reason = change.gap or f"{change.sentence} A percent of 0 cannot be calculated."
        return not_known(key, _TARGET_LABEL, requirement, reason)
    return CriterionResult(
        key,
        _TARGET_LABEL,
        to_status(-percent >= target),
        _format(percent, -target),
        requirement,
        change.sentence,
        change.used,
    )


def compare_intake(evidence: Evidence) -> OpioidChange:
    """Return the intake before and during a trial.

    Only days that are over and on which rescue was asked for count: what is taken later today, or
    was not asked for, is unknown and not 0.
    """
    if evidence.is_started and not evidence.trial.intakes:
        return OpioidChange(None, None, _NO_BASELINE, "", ())
    baseline = get_baseline_mme(evidence.trial, evidence.criteria_set.baseline_days)
    window = _get_whole_days(evidence)
    days = tuple(day for day in window.counted if day.is_rescue_asked)
    gap = _find_gap(evidence, baseline, window, days)
    if gap or baseline.mean is None:
        return OpioidChange(None, None, gap, "", ())
    mean = sum((day.counted for day in days), Fraction(0)) / len(days)
    sentence = _format_figures(baseline.mean, mean, days, window)
    used = dict.fromkeys(key for day in (*baseline.counted, *days) for key in day.intake_ids)
    return OpioidChange(baseline.mean, mean, "", sentence, tuple(used))


def _get_whole_days(evidence: Evidence) -> OpioidDays:
    """Return the last trial days that are over, as many as the set's window has."""
    first_day = evidence.trial.first_day
    last = last_trial_day(evidence.trial, evidence.as_of) - 1
    if first_day is None or last < 1:
        return OpioidDays((), None)
    first = date_of_trial_day(max(1, last - evidence.criteria_set.window_days + 1), first_day)
    return get_window_mme(evidence.trial, first, date_of_trial_day(last, first_day), evidence.as_of)


def _find_gap(
    evidence: Evidence, baseline: OpioidDays, window: OpioidDays, days: Sequence[DayMme]
) -> str:
    """Return why the intake cannot be compared, '' if it can."""
    if not evidence.is_started:
        return NOT_STARTED
    left_out = dict.fromkeys((*baseline.left_out, *window.left_out))
    if left_out:
        return f"The MME leave out {', '.join(left_out)}: intake cannot be compared."
    if baseline.mean is None:
        return _NO_BASELINE
    if not window.days:
        return "Day 1 is not over: there is no whole day to compare."
    needed = min(evidence.criteria_set.window_minimum_days, len(window.days))
    if len(days) < needed:
        whole = _format_whole(len(window.days))
        recorded = f"Intake with rescue is recorded on {len(days)} of {whole}"
        return f"{recorded}; {format_need(needed)}."
    return ""


def _format_whole(days: int) -> str:
    return f"the last {days} whole days" if days > 1 else "1 whole day"


def _format(change: Fraction, allowed: Fraction) -> str:
    return f"{'+' if change > 0 else ''}{format_percent(change, (allowed,))}"


def _format_figures(
    baseline: Fraction, mean: Fraction, days: Sequence[DayMme], window: OpioidDays
) -> str:
    before, during = format_pair(baseline, mean)
    whole = _format_whole(len(window.days))
    return (
        f"{during} MME a day on {len(days)} of {whole}, {before} MME a day at baseline. "
        "An estimate, not for choosing a dose."
    )
