"""The doses of a trial on paper: the range of each drug, and what was given when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.dose_rows import DoseRow, get_dose_rows
from trialtracker.clinical.dose_steps import RATE_KINDS, get_dose_units
from trialtracker.clinical.free_text import one_line
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import DoseUnit, Per, format_amount, format_dose
from trialtracker.report.words import Labelled

NO_DOSE = "No dose is recorded: that is not known, not none."


@dataclass(frozen=True, slots=True)
class DoseText:
    """One act of giving: when, and what."""

    when: str
    what: str


@dataclass(frozen=True, slots=True)
class DosesText:
    """What was given; nothing is the sentence that stands where no dose is recorded."""

    drugs: tuple[Labelled, ...]
    acts: tuple[DoseText, ...]
    nothing: str


def get_doses(trial: Trial, as_of: datetime) -> DosesText:
    """Return the doses up to a moment, oldest first; a coded one by its code while it is blind."""
    rows = [row for row in reversed(get_dose_rows(trial)) if row.at <= as_of]
    acts = tuple(DoseText(row.when, _format_act(row)) for row in rows)
    return DosesText(_get_drugs(trial, as_of), acts, "" if acts else NO_DOSE)


def _format_act(row: DoseRow) -> str:
    """Return 'morphine 0.5 mg/day', which says by itself that it is a rate, or 'Bolus ...'."""
    is_rate = row.what == DoseKind.RATE.label
    return one_line(row.dose if is_rate else f"{row.what}: {row.dose}")


def _get_drugs(trial: Trial, as_of: datetime) -> tuple[Labelled, ...]:
    """Return each drug with the range of what was given of it."""
    given: defaultdict[str, list[DoseEvent]] = defaultdict(list)
    for dose in trial.doses:
        if dose.at <= as_of:
            given[dose.drug].append(dose)
    units = get_dose_units(dose for doses in given.values() for dose in doses)
    ranges = ((drug, _format_drug(doses, units)) for drug, doses in given.items())
    coded = sorted({one_line(d.code) for d in trial.blinded_doses if d.at <= as_of})
    return (
        *(Labelled(drug, text) for drug, text in ranges if text),
        *((Labelled("coded", f"code {', '.join(coded)}"),) if coded else ()),
    )


def _format_drug(doses: Sequence[DoseEvent], units: Mapping[str, DoseUnit]) -> str:
    unit = units[doses[0].drug]
    rates = [d.rate_ng_per_day for d in doses if d.kind in RATE_KINDS and d.rate_ng_per_day]
    boluses = [d.bolus_ng for d in doses if d.kind is DoseKind.BOLUS]
    parts = (
        rates and _format_range(rates, unit, Per.DAY),
        boluses and f"{_count(boluses)} of {_format_range(boluses, unit, Per.DOSE)}",
    )
    return "; ".join(part for part in parts if part)


def _count(boluses: Sequence[int]) -> str:
    return "1 bolus" if len(boluses) == 1 else f"{len(boluses)} boluses"


def _format_range(amounts: Sequence[int], unit: DoseUnit, per: Per) -> str:
    low, high = min(amounts), max(amounts)
    if low == high:
        return format_dose(low, unit, per)
    return f"{format_amount(low, unit)} to {format_dose(high, unit, per)}"
