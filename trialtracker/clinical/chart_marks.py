"""Safety findings and notes as marks on a chart, each at the moment of its entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.findings import Finding
from trialtracker.clinical.record_choices import Priority
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import Entry


class MarkKind(Choice):
    """What a mark stands for; its first letter is drawn on it."""

    ALERT = "alert", "Alert"
    CAUTION = "caution", "Caution"
    NOTE = "note", "Note"

    @property
    def letter(self) -> str:
        """Return what is drawn on the mark: nothing is told by colour or shape alone."""
        return self.label[0]


@dataclass(frozen=True, slots=True)
class ChartMark:
    """One finding's reading or one note, and what it says."""

    at: datetime
    kind: MarkKind
    text: str
    is_late: bool


_KINDS = {Priority.ALERT: MarkKind.ALERT, Priority.CAUTION: MarkKind.CAUTION}


def get_chart_marks(
    entries: Sequence[Entry], findings: Iterable[Finding], until: datetime
) -> tuple[ChartMark, ...]:
    """Return a mark for every reading that was found and every note, the oldest first."""
    late = {entry.entry_id for entry in entries if entry.is_late}
    found = [
        ChartMark(at, _KINDS[finding.priority], datum.short, datum.entry_id in late)
        for finding in findings
        for datum in finding.data
        if (at := to_utc(datum.observed_at)) <= until
    ]
    notes = [
        ChartMark(to_utc(entry.observed_at), MarkKind.NOTE, entry.note, entry.is_late)
        for entry in entries
        if entry.note
    ]
    return tuple(sorted((*found, *notes), key=lambda mark: mark.at))
