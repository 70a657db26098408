"""Plans as text: JSON with every amount in whole nanograms."""

import json
from typing import Any

from trialtracker.clinical.plan import NO_PLAN, Plan, PlannedDrug, PlannedStep
from trialtracker.clinical.record_choices import DoseKind


def to_text(plan: Plan) -> str:
    """Return a plan as it is stored, empty for no plan."""
    if plan == NO_PLAN:
        return ""
    return json.dumps(
        {
            "drugs": [[drug.drug, drug.concentration_ng_per_ml] for drug in plan.drugs],
            "steps": [
                [step.hours_after_first, step.kind.value, list(step.amounts_ng)]
                for step in plan.steps
            ],
            "schedule": plan.schedule,
            "is_blinded": plan.is_blinded,
            "rescue": [plan.rescue_drug, plan.rescue_dose, plan.rescue_unit],
            "criteria_set": plan.criteria_set,
        }
    )


def from_text(text: str) -> Plan:
    """Return the plan that was stored."""
    if not text:
        return NO_PLAN
    kept: dict[str, Any] = json.loads(text)
    rescue_drug, rescue_dose, rescue_unit = kept["rescue"]
    return Plan(
        drugs=tuple(PlannedDrug(*drug) for drug in kept["drugs"]),
        steps=tuple(
            PlannedStep(hours, DoseKind(kind), tuple(amounts))
            for hours, kind, amounts in kept["steps"]
        ),
        schedule=kept["schedule"],
        is_blinded=kept["is_blinded"],
        rescue_drug=rescue_drug,
        rescue_dose=rescue_dose,
        rescue_unit=rescue_unit,
        criteria_set=kept.get("criteria_set", ""),
    )
