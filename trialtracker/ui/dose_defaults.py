"""What the dose form offers before anything is typed: the kind, the drugs and what runs."""

from collections.abc import Iterable
from datetime import datetime

from trialtracker.clinical.dose_steps import get_dose_units
from trialtracker.clinical.dose_time import get_running, get_running_code
from trialtracker.clinical.drugs import DRUG_BY_KEY, DRUGS, get_unit_of
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import DoseUnit, Per, format_amount, format_dose
from trialtracker.ui.dose_draft import ComponentDraft, DoseDraft

_PER = {DoseKind.BOLUS: Per.DOSE, DoseKind.RATE: Per.DAY, DoseKind.REFILL: Per.ML}


def get_default_draft(trial: Trial, now: datetime) -> DoseDraft:
    """Return the form as it opens for a trial."""
    kind = DoseKind.RATE if trial.details.mode.is_continuous else DoseKind.BOLUS
    return get_draft_of_kind(trial, now, kind, is_coded=is_coded_trial(trial))


def get_draft_of_kind(trial: Trial, now: datetime, kind: DoseKind, *, is_coded: bool) -> DoseDraft:
    """Return the form for one kind of dose, with what runs filled in."""
    code = get_running_code(trial, now) if is_coded and kind is DoseKind.STOP else ""
    components = _get_components(trial, now, kind)
    return DoseDraft(kind, components, is_coded=is_coded, code=code)


def is_coded_trial(trial: Trial) -> bool:
    """Tell whether the plan is blinded."""
    return trial.details.plan.is_blinded


def get_per(kind: DoseKind) -> Per:
    """Return what the amount of a kind is counted by."""
    return _PER.get(kind, Per.DAY)


def get_unit(trial: Trial, drug: str, kind: DoseKind) -> DoseUnit:
    """Return the unit shown beside the amount: that of the drug's doses, else its usual one."""
    if kind is DoseKind.REFILL:
        return get_unit_of(drug, ())
    units = get_dose_units(trial.doses)
    return units[drug] if drug in units else get_unit_of(drug, ())


def format_last(trial: Trial, drug: str, kind: DoseKind) -> str:
    """Return 'last 0.5 mg/day', the drug's last dose of this kind, empty without one."""
    given = [d for d in trial.doses if (d.drug, d.kind) == (drug, kind)]
    last = max(given, key=lambda dose: dose.at, default=None)
    if last is None or kind is DoseKind.STOP:
        return ""
    return f"last {format_dose(_get_amount(last), get_unit(trial, drug, kind), get_per(kind))}"


def _get_amount(dose: DoseEvent) -> int:
    if dose.kind is DoseKind.REFILL:
        return dose.concentration_ng_per_ml or 0
    return dose.bolus_ng if dose.kind is DoseKind.BOLUS else dose.rate_ng_per_day


def _get_components(trial: Trial, now: datetime, kind: DoseKind) -> tuple[ComponentDraft, ...]:
    running = get_running(trial, now)
    if kind in {DoseKind.RATE, DoseKind.STOP} and running:
        is_rate = kind is DoseKind.RATE
        return tuple(
            ComponentDraft(s.drug, format_amount(s.rate_ng_per_day, s.unit) if is_rate else "")
            for s in running
        )
    if kind is DoseKind.STOP:
        return ()
    planned = (drug.drug for drug in trial.details.plan.drugs)
    drugs = _known(_get_last_drugs(trial, kind)) or _known(step.drug for step in running)
    drugs = drugs or _known(planned) or _known(_get_last_drugs(trial)) or (DRUGS[0].key,)
    return tuple(ComponentDraft(drug, _get_concentration(trial, drug, kind)) for drug in drugs)


def _get_last_drugs(trial: Trial, kind: DoseKind | None = None) -> tuple[str, ...]:
    of_kind = [dose for dose in trial.doses if kind in {dose.kind, None}]
    last = max((dose.at for dose in of_kind), default=None)
    return tuple(dose.drug for dose in of_kind if dose.at == last)


def _known(drugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(drug for drug in drugs if drug in DRUG_BY_KEY))


def _get_concentration(trial: Trial, drug: str, kind: DoseKind) -> str:
    """Return the planned concentration of a refill, as it is typed."""
    if kind is not DoseKind.REFILL:
        return ""
    planned = (p.concentration_ng_per_ml for p in trial.details.plan.drugs if p.drug == drug)
    concentration = next(planned, 0)
    return format_amount(concentration, get_unit(trial, drug, kind)) if concentration else ""
