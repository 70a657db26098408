"""The criteria of an assessment: one function each, iterated."""

from collections.abc import Callable
from datetime import datetime

from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.dossier_criteria import candidacy, patient_acceptance, tolerability
from trialtracker.clinical.evidence import Evidence, get_evidence
from trialtracker.clinical.function_criterion import function
from trialtracker.clinical.opioid_criterion import systemic_opioid
from trialtracker.clinical.pain_criteria import (
    absolute_change,
    baseline_data,
    baseline_level,
    pain_relief,
    window_data,
)
from trialtracker.clinical.side_effect_criterion import side_effects
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.verdict import format_headline, format_summary, get_verdict

__all__ = [
    "CAVEAT",
    "CRITERIA",
    "assess",
]

CAVEAT = (
    "Decision support only. It summarises recorded scores against thresholds set by this clinic; "
    "it does not diagnose, dose, monitor or recommend surgery. A favourable trial does not "
    "reliably predict long-term benefit."
)
"""Stands beside every verdict, on screen and on paper."""

Criterion = Callable[[Evidence], CriterionResult]


def assess(trial: Trial, criteria_set: CriteriaSet, as_of: datetime) -> Assessment:
    """Return the verdict on a trial at a moment, with every criterion behind it."""
    evidence = get_evidence(trial, criteria_set, as_of)
    results = tuple(criterion(evidence) for criterion in CRITERIA)
    verdict = get_verdict(evidence, results)
    return Assessment(
        verdict=verdict,
        headline=format_headline(verdict),
        summary=format_summary(verdict, evidence, results),
        measure=evidence.relief.measure,
        baseline=evidence.relief.baseline,
        window=evidence.relief.window,
        relief_percent=evidence.relief.percent,
        criteria=results,
        criteria_set=criteria_set,
        as_of=as_of,
        findings=evidence.all_findings,
        harm=evidence.harm,
    )


CRITERIA: tuple[Criterion, ...] = (
    pain_relief,
    absolute_change,
    baseline_level,
    baseline_data,
    window_data,
    side_effects,
    tolerability,
    function,
    systemic_opioid,
    patient_acceptance,
    candidacy,
)
