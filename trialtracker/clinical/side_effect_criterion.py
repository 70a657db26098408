"""The side-effect criterion: the worst grade, and whether enough days were asked about."""

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, StopReason
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.findings import format_dated
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.pain_criteria import NOT_STARTED
from trialtracker.clinical.safety import WorstSideEffect
from trialtracker.clinical.time import format_moment


def side_effects(evidence: Evidence) -> CriterionResult:
    """Hold the worst recorded grade and the days assessed against the set; no entry is not none."""
    criteria_set, value = evidence.criteria_set, evidence.harm.text
    requirement = (
        f"needs no grade above {criteria_set.worst_grade} and at most "
        f"{count_of(criteria_set.unassessed_days_allowed, 'day')} not assessed"
    )
    status, reason = _judge_side_effects(evidence)
    used = _list_used(evidence)
    return CriterionResult("side_effects", "Side effects", status, value, requirement, reason, used)


def _list_used(evidence: Evidence) -> tuple[str, ...]:
    """Return the entry of the worst grade, those of alerts, and all that asked for an effect."""
    worst = () if evidence.worst is None else (evidence.worst.entry_id,)
    alerts = (finding.latest.entry_id for finding in evidence.findings)
    asked = (reading.entry_id for reading in evidence.harm.readings)
    return tuple(dict.fromkeys((*worst, *alerts, *asked)))


def _judge_side_effects(evidence: Evidence) -> tuple[Status, str]:
    if not evidence.is_started:
        return Status.NOT_KNOWN, NOT_STARTED
    harm = _find_harm(evidence)
    assessed = f"{evidence.assessed_days} of {count_of(evidence.trial_days, 'day')} assessed"
    if harm:
        return Status.NOT_MET, f"{harm} {assessed}."
    worst = _format_worst(evidence.worst, evidence.trial.details.time_zone)
    unassessed = evidence.trial_days - evidence.assessed_days
    if not evidence.assessed_days or unassessed > evidence.criteria_set.unassessed_days_allowed:
        return Status.NOT_KNOWN, f"{assessed}: no entry is not none. {worst}"
    return Status.MET, f"{worst} {assessed}."


def _find_harm(evidence: Evidence) -> str:
    """Return the sentence of a harm that fails the criterion, '' if there is none."""
    worst = evidence.worst
    if worst is not None and worst.grade > evidence.criteria_set.worst_grade:
        return _format_worst(worst, evidence.trial.details.time_zone)
    if evidence.findings:
        return format_dated(evidence.findings[0], evidence.trial.details.time_zone)
    if evidence.stop_reason is StopReason.INTOLERABLE_SIDE_EFFECT:
        return "The trial was stopped because of an intolerable side effect."
    return ""


def _format_worst(worst: WorstSideEffect | None, time_zone: str) -> str:
    if worst is None:
        return "No side effect recorded."
    when = format_moment(worst.observed_at, time_zone)
    return f"Worst: {worst.effect.label} grade {worst.grade} on {when}, {_format_course(worst)}."


def _format_course(worst: WorstSideEffect) -> str:
    if worst.resolved:
        return "resolved later"
    if worst.latest_grade < worst.grade:
        return f"grade {worst.latest_grade} later"
    return "not recorded as resolved since"
