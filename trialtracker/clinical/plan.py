"""A trial's plan: drugs, dose steps and observation schedule; also what a template holds."""

from dataclasses import dataclass

from trialtracker.clinical.record_choices import DoseKind


@dataclass(frozen=True, slots=True)
class PlannedDrug:
    """A drug of the plan; key is one of clinical.drugs, concentration 0 where it is not set."""

    drug: str
    concentration_ng_per_ml: int = 0


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One dose step: so many hours after the first dose, this bolus or this rate of each drug.

    amounts_ng are nanograms (bolus) or nanograms per day (rate), in the order of Plan.drugs.
    """

    hours_after_first: int
    kind: DoseKind
    amounts_ng: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is intended; schedule is a key of clinical.schedules, is_blinded uses coded syringes.

    rescue_drug, rescue_dose (as typed, "5") and rescue_unit prefill the opioid row of the form.
    criteria_set is the name of the set that the trial is held against, "" for the clinic default.
    """

    drugs: tuple[PlannedDrug, ...] = ()
    steps: tuple[PlannedStep, ...] = ()
    schedule: str = ""
    is_blinded: bool = False
    rescue_drug: str = ""
    rescue_dose: str = ""
    rescue_unit: str = "mg"
    criteria_set: str = ""


NO_PLAN = Plan()
"""Nothing is planned yet."""


@dataclass(frozen=True, slots=True)
class Template:
    """A plan that the clinic has saved under a name."""

    template_id: str
    name: str
    plan: Plan
    author: str = ""
