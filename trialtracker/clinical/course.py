"""What came before a reading in its trial: levels before the first dose, urine passed, drugs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.measures import (
    BLADDER_CATHETER,
    MOTOR_LEFT,
    MOTOR_RIGHT,
    SYSTOLIC,
    VOIDED,
)
from trialtracker.clinical.trial import Entry, Trial, current_entries

BASELINE_MEASURES = (SYSTOLIC.key, MOTOR_LEFT.key, MOTOR_RIGHT.key)
"""What is held against its level before the first active dose."""


@dataclass(frozen=True, slots=True)
class Course:
    """The entries of a trial that count up to a moment, by time.

    baselines are the medians before the first active dose; a measure without one is left out.
    """

    trial: Trial
    entries: tuple[Entry, ...]
    baselines: Mapping[str, Fraction]

    @property
    def time_zone(self) -> str:
        """Return the clinic's zone."""
        return self.trial.details.time_zone

    def is_after_start(self, at: datetime) -> bool:
        """Tell whether the first active dose had been given."""
        started_at = self.trial.details.started_at
        return started_at is not None and at >= started_at

    def get_urine_known_at(self, before: datetime) -> datetime | None:
        """Return when urine was last known to leave the bladder, else the first active dose.

        None where neither is known before the moment.
        """
        known = [
            entry.observed_at
            for entry in self.entries
            if entry.observed_at < before and Decimal(1) in _get_outlets(entry)
        ]
        started_at = self.trial.details.started_at
        if not known and started_at is not None and started_at < before:
            return started_at
        return max(known, default=None)

    def is_given(self, drug: str, at: datetime) -> bool:
        """Tell whether any dose of the drug was recorded by then; coded syringes do not tell."""
        return any(dose.drug == drug and dose.at <= at for dose in self.trial.doses)


def get_course(trial: Trial, as_of: datetime) -> Course:
    """Return what was observed of a trial up to a moment."""
    observed = tuple(e for e in current_entries(trial.entries) if e.observed_at <= as_of)
    started_at = trial.details.started_at
    before = [e for e in observed if started_at is not None and e.observed_at < started_at]
    readings = {
        key: [Fraction(entry.values[key]) for entry in before if key in entry.values]
        for key in BASELINE_MEASURES
    }
    medians = {key: _get_median(sorted(values)) for key, values in readings.items() if values}
    return Course(trial, observed, medians)


def _get_median(values: Sequence[Fraction]) -> Fraction:
    middle = len(values) // 2
    return (values[middle] + values[-middle - 1]) / 2


def _get_outlets(entry: Entry) -> list[Decimal | None]:
    return [entry.values.get(measure.key) for measure in (VOIDED, BLADDER_CATHETER)]
