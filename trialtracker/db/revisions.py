"""What every stored revision carries: its key, its predecessor, who, when and why."""

from dataclasses import dataclass
from typing import Any

from trialtracker.db.store import Transaction


@dataclass(frozen=True, slots=True)
class Stamp:
    """A new revision: its key, the one it follows, and why."""

    revision_id: str
    supersedes_id: str | None
    reason: str


def stamp_columns(tx: Transaction, stamp: Stamp) -> dict[str, Any]:
    """Return the columns that a revision row has for its stamp."""
    return {
        "revision_id": stamp.revision_id,
        "supersedes_id": stamp.supersedes_id,
        "reason": stamp.reason,
        "actor": tx.actor,
        "recorded_s": tx.at_s,
    }
