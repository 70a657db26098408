"""A stored choice, text or instant read back, though somebody may have altered it."""

from datetime import UTC, datetime
from typing import TypeVar

from trialtracker.clinical.choices import Choice
from trialtracker.db.moments import to_moment

C = TypeVar("C", bound=Choice)

UNREADABLE = "(unreadable)"
NO_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
_AFTER_LAST_S = 1 << 33
"""In the year 2242; what is later is no instant of any record."""


def read_choice(stored: object, kind: type[C], instead: C) -> C:
    """Return a stored choice; one that was damaged reads as another, which breaks its seal."""
    return next((choice for choice in kind if choice.value == stored), instead)


def read_text(stored: object) -> str:
    """Return a stored text; bytes in its place read as another, which breaks its seal."""
    return stored if isinstance(stored, str) else UNREADABLE


def read_moment(stored: object) -> datetime:
    """Return a stored instant; what is none reads as 1970, which breaks its seal."""
    if isinstance(stored, int) and 0 <= stored < _AFTER_LAST_S:
        return to_moment(stored)
    return NO_INSTANT
