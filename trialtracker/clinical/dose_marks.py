"""The doses that a chart marks at one moment: boluses, refills and coded syringes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.dose_steps import get_dose_units
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import DoseUnit, format_dose

_CODED_WORDS = {
    DoseKind.BOLUS: "code {}",
    DoseKind.RATE: "code {} started",
    DoseKind.STOP: "code {} stopped",
    DoseKind.REFILL: "code {} refill",
}


@dataclass(frozen=True, slots=True)
class DoseMark:
    """A dose at one moment and what it was; of a coded one only the code is known.

    drug is empty for a mixture and for a coded dose, whose text says all.
    """

    at: datetime
    kind: DoseKind
    text: str
    drug: str = ""
    is_coded: bool = False


def get_dose_marks(trial: Trial, until: datetime) -> tuple[DoseMark, ...]:
    """Return the marks up to until, the oldest first; the drugs of a mixture share one."""
    groups: defaultdict[tuple[datetime, DoseKind], list[DoseEvent]] = defaultdict(list)
    given = [dose for dose in trial.doses if dose.at <= until]
    for dose in given:
        if dose.kind in {DoseKind.BOLUS, DoseKind.REFILL}:
            groups[to_utc(dose.at), dose.kind].append(dose)
    units = get_dose_units(given)
    marks = [_make_mark(at, kind, doses, units) for (at, kind), doses in groups.items()]
    coded = (
        DoseMark(to_utc(d.at), d.kind, _CODED_WORDS[d.kind].format(d.code), is_coded=True)
        for d in trial.blinded_doses
        if d.at <= until
    )
    return tuple(sorted((*marks, *coded), key=lambda mark: mark.at))


def _make_mark(
    at: datetime, kind: DoseKind, doses: Sequence[DoseEvent], units: Mapping[str, DoseUnit]
) -> DoseMark:
    if kind is DoseKind.REFILL:
        return DoseMark(at, kind, "refill")
    amounts = [format_dose(dose.bolus_ng, units[dose.drug]) for dose in doses]
    if len(doses) == 1:
        return DoseMark(at, kind, amounts[0], doses[0].drug)
    named = (f"{dose.drug} {amount}" for dose, amount in zip(doses, amounts, strict=True))
    return DoseMark(at, kind, " + ".join(named))
