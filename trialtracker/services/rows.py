"""The rows of lists: frozen values read from summary rows, light enough for the first page.

Named tuples, not dataclasses: ten times quicker to define, and the first paint waits for them.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from trialtracker.clinical.choices import TrialMode, TrialState, Verdict


class TrialRow(NamedTuple):
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
    trend: str
    """A stored sparkline; clinical.sparkline.parse_sparkline reads it when it is drawn."""
    relief: str
    dose: str
    worst_side_effect: str
    next_due_at: datetime | None
    verdict: Verdict | None
    time_zone: str
    has_draft: bool
    cursor: object
    """Where the page after this row begins; only the lists know what is in it."""
    finding: str = ""
    """The most urgent standing safety finding in short, empty where none stands."""
    due_what: str = ""
    """What the next entry has to hold: 'hourly observation: RR, SpO2, sedation'."""
    last_entry_at: datetime | None = None


class PatientHit(NamedTuple):
    """One patient found by name or MRN, with the newest trial if there is one."""

    patient_id: str
    trial_id: str | None
    family_name: str
    given_name: str
    birth_date: date | None
    mrn: str
    trial_label: str


class DueCounts(NamedTuple):
    """How many trials are open and running, entries due, and safety findings unresolved."""

    open: int
    running: int
    due: int
    alerts: int
