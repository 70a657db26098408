"""What was typed of an opioid taken since the last entry, and the intake it means."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from trialtracker.clinical.number_words import format_exact
from trialtracker.clinical.opioids import (
    MmeStatus,
    OpioidUnit,
    find_opioid,
    find_unit,
    format_drug,
    format_unit,
    get_mme,
)
from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.clinical.value_words import format_number
from trialtracker.ui.record_state import NO_OPIOID, OpioidState

_FORM = UUID("6f1c5f0e-5a39-4b0e-9d0e-2f8b1c6f7a11")
_DOSE = re.compile(r"(\d+(?:\.\d+|,\d{1,2})?)\s*([^\d\s.,].*)?", re.ASCII)
_TIMES = re.compile(r"\d{1,3}", re.ASCII)
_LONGEST_QUOTE = 20
_AT_NO_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Prefill:
    """The drug and dose that a form offers; nothing of it counts until times are typed."""

    drug: str = ""
    dose: str = ""
    unit: str = OpioidUnit.MG.value
    source: str = ""


NO_PREFILL = Prefill()


def get_prefill(trial: Trial, amended: Entry | None) -> Prefill:
    """Return the opioid taken last, else the planned rescue drug; never for an amendment."""
    if amended is not None:
        return NO_PREFILL
    taken = [
        intake
        for intake in current_intakes(trial.intakes)
        if intake.kind is IntakeKind.TAKEN and intake.is_rescue and intake.dose is not None
    ]
    if taken:
        last = taken[-1]
        dose = "" if last.dose is None else format_number(last.dose)
        return Prefill(last.drug, dose, last.unit, "as last time")
    plan = trial.details.plan
    if plan.rescue_drug:
        return Prefill(plan.rescue_drug, plan.rescue_dose, plan.rescue_unit, "as planned")
    return NO_PREFILL


def get_recorded(trial: Trial, amended: Entry | None) -> OpioidState:
    """Return what the entry that is amended says of opioids, as it would be typed."""
    recorded = [
        intake
        for intake in current_intakes(trial.intakes)
        if amended is not None and intake.entry_id == amended.entry_id
    ]
    if not recorded:
        return NO_OPIOID
    intake = recorded[0]
    if intake.kind is IntakeKind.NONE:
        return OpioidState(times="0")
    dose = "" if intake.dose is None else f"{format_number(intake.dose)} {intake.unit}"
    return OpioidState(format_drug(intake.drug), dose, str(intake.times))


def to_intakes(
    state: OpioidState, prefill: Prefill, entry_id: str, at: datetime
) -> tuple[Intake, ...]:
    """Return the intake that was typed: nothing without times, and none taken for 0 times.

    Raises:
        ValueError: with a sentence, if a number cannot be read or the times are missing.
    """
    if not state.times:
        if state.drug or state.dose:
            raise ValueError("Say how many times it was taken: 0 for not at all.")
        return ()
    if not _TIMES.fullmatch(state.times):
        raise ValueError(f"“{state.times[:_LONGEST_QUOTE]}” is no number of times: type 0, 1, 2.")
    times = int(state.times)
    # Made from the form's key, so that a form saved twice holds the same intake.
    intake_id = uuid5(_FORM, entry_id).hex
    if times == 0:
        none = Intake(intake_id, IntakeKind.NONE, "", None, "", 0, at, entry_id=entry_id)
        return (none,)
    drug, dose, unit = read_dose(state, prefill)
    if not drug:
        raise ValueError("Say which opioid was taken: type its name.")
    if dose is None:
        raise ValueError("Say how much one dose was, as in 5 or 2.5 mg.")
    return (Intake(intake_id, IntakeKind.TAKEN, drug, dose, unit, times, at, entry_id=entry_id),)


def read_dose(state: OpioidState, prefill: Prefill) -> tuple[str, Decimal | None, str]:
    """Return drug, dose and unit; the dose that is prefilled goes with its own drug alone.

    Raises:
        ValueError: with a sentence, if the dose is not a number.
    """
    is_prefilled = not state.drug or _is_same_drug(state.drug, prefill)
    typed = state.dose or (prefill.dose if is_prefilled else "")
    unit = prefill.unit if is_prefilled else OpioidUnit.MG.value
    drug = prefill.drug if is_prefilled else state.drug
    if not typed:
        return _to_key(drug, unit), None, unit
    read = _DOSE.fullmatch(typed.strip())
    if read is None:
        raise ValueError(f"“{typed[:_LONGEST_QUOTE]}” is no dose: type it as in 5 or 2.5 mg.")
    known = find_unit(read[2] or "")
    unit = known.value if known is not None else (read[2] or unit)
    return _to_key(drug, unit), Decimal(read[1].replace(",", ".")), unit


def format_mme(state: OpioidState, prefill: Prefill) -> str:
    """Return '= 7.5 MME', why there is none, or '' while nothing is counted."""
    try:
        intakes = to_intakes(state, prefill, "", _AT_NO_TIME)
    except ValueError:
        return ""
    if not intakes:
        return ""
    intake = intakes[0]
    if intake.kind is IntakeKind.NONE:
        return "none taken"
    mme = get_mme(intake.drug, intake.dose, intake.unit, intake.times)
    if mme.amount is not None:
        return f"= {format_exact(mme.amount)} MME"
    if mme.status is MmeStatus.EXCLUDED:
        return f"{mme.name}: excluded from MME"
    return f"no MME: {mme.status.label.lower()}"


def format_prefill_unit(state: OpioidState, prefill: Prefill) -> str:
    """Return the unit that a bare number in the dose has."""
    if state.drug and not _is_same_drug(state.drug, prefill):
        return OpioidUnit.MG.label
    return format_unit(prefill.unit)


def _to_key(drug: str, unit: str) -> str:
    opioid = find_opioid(drug, find_unit(unit))
    return drug if opioid is None else opioid.key


def _is_same_drug(typed: str, prefill: Prefill) -> bool:
    return typed.casefold() in {prefill.drug.casefold(), format_drug(prefill.drug).casefold()}
