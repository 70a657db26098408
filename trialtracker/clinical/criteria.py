"""The criteria of an assessment: one function each, iterated, and the clinic's default set."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from trialtracker.clinical.assessment import Assessment, CriteriaSet, CriterionResult, not_known
from trialtracker.clinical.evidence import Evidence, get_evidence
from trialtracker.clinical.pain_criteria import (
    absolute_change,
    baseline_data,
    baseline_level,
    pain_relief,
    window_data,
)
from trialtracker.clinical.safety import format_worst_side_effect, worst_side_effect
from trialtracker.clinical.side_effect_criterion import side_effects
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.verdict import format_headline, format_summary, get_verdict
from trialtracker.clinical.wording import format_percent

__all__ = [
    "CAVEAT",
    "CLINIC_DEFAULT",
    "CRITERIA",
    "assess",
    "format_percent",
    "format_worst_side_effect",
    "worst_side_effect",
]

CAVEAT = (
    "Decision support only. It summarises recorded scores against thresholds set by this clinic; "
    "it does not diagnose, dose, monitor or recommend surgery. A favourable trial does not "
    "reliably predict long-term benefit."
)
"""Stands beside every verdict, on screen and on paper."""

CLINIC_DEFAULT = CriteriaSet(
    name="Clinic default",
    version="2026-11",
    # Average of the last 24 h first; pain at rest stands in, never mixed: clinic default.
    measures=("pain_average", "pain_rest"),
    # 50 % or more: Anderson 2003, Aetna CPB 0161. Others ask for more than 50 % (eviCore CMM-210,
    # BCBS Alabama MP-442), so the operator belongs to the set. CMS sets no number.
    relief_percent=Fraction(50),
    relief_includes_threshold=True,
    # 30 % is moderate improvement: IMMPACT (J Pain 2008), Farrar 2001.
    borderline_percent=Fraction(30),
    # About 2 points are a clinically important difference: Farrar 2001.
    absolute_points=Fraction(2),
    # Entry level of 5 on the scale, by analogy with Smith 2002 (VAS 5 or more): clinic default.
    baseline_level=Fraction(5),
    # 7-day diary average, by analogy with PMC5131423; at least 4 days: clinic default.
    baseline_days=7,
    baseline_minimum_days=4,
    # Last 3 days, from 3-day trial protocols; at least 2 of them: clinic default.
    window_days=3,
    window_minimum_days=2,
    # External-pump series infused for 24 h or more (WCN 2024 poster): clinic default.
    minimum_infusion_hours=24,
    # Acceptable side effects are asked for by CMS and Aetna; the grade is the clinic default.
    worst_grade=2,
    # A day without an entry is not a day without side effects: clinic default.
    unassessed_days_allowed=1,
)

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
    )


def _not_recorded(key: str, label: str, requirement: str, reason: str) -> Criterion:
    """Return a criterion of something that this version does not record: always not known."""

    def criterion(_: Evidence) -> CriterionResult:
        return not_known(key, label, requirement, reason)

    return criterion


CRITERIA: tuple[Criterion, ...] = (
    pain_relief,
    absolute_change,
    baseline_level,
    baseline_data,
    window_data,
    side_effects,
    _not_recorded(
        "tolerability",
        "Effects tolerable to the patient",
        "needs the patient's yes",
        "Whether the patient finds the effects tolerable is not recorded in this version.",
    ),
    _not_recorded(
        "function",
        "Function",
        "needs an agreed goal met",
        "Function and goals agreed with the patient are not recorded in this version.",
    ),
    _not_recorded(
        "systemic_opioid",
        "Oral opioid intake",
        "needs intake not above baseline",
        "Oral opioid intake is not recorded in this version.",
    ),
    _not_recorded(
        "patient_acceptance",
        "Patient wants to go on",
        "needs the patient's yes",
        "Whether the patient wants to go on is not recorded in this version.",
    ),
    _not_recorded(
        "candidacy",
        "Candidacy",
        "needs no failed item",
        "The candidacy checklist is not recorded in this version.",
    ),
)
