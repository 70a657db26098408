"""A stored choice read back, though somebody may have altered it."""

from typing import TypeVar

from trialtracker.clinical.choices import Choice

C = TypeVar("C", bound=Choice)


def read_choice(stored: str, kind: type[C], instead: C) -> C:
    """Return a stored choice; one that was damaged reads as another, which breaks its seal."""
    return next((choice for choice in kind if choice.value == stored), instead)
