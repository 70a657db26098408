"""What a person hands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.choices import NotAssessed, Source


@dataclass(frozen=True, slots=True)
class Answers:
    """One filled form; entry_id is made when the form opens, so a repeated save adds nothing."""

    entry_id: str
    observed_at: datetime
    source: Source = Source.NURSE
    values: Mapping[str, Decimal] = field(default_factory=dict)
    not_assessed: Mapping[str, NotAssessed] = field(default_factory=dict)
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to store."""
        return not self.values and not self.not_assessed and not self.note.strip()
