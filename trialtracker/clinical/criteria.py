"""The criteria of an assessment: one row each, iterated."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from trialtracker.clinical.assessment import (
    NO_UNCERTAINTY,
    Assessment,
    CriterionResult,
    Uncertainty,
)
from trialtracker.clinical.bolus_criteria import (
    is_bolus,
    is_repeated_bolus,
    relief_duration,
    repeat_bolus,
)
from trialtracker.clinical.cancer_criteria import cancer_benefit, composite, is_cancer
from trialtracker.clinical.criteria_sets import CriteriaSet, Role
from trialtracker.clinical.dossier_criteria import (
    acceptable_relief,
    candidacy,
    patient_acceptance,
    tolerability,
)
from trialtracker.clinical.evidence import Evidence, get_evidence
from trialtracker.clinical.function_criterion import function
from trialtracker.clinical.opioid_criterion import opioid_target, systemic_opioid
from trialtracker.clinical.pain_criteria import (
    absolute_change,
    baseline_data,
    baseline_level,
    pain_relief,
    window_data,
)
from trialtracker.clinical.placebo_criterion import has_placebo_arm, placebo_arm
from trialtracker.clinical.secondary_pain import secondary_pain
from trialtracker.clinical.side_effect_criterion import side_effects
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.uncertainty import get_uncertainty
from trialtracker.clinical.verdict import format_headline, format_summary, get_verdict

__all__ = [
    "CAVEAT",
    "CRITERIA",
    "Criterion",
    "assess",
]

CAVEAT = (
    "Decision support only. It summarises recorded scores against thresholds set by this clinic; "
    "it does not diagnose, dose, monitor or recommend surgery. A favourable trial does not "
    "reliably predict long-term benefit."
)
"""Stands beside every verdict, on screen and on paper."""


_BOLUS_UNCERTAINTY = Uncertainty(
    None, None, "The hours after a bolus cannot tell what another day would show."
)


def _always(_trial: Trial) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its key, what judges it, and the trials that it is about."""

    key: str
    judge: Callable[[Evidence], CriterionResult]
    applies: Callable[[Trial], bool] = _always


def assess(trial: Trial, criteria_set: CriteriaSet, as_of: datetime) -> Assessment:
    """Return the verdict on a trial at a moment, with every criterion of the set behind it."""
    evidence = get_evidence(trial, criteria_set, as_of)
    results = tuple(_judge(criterion, evidence) for criterion in _choose(trial, criteria_set))
    verdict, uncertainty = get_verdict(evidence, results), _get_uncertainty(evidence)
    return Assessment(
        verdict=verdict,
        headline=format_headline(verdict, criteria_set),
        summary=format_summary(verdict, evidence, results, uncertainty),
        measure=evidence.relief.measure,
        baseline=evidence.relief.baseline,
        window=evidence.relief.window,
        relief_percent=evidence.relief.percent,
        criteria=results,
        criteria_set=criteria_set,
        as_of=as_of,
        findings=evidence.all_findings,
        harm=evidence.harm,
        uncertainty=uncertainty,
        occasions=evidence.relief.occasions,
    )


def _get_uncertainty(evidence: Evidence) -> Uncertainty:
    """Return how sure the relief of an infusion is; readings after one dose are not days."""
    if not evidence.trial.details.mode.is_continuous:
        return _BOLUS_UNCERTAINTY
    relief = evidence.relief
    if relief.percent is None:
        return NO_UNCERTAINTY
    threshold = evidence.criteria_set.relief_percent
    return get_uncertainty(relief.baseline, relief.window, threshold)


def _choose(trial: Trial, criteria_set: CriteriaSet) -> tuple[Criterion, ...]:
    """Return the criteria that the set asks for and that this trial can answer."""
    return tuple(
        criterion
        for criterion in CRITERIA
        if criteria_set.get_role(criterion.key) is not Role.LEFT_OUT and criterion.applies(trial)
    )


def _judge(criterion: Criterion, evidence: Evidence) -> CriterionResult:
    criteria_set = evidence.criteria_set
    return replace(
        criterion.judge(evidence),
        role=criteria_set.get_role(criterion.key),
        source=criteria_set.get_source(criterion.key),
    )


CRITERIA: tuple[Criterion, ...] = (
    Criterion("pain_relief", pain_relief),
    Criterion("secondary_pain", secondary_pain),
    Criterion("absolute_change", absolute_change),
    Criterion("baseline_level", baseline_level),
    Criterion("baseline_data", baseline_data),
    Criterion("window_data", window_data),
    Criterion("repeat_bolus", repeat_bolus, is_repeated_bolus),
    Criterion("relief_duration", relief_duration, is_bolus),
    Criterion("side_effects", side_effects),
    Criterion("acceptable_relief", acceptable_relief),
    Criterion("tolerability", tolerability),
    Criterion("function", function),
    Criterion("systemic_opioid", systemic_opioid),
    Criterion("opioid_target", opioid_target),
    Criterion("patient_acceptance", patient_acceptance),
    Criterion("candidacy", candidacy),
    Criterion("placebo_arm", placebo_arm, has_placebo_arm),
    Criterion("cancer_benefit", cancer_benefit, is_cancer),
    Criterion("composite", composite),
)
