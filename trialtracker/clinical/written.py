"""Every row that was written of a trial: when, by whom, what, and why."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row of the store; rows are only ever added.

    what is the kind of record in words, subject what of it the row is about, as it is stored;
    about is the time that the row tells of, None where it tells of none. supersedes is the key of
    the row that it takes the place of, else empty. What was in a coded syringe is never part of it.
    """

    recorded_at: datetime
    author: str
    what: str
    subject: str
    key: str
    about: datetime | None = None
    supersedes: str = ""
    reason: str = ""
    is_void: bool = False

    @property
    def act(self) -> str:
        """Return what the row does: adds a record, changes one, or makes one void."""
        if not self.supersedes:
            return "added"
        return "made void" if self.is_void else "changed"
