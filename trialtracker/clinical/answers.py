"""What a person hands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.clinical.record import Intake
from trialtracker.clinical.trial import Entry


@dataclass(frozen=True, slots=True)
class Answers:
    """One filled form; entry_id is made when the form opens, so a repeated save adds nothing.

    intakes are the opioids taken since the entry before, with entry_id naming this form.
    """

    entry_id: str
    observed_at: datetime
    source: Source = Source.NURSE
    values: Mapping[str, Decimal] = field(default_factory=dict)
    not_assessed: Mapping[str, NotAssessed] = field(default_factory=dict)
    note: str = ""
    intakes: tuple[Intake, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to store."""
        return not (self.values or self.not_assessed or self.intakes or self.note.strip())

    def to_entry(self, recorded_at: datetime, supersedes_id: str | None = None) -> Entry:
        """Return the entry that would stand in the record, of nobody yet."""
        return Entry(
            entry_id=self.entry_id,
            supersedes_id=supersedes_id,
            observed_at=self.observed_at,
            recorded_at=recorded_at,
            source=self.source,
            author="",
            values=self.values,
            not_assessed=self.not_assessed,
            note=self.note,
        )
