"""The verdict of an assessment: the order in which its rules speak, and the words for each."""

from collections.abc import Sequence

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, StopReason, Verdict
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.findings import format_dated
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.wording import format_change, format_outcome

_FAILED = {StopReason.INADEQUATE_RELIEF, StopReason.INTOLERABLE_SIDE_EFFECT}
_DATA = {"baseline_data", "window_data"}
_DECISIVE = ("side_effects", "tolerability", "patient_acceptance")
"""Not met, each of these alone is not favourable (clinical.md section 7, order 4)."""

_SAID_BY_THE_STOP = ("side_effects", StopReason.INTOLERABLE_SIDE_EFFECT)


def get_verdict(evidence: Evidence, results: Sequence[CriterionResult]) -> Verdict:
    """Return the verdict; the first rule that applies decides (clinical.md section 7, order).

    A trial stopped for lack of relief or for harm has failed even with missing days: leaving
    such dropouts out flatters the treatment (Kim 2011). An alert holds whatever else is known,
    until a person has recorded that it is resolved.
    """
    status = {result.key: result.status for result in results}
    if evidence.findings:
        return Verdict.SAFETY_HOLD
    if _has_failed(evidence):
        return Verdict.NOT_FAVOURABLE
    if any(status[key] is not Status.MET for key in _DATA):
        return Verdict.NOT_ENOUGH_DATA
    if _has_little_relief(evidence, status["pain_relief"]) or any(
        status[key] is Status.NOT_MET for key in _DECISIVE
    ):
        return Verdict.NOT_FAVOURABLE
    if all(each is Status.MET for each in status.values()):
        return Verdict.FAVOURABLE
    return Verdict.BORDERLINE


def format_headline(verdict: Verdict) -> str:
    """Return the verdict as the first line of an assessment; the word is discuss."""
    match verdict:
        case Verdict.FAVOURABLE:
            return "Favourable: discuss implantation"
        case Verdict.BORDERLINE:
            return "Borderline: physician review"
        case Verdict.NOT_FAVOURABLE:
            return "Not favourable at this threshold"
        case Verdict.NOT_ENOUGH_DATA:
            return "Not enough data"
        case Verdict.SAFETY_HOLD:  # pragma: no branch (the type checker proves it is the last)
            return "Safety event: physician review now"


def format_summary(verdict: Verdict, evidence: Evidence, results: Sequence[CriterionResult]) -> str:
    """Return what the verdict rests on, in sentences that a patient could read."""
    match verdict:
        case Verdict.SAFETY_HOLD:
            zone = evidence.trial.details.time_zone
            return " ".join(format_dated(finding, zone) for finding in evidence.findings)
        case Verdict.NOT_ENOUGH_DATA:
            return _format_missing(results)
        case Verdict.NOT_FAVOURABLE:
            return _format_not_favourable(evidence, results)
        case Verdict.FAVOURABLE:
            return _format_relief(evidence)
        case Verdict.BORDERLINE:  # pragma: no branch (the type checker proves it is the last)
            return f"{_format_relief(evidence)} {_format_open_points(results)}"


def _has_failed(evidence: Evidence) -> bool:
    return evidence.is_started and evidence.stop_reason in _FAILED


def _has_little_relief(evidence: Evidence, pain_relief: Status) -> bool:
    # A set may ask for less than its own borderline: then meeting it is enough.
    percent = evidence.relief.percent
    is_little = percent is not None and percent < evidence.criteria_set.borderline_percent
    return is_little and pain_relief is not Status.MET


def _format_relief(evidence: Evidence) -> str:
    criteria_set = evidence.criteria_set
    thresholds = (criteria_set.relief_percent, criteria_set.borderline_percent)
    days = count_of(evidence.relief.window.of, "day")
    outcome = format_outcome(evidence.relief.percent, thresholds)
    return f"{format_change(evidence.relief)} over the last {days}: {outcome}."


def _format_missing(results: Sequence[CriterionResult]) -> str:
    reasons = (r.reason for r in results if r.key in _DATA and r.status is not Status.MET)
    return " ".join(dict.fromkeys(reasons))


def _format_not_favourable(evidence: Evidence, results: Sequence[CriterionResult]) -> str:
    sentences = []
    if evidence.stop_reason is not None:
        sentences.append(f"The trial was stopped: {_lower(evidence.stop_reason.label)}.")
    if evidence.relief.percent is not None:
        sentences.append(_format_relief(evidence))
    sentences += [
        result.reason
        for result in results
        if result.key in _DECISIVE
        and result.status is Status.NOT_MET
        and (result.key, evidence.stop_reason) != _SAID_BY_THE_STOP
    ]
    return " ".join(sentences)


def _format_open_points(results: Sequence[CriterionResult]) -> str:
    groups = ((Status.NOT_MET, "Not met"), (Status.NOT_KNOWN, "Not known"))
    named = (
        (title, ", ".join(_lower(result.label) for result in results if result.status is status))
        for status, title in groups
    )
    return " ".join(f"{title}: {labels}." for title, labels in named if labels)


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]
