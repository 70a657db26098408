"""The record of one trial as frozen values, and which of its entries count now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from trialtracker.clinical.choices import (
    AllergyStatus,
    Gender,
    Indication,
    NotAssessed,
    Source,
    StopReason,
    TrialMode,
    TrialState,
)
from trialtracker.clinical.plan import NO_PLAN, Plan
from trialtracker.clinical.record import (
    Acknowledgement,
    BlindBreak,
    BlindedDose,
    EffectDetail,
    Fact,
    Intake,
    Verification,
)
from trialtracker.clinical.record_choices import DoseKind, DoseReason
from trialtracker.clinical.side_effect_terms import GRADING
from trialtracker.clinical.time import local_date

LATE_AFTER = timedelta(minutes=60)
"""An entry recorded later than this after it was observed is marked late (clinic default)."""


@dataclass(frozen=True, slots=True)
class PatientDetails:
    """What is known of a patient; checked by clinical.checks before it is stored.

    birth_date is None when it is not known (an imported diary without one), shown as Not known.
    """

    family_name: str
    given_name: str
    birth_date: date | None
    gender: Gender
    mrn: str
    allergy_status: AllergyStatus
    allergies: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient; revision_id names the stored row that says so."""

    patient_id: str
    revision_id: str
    details: PatientDetails


@dataclass(frozen=True, slots=True)
class TrialDetails:
    """The plan and state of a trial; instants are aware UTC, time_zone is an IANA name."""

    mode: TrialMode
    indication: Indication
    planned_days: int
    time_zone: str
    state: TrialState
    started_at: datetime | None = None
    ended_at: datetime | None = None
    stop_reason: StopReason | None = None
    indication_note: str = ""
    entry_interval_minutes: int = 360
    plan: Plan = NO_PLAN


class Entry(NamedTuple):
    """One set of observations at one time.

    values maps a measure key (side effects: ``side_effect:<key>``, grade 0 = none) to the exact
    value in the measure's unit; not_assessed maps a measure key to the coded reason. A measure in
    neither was not asked: that is unknown, never zero.

    A named tuple: it is made a hundred times for each trial that is opened, four times quicker.
    """

    entry_id: str
    supersedes_id: str | None
    observed_at: datetime
    recorded_at: datetime
    source: Source
    author: str
    values: Mapping[str, Decimal]
    not_assessed: Mapping[str, NotAssessed]
    note: str = ""
    reason: str = ""
    is_void: bool = False
    moved_from: str = ""
    """The entry of another trial in whose place this one stands, else empty."""
    grading: str = GRADING
    """The edition by which its side effects were graded."""

    @property
    def is_late(self) -> bool:
        """Tell whether it was recorded long after it was observed."""
        return self.recorded_at - self.observed_at > LATE_AFTER


@dataclass(frozen=True, slots=True)
class DoseEvent:
    """What was done with one drug at one time; the drugs of a mixture share group_id.

    RATE: rate_ng_per_day holds from at until the next event; 0 is a stop, as is STOP. BOLUS:
    bolus_ng. REFILL: concentration_ng_per_ml and volume_ul, where given; it changes no rate.
    second_person is who checked it with the author; confirmed is the soft check that was shown
    and kept. drug is a key of clinical.drugs.
    """

    event_id: str
    at: datetime
    drug: str
    rate_ng_per_day: int
    author: str
    kind: DoseKind = DoseKind.RATE
    bolus_ng: int = 0
    group_id: str = ""
    concentration_ng_per_ml: int | None = None
    volume_ul: int | None = None
    why: DoseReason | None = None
    note: str = ""
    second_person: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial with every entry ever stored for it, the superseded and void ones included."""

    trial_id: str
    revision_id: str
    patient: Patient
    details: TrialDetails
    entries: tuple[Entry, ...] = ()
    doses: tuple[DoseEvent, ...] = ()
    intakes: tuple[Intake, ...] = ()
    facts: tuple[Fact, ...] = ()
    effect_details: tuple[EffectDetail, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    blinded_doses: tuple[BlindedDose, ...] = ()
    blind_breaks: tuple[BlindBreak, ...] = ()
    verifications: tuple[Verification, ...] = ()

    @property
    def first_day(self) -> date | None:
        """Return the clinic-local date of day 1, None before the first active dose."""
        if self.details.started_at is None:
            return None
        return local_date(self.details.started_at, self.details.time_zone)


def current_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that count: neither superseded nor void, by time observed."""
    listed = tuple(entries)
    superseded = {entry.supersedes_id for entry in listed}
    current = (e for e in listed if e.entry_id not in superseded and not e.is_void)
    return tuple(sorted(current, key=lambda e: (e.observed_at, e.recorded_at, e.entry_id)))
