"""What services hand back: frozen values that a view shows as they are."""

from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.trial import Trial


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form of one trial, kept on disk; it never counts as an entry."""

    trial_id: str
    form: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A trial as it stood at one moment, assessed, with its draft if there is one."""

    trial: Trial
    assessment: Assessment
    draft: Draft | None
    taken_at: datetime
