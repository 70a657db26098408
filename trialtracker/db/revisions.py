"""What every stored revision carries: its key, its predecessor, who, when and why."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from trialtracker.db.store import Transaction


@dataclass(frozen=True, slots=True)
class Stamp:
    """A new revision: its key, the one it follows, and why."""

    revision_id: str
    supersedes_id: str | None
    reason: str


def to_seconds(moment: datetime | None) -> int | None:
    """Return an instant as whole seconds of UTC."""
    return None if moment is None else int(moment.timestamp())


def to_moment(seconds: int) -> datetime:
    """Return whole seconds of UTC as an instant."""
    return datetime.fromtimestamp(seconds, UTC)


def stamp_columns(tx: Transaction, stamp: Stamp) -> dict[str, Any]:
    """Return the columns that a revision row has for its stamp."""
    return {
        "revision_id": stamp.revision_id,
        "supersedes_id": stamp.supersedes_id,
        "reason": stamp.reason,
        "actor": tx.actor,
        "recorded_s": tx.at_s,
    }
