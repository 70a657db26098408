"""The rows of lists: frozen values read from summary rows, light enough for the first page."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.choices import TrialMode, TrialState, Verdict
from trialtracker.clinical.sparkline import Sparkline


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One line of the Today and Trials lists, read from the summary row of the trial."""

    trial_id: str
    patient_id: str
    family_name: str
    given_name: str
    mrn: str
    mode: TrialMode
    state: TrialState
    trial_day: int | None
    planned_days: int
    pain_now: Decimal | None
    sparkline: Sparkline
    relief_percent: Fraction | None
    worst_side_effect: str
    next_due_at: datetime | None
    verdict: Verdict | None
    time_zone: str
    has_draft: bool
    cursor: object
    """Where the page after this row begins; only the lists know what is in it."""


@dataclass(frozen=True, slots=True)
class PatientHit:
    """One patient found by name or MRN, with the newest trial if there is one."""

    patient_id: str
    trial_id: str | None
    family_name: str
    given_name: str
    birth_date: date | None
    mrn: str
    trial_label: str


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many trials are open and running, entries due, and safety findings unresolved."""

    open: int
    running: int
    due: int
    alerts: int
