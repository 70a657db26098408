"""Makes up what is known of an invented patient before and after the trial."""

from datetime import datetime, timedelta

from trialtracker.clinical.choices import AllergyStatus, TrialMode
from trialtracker.clinical.dossier import get_items
from trialtracker.clinical.dossier_choices import CatheterSide, CatheterType, ItemKind, Sedation
from trialtracker.clinical.plan import Plan, PlannedDrug, PlannedStep
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import PatientDetails, Trial
from trialtracker.demo.case import Case

_STEP_HOURS = 26
_CATHETERS = {
    TrialMode.SINGLE_BOLUS: CatheterType.NEEDLE,
    TrialMode.REPEATED_BOLUS: CatheterType.INTRATHECAL,
    TrialMode.CONTINUOUS_INTRATHECAL: CatheterType.INTRATHECAL_TUNNELLED,
    TrialMode.CONTINUOUS_EPIDURAL: CatheterType.EPIDURAL,
}

ItemAnswers = dict[str, tuple[str, str]]


def make_patient(case: Case) -> PatientDetails:
    """Return the invented patient."""
    family, given = case.name.split(", ")
    return PatientDetails(
        family_name=family,
        given_name=given,
        birth_date=case.born,
        gender=case.gender,
        mrn=case.mrn,
        allergy_status=AllergyStatus.KNOWN if case.allergies else AllergyStatus.NONE_KNOWN,
        allergies=case.allergies,
    )


def make_plan(case: Case) -> Plan:
    """Return what was intended: the steps as they were given, and the rescue drug."""
    bolus_steps = [
        PlannedStep(bolus.hours, DoseKind.BOLUS, bolus.amounts_ng)
        for bolus in case.boluses
        if not bolus.code
    ]
    rate_steps = [
        PlannedStep(_STEP_HOURS * place, DoseKind.RATE, rates)
        for place, rates in enumerate(case.rates_ng)
    ]
    drug, dose = case.rescue or ("", "")
    return Plan(
        drugs=tuple(PlannedDrug(drug) for drug in case.drugs),
        steps=(*bolus_steps, *rate_steps),
        is_blinded=any(bolus.code for bolus in case.boluses),
        rescue_drug=drug,
        rescue_dose=str(dose),
    )


def make_answers(case: Case, trial: Trial, start: datetime) -> ItemAnswers:
    """Return the candidacy checklist, goals and procedure; nothing for who has no goal."""
    if not case.goal:
        return {}
    asked = (item for item in get_items(trial) if item.is_candidacy)
    answers = {item.key: ("yes", "") for item in asked if item.kind is ItemKind.QUESTION}
    placed_at = (start - timedelta(minutes=40)).isoformat()
    answers |= {
        "goals": (case.goal, ""),
        "activity_goal": (case.goal, ""),
        "sedation_procedure": (Sedation.MINIMAL.value, ""),
        "catheter_type": (_CATHETERS[case.mode].value, ""),
        "catheter_level": ("L3/L4", ""),
        "catheter_side": (CatheterSide.LEFT.value, ""),
        "catheter_placed_at": (placed_at, ""),
        "anticoagulant_taken": ("no", ""),
    }
    return answers | {key: (value, note) for key, value, note in case.answers}


def make_ending(case: Case, ended_at: datetime) -> ItemAnswers:
    """Return what was found and said at the end."""
    answers = {key: (value, "") for key, value in case.ending}
    return answers | {"catheter_removed_at": ((ended_at - timedelta(minutes=30)).isoformat(), "")}
