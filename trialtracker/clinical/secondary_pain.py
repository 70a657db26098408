"""The criterion of the secondary pain measures: judged as the first is, and never mixed with it."""

from collections.abc import Sequence
from dataclasses import replace

from trialtracker.clinical.assessment import CriterionResult, Relief
from trialtracker.clinical.choices import Status
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.number_words import format_exact
from trialtracker.clinical.pain_criteria import pain_relief
from trialtracker.clinical.relief import get_relief
from trialtracker.clinical.wording import format_measure


def secondary_pain(evidence: Evidence) -> CriterionResult:
    """Hold each secondary measure against the threshold, over the same windows.

    It is met only if every one is known and reaches it.
    """
    criteria_set = evidence.criteria_set
    operator = "≥" if criteria_set.relief_includes_threshold else ">"
    measures = [m for m in criteria_set.secondary_measures if m != evidence.relief.measure]
    results = [_judge(evidence, measure) for measure in measures]
    known = [result.value for result in results if result.status is not Status.NOT_KNOWN]
    return CriterionResult(
        key="secondary_pain",
        label="Secondary pain",
        status=_combine(results),
        value=", ".join(known) or "Not known",
        requirement=f"needs {operator} {format_exact(criteria_set.relief_percent)} % in each",
        reason=" ".join(result.reason for result in results)
        or "This set names no secondary measure.",
        used=tuple(dict.fromkeys(key for result in results for key in result.used)),
    )


def _judge(evidence: Evidence, measure: str) -> CriterionResult:
    """Return the pain criterion of one measure, its sentence beginning with the measure."""
    if not any(measure in entry.values for entry in evidence.trial.entries):
        return _not_known(measure, "not recorded.")
    only = replace(evidence.criteria_set, measures=(measure,), bolus_measures=(measure,))
    relief = get_relief(evidence.trial, only, evidence.as_of, evidence.counted)
    if not _is_same_window(evidence.relief, relief):
        return _not_known(measure, "too little is recorded before and after the same bolus.")
    result = pain_relief(replace(evidence, relief=relief))
    if result.status is Status.NOT_KNOWN:
        return _not_known(measure, result.reason)
    return result


def _is_same_window(first: Relief, second: Relief) -> bool:
    """Tell whether a bolus trial is looked at after the same bolus, from the same baseline."""
    one, other = first.speaking, second.speaking
    if one is None:
        return True
    same_bolus = other is not None and other.at == one.at
    return same_bolus and first.baseline.label == second.baseline.label


def _not_known(measure: str, why: str) -> CriterionResult:
    subject = format_measure(measure)
    reason = why if why.startswith(subject) else f"{subject}: {why}"
    return CriterionResult("secondary_pain", "", Status.NOT_KNOWN, "", "", reason)


def _combine(results: Sequence[CriterionResult]) -> Status:
    statuses = {result.status for result in results}
    if Status.NOT_MET in statuses:
        return Status.NOT_MET
    return Status.MET if statuses == {Status.MET} else Status.NOT_KNOWN
