"""Turn dose events into the infusion rates that hold for a time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.drugs import get_unit_of
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import DoseEvent
from trialtracker.clinical.units import DoseUnit, Per, format_amount, format_dose

RATE_KINDS = frozenset({DoseKind.RATE, DoseKind.STOP})
"""What changes the rate; a bolus or a refill leaves it as it is."""


@dataclass(frozen=True, slots=True)
class DoseStep:
    """An infusion rate and how long it held; 0 is a stop. unit is that of all the drug's doses."""

    drug: str
    rate_ng_per_day: int
    start: datetime
    end: datetime
    unit: DoseUnit = DoseUnit.MILLIGRAMS


def get_dose_steps(doses: Iterable[DoseEvent], until: datetime) -> tuple[DoseStep, ...]:
    """Return the steps up to until; events of one instant run side by side until the next."""
    given = sorted((d for d in doses if d.at <= until), key=lambda d: (d.at, d.drug))
    units = get_dose_units(given)
    rates = [dose for dose in given if dose.kind in RATE_KINDS]
    starts = sorted({to_utc(dose.at) for dose in rates})
    ends = [*starts[1:], until]
    return tuple(
        DoseStep(
            drug=dose.drug,
            rate_ng_per_day=dose.rate_ng_per_day,
            start=to_utc(dose.at),
            end=ends[bisect_right(starts, dose.at) - 1],
            unit=units[dose.drug],
        )
        for dose in rates
    )


def get_dose_units(doses: Iterable[DoseEvent]) -> Mapping[str, DoseUnit]:
    """Return the unit of each drug: one for all its boluses and rates, wherever they are shown."""
    amounts: defaultdict[str, list[int]] = defaultdict(list)
    for dose in doses:
        amounts[dose.drug] += [dose.rate_ng_per_day, dose.bolus_ng]
    return {drug: get_unit_of(drug, of_drug) for drug, of_drug in amounts.items()}


def format_rate(step: DoseStep) -> str:
    """Return '0.5' as it is written at a step in a chart."""
    return format_amount(step.rate_ng_per_day, step.unit)


def format_step(step: DoseStep) -> str:
    """Return 'morphine 0.5 mg/day' or 'morphine stopped'."""
    if not step.rate_ng_per_day:
        return f"{step.drug} stopped"
    return f"{step.drug} {format_dose(step.rate_ng_per_day, step.unit, Per.DAY)}"
