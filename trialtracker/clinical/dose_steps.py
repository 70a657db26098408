"""Turn dose events into steps that hold for a time, with their rates as text."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import DoseEvent

_SMALLEST_IN_MILLIGRAMS = 100_000  # ng; below 0.1 mg a rate reads better in micrograms


class DoseUnit(Choice):
    """The unit that every rate of one chart is written in; never the letter mu (ISMP)."""

    MILLIGRAMS = "milligrams", "mg/day"
    MICROGRAMS = "micrograms", "micrograms/day"

    @property
    def nanograms(self) -> int:
        """Return how many nanograms one of this unit has."""
        return 1_000_000 if self is DoseUnit.MILLIGRAMS else 1_000


@dataclass(frozen=True, slots=True)
class DoseStep:
    """An infusion rate and how long it held; 0 is a stop."""

    drug: str
    rate_ng_per_day: int
    start: datetime
    end: datetime


def get_dose_steps(doses: Iterable[DoseEvent], until: datetime) -> tuple[DoseStep, ...]:
    """Return the steps up to until; events of one instant run side by side until the next."""
    given = sorted((d for d in doses if d.at <= until), key=lambda d: (d.at, d.drug))
    starts = sorted({to_utc(dose.at) for dose in given})
    ends = [*starts[1:], until]
    return tuple(
        DoseStep(
            drug=dose.drug,
            rate_ng_per_day=dose.rate_ng_per_day,
            start=to_utc(dose.at),
            end=ends[bisect_right(starts, dose.at) - 1],
        )
        for dose in given
    )


def get_dose_unit(steps: Iterable[DoseStep]) -> DoseUnit:
    """Return the one unit in which all the rates read as plain numbers."""
    rates = [step.rate_ng_per_day for step in steps if step.rate_ng_per_day]
    if rates and min(rates) < _SMALLEST_IN_MILLIGRAMS:
        return DoseUnit.MICROGRAMS
    return DoseUnit.MILLIGRAMS


def format_amount(rate_ng_per_day: int, unit: DoseUnit) -> str:
    """Return the exact number without unit: 0.5, never .5 or 0.50; 1,250 with its comma."""
    whole, rest = divmod(rate_ng_per_day, unit.nanograms)
    fraction = f"{Decimal(rest) / unit.nanograms:f}".partition(".")[2].rstrip("0")
    return f"{whole:,}.{fraction}" if fraction else f"{whole:,}"


def format_rate(step: DoseStep, unit: DoseUnit) -> str:
    """Return '0.5 mg/day'."""
    return f"{format_amount(step.rate_ng_per_day, unit)} {unit.label}"
