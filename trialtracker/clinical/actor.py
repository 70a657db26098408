"""Who is at the keyboard, in which role, and what the role may do."""

from dataclasses import dataclass

from trialtracker.clinical.choices import Choice


class Role(Choice):
    """In what role somebody uses the program."""

    PHYSICIAN = "physician", "Physician"
    NURSE = "nurse", "Nurse"
    ADMINISTRATOR = "administrator", "Administrator"


class Right(Choice):
    """What not everybody may do."""

    SIGN = "sign", "Sign a review"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PHYSICIAN: frozenset({Right.SIGN}),
    Role.NURSE: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}
"""Physicians review the charts and sign; nobody else does."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: every row carries the name. Stated, until accounts prove it."""

    name: str
    role: Role = Role.NURSE

    def may(self, right: Right) -> bool:
        """Tell whether the role has a right."""
        return right in RIGHTS[self.role]

    @property
    def words(self) -> str:
        """Return 'R. Alvarez (physician)'."""
        return f"{self.name} ({self.role.label.lower()})"
