"""What services hand back: frozen values that a view shows as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.frozen import Frozen
from trialtracker.clinical.review import Review
from trialtracker.clinical.settings import ClinicSettings
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
    settings: ClinicSettings = ClinicSettings()  # noqa: RUF009  (frozen: one for all)
    section_drafts: Mapping[str, str] = field(default_factory=dict)
    """The unfinished forms of the other tabs, by the tab's name."""
    review: Review | None = None
    """The review that was signed last, None where none is."""

    @property
    def frozen(self) -> Frozen | None:
        """Return the assessment that was signed last, None where none is."""
        return None if self.review is None else self.review.frozen
