"""Instants as they are stored: whole seconds of UTC."""

from datetime import UTC, datetime

NEVER_DUE_S = 1 << 40
"""Stands in next_due_s of a trial from which nothing is due: sorts last."""


def to_seconds(moment: datetime | None) -> int | None:
    """Return an instant as whole seconds of UTC."""
    return None if moment is None else int(moment.timestamp())


def to_moment(seconds: int) -> datetime:
    """Return whole seconds of UTC as an instant."""
    return datetime.fromtimestamp(seconds, UTC)
