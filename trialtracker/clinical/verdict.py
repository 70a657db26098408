"""The verdict of an assessment: the order in which its rules speak, and the words for each."""

from collections.abc import Sequence

from trialtracker.clinical.assessment import CriterionResult, Uncertainty
from trialtracker.clinical.choices import Status, StopReason, Verdict
from trialtracker.clinical.criteria_sets import CriteriaSet, Role
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.findings import format_dated
from trialtracker.clinical.pain_criteria import NOT_STARTED
from trialtracker.clinical.relief_words import format_interval, get_band
from trialtracker.clinical.wording import format_change, format_outcome, format_period

FAILED = frozenset({StopReason.INADEQUATE_RELIEF, StopReason.INTOLERABLE_SIDE_EFFECT})
"""A trial stopped for one of these is not favourable, whatever else is known."""

_DATA = {"baseline_data", "window_data"}
_RELIEF = {"pain_relief", "composite"}
"""Required and not met, each of these with relief below the borderline is not favourable."""

_DECISIVE = {"acceptable_relief", "side_effects", "tolerability", "patient_acceptance"}
"""Required and not met, each of these alone is not favourable (clinical.md section 7, order 4)."""

_SAID_BY_THE_STOP = ("side_effects", StopReason.INTOLERABLE_SIDE_EFFECT)
_NOTHING_REQUIRED = "This set requires nothing that applies to this trial."


def get_verdict(evidence: Evidence, results: Sequence[CriterionResult]) -> Verdict:
    """Return the verdict; the first rule that applies decides (clinical.md section 7, order).

    A trial stopped for lack of relief or for harm has failed even with missing days: leaving
    such dropouts out flatters the treatment (Kim 2011). An alert holds whatever else is known,
    until a person has recorded that it is resolved. Both hold in every set; of the criteria only
    the required ones count: what advises is shown and never decides.
    """
    required = _get_required(results)
    if evidence.findings:
        return Verdict.SAFETY_HOLD
    if _has_failed(evidence):
        return Verdict.NOT_FAVOURABLE
    if _list_missing(evidence, required):
        return Verdict.NOT_ENOUGH_DATA
    if _has_little_relief(evidence, required) or _list_decisive(required):
        return Verdict.NOT_FAVOURABLE
    if all(result.status is Status.MET for result in required):
        return Verdict.FAVOURABLE
    return Verdict.BORDERLINE


def format_headline(verdict: Verdict, criteria_set: CriteriaSet) -> str:
    """Return the verdict as the first line of an assessment; the word is discuss."""
    match verdict:
        case Verdict.FAVOURABLE:
            return "Favourable: discuss implantation"
        case Verdict.BORDERLINE:
            return "Borderline: physician review"
        case Verdict.NOT_FAVOURABLE:
            has_number = any(criteria_set.get_role(key) is Role.REQUIRED for key in _RELIEF)
            return f"Not favourable {'at this threshold' if has_number else 'by these criteria'}"
        case Verdict.NOT_ENOUGH_DATA:
            return "Not enough data"
        case Verdict.SAFETY_HOLD:  # pragma: no branch (the type checker proves it is the last)
            return "Safety event: physician review now"


def format_summary(
    verdict: Verdict,
    evidence: Evidence,
    results: Sequence[CriterionResult],
    uncertainty: Uncertainty,
) -> str:
    """Return what the verdict rests on, in sentences that a patient could read."""
    required, relief = _get_required(results), _format_relief(evidence, uncertainty)
    match verdict:
        case Verdict.SAFETY_HOLD:
            zone = evidence.trial.details.time_zone
            return " ".join(format_dated(finding, zone) for finding in evidence.findings)
        case Verdict.NOT_ENOUGH_DATA:
            return " ".join(dict.fromkeys(_list_missing(evidence, required)))
        case Verdict.NOT_FAVOURABLE:
            shown = [relief] if evidence.relief.percent is not None else []
            return " ".join([*_list_stop(evidence), *shown, *_list_harm(evidence, required)])
        case Verdict.FAVOURABLE:
            return relief
        case Verdict.BORDERLINE:  # pragma: no branch (the type checker proves it is the last)
            return f"{relief} {_format_open_points(required)}"


def _get_required(results: Sequence[CriterionResult]) -> tuple[CriterionResult, ...]:
    return tuple(result for result in results if result.role is Role.REQUIRED)


def _has_failed(evidence: Evidence) -> bool:
    return evidence.is_started and evidence.stop_reason in FAILED


def _list_missing(evidence: Evidence, required: Sequence[CriterionResult]) -> list[str]:
    """Return why there is too little to judge, nothing if there is enough.

    A set may do without the rules for the data. Then a trial that has not begun, or of which
    nothing required is known, has still not enough.
    """
    missing = [r.reason for r in required if r.key in _DATA and r.status is not Status.MET]
    if missing:
        return missing
    if not evidence.is_started:
        return [NOT_STARTED]
    if all(result.status is Status.NOT_KNOWN for result in required):
        return [result.reason for result in required] or [_NOTHING_REQUIRED]
    return []


def _has_little_relief(evidence: Evidence, required: Sequence[CriterionResult]) -> bool:
    # A set may ask for less than its own borderline: then meeting it is enough. Where it asks for
    # no number, little relief does not fail it.
    percent = evidence.relief.percent
    if percent is None or percent >= evidence.criteria_set.borderline_percent:
        return False
    return any(r.key in _RELIEF and r.status is Status.NOT_MET for r in required)


def _list_decisive(required: Sequence[CriterionResult]) -> list[CriterionResult]:
    return [r for r in required if r.key in _DECISIVE and r.status is Status.NOT_MET]


def _format_relief(evidence: Evidence, uncertainty: Uncertainty) -> str:
    criteria_set, percent = evidence.criteria_set, evidence.relief.percent
    thresholds = (criteria_set.relief_percent, criteria_set.borderline_percent)
    zone = evidence.trial.details.time_zone
    period = format_period(evidence.relief, criteria_set, zone)
    outcome = format_outcome(percent, thresholds)
    if uncertainty.interval is not None:
        outcome += f" ({format_interval(uncertainty.interval)})"
    band = get_band(percent, criteria_set)
    said = f"{outcome}, {band}" if band else outcome
    return f"{format_change(evidence.relief)} {period}: {said}."


def _list_stop(evidence: Evidence) -> list[str]:
    if evidence.stop_reason is None:
        return []
    return [f"The trial was stopped: {_lower(evidence.stop_reason.label)}."]


def _list_harm(evidence: Evidence, required: Sequence[CriterionResult]) -> list[str]:
    return [
        result.reason
        for result in _list_decisive(required)
        if (result.key, evidence.stop_reason) != _SAID_BY_THE_STOP
    ]


def _format_open_points(results: Sequence[CriterionResult]) -> str:
    groups = ((Status.NOT_MET, "Not met"), (Status.NOT_KNOWN, "Not known"))
    named = (
        (title, ", ".join(_lower(result.label) for result in results if result.status is status))
        for status, title in groups
    )
    return " ".join(f"{title}: {labels}." for title, labels in named if labels)


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]
