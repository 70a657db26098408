"""The doses that a chart marks at one moment: boluses, refills and coded syringes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.dose_steps import get_dose_units
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import format_dose

_CODED_WORDS = {
    DoseKind.BOLUS: "code {}",
    DoseKind.RATE: "code {} started",
    DoseKind.STOP: "code {} stopped",
    DoseKind.REFILL: "code {} refill",
}


@dataclass(frozen=True, slots=True)
class DoseMark:
    """A dose at one moment and what it was; of a coded one only the code is known."""

    at: datetime
    kind: DoseKind
    text: str
    is_coded: bool = False


def get_dose_marks(trial: Trial, until: datetime) -> tuple[DoseMark, ...]:
    """Return the marks up to until, the oldest first; the drugs of a mixture share one."""
    groups: defaultdict[tuple[datetime, DoseKind], list[DoseEvent]] = defaultdict(list)
    given = [dose for dose in trial.doses if dose.at <= until]
    for dose in given:
        if dose.kind in {DoseKind.BOLUS, DoseKind.REFILL}:
            groups[to_utc(dose.at), dose.kind].append(dose)
    units = get_dose_units(given)
    marks = [
        DoseMark(at, kind, "refill")
        if kind is DoseKind.REFILL
        else DoseMark(
            at,
            kind,
            " + ".join(f"{d.drug} {format_dose(d.bolus_ng, units[d.drug])}" for d in doses),
        )
        for (at, kind), doses in groups.items()
    ]
    coded = (
        DoseMark(to_utc(d.at), d.kind, _CODED_WORDS[d.kind].format(d.code), is_coded=True)
        for d in trial.blinded_doses
        if d.at <= until
    )
    return tuple(sorted((*marks, *coded), key=lambda mark: mark.at))
