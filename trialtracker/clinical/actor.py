"""Who is at the keyboard, in which role, and what the role may do."""

from dataclasses import dataclass

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.value_checks import get_text_problems, is_blank, refuse_if

LONGEST_NAME = 200


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


def check_actor(actor: Actor) -> None:
    """Refuse somebody without a name.

    Raises:
        RefusedError: with every problem; the field is name.
    """
    problems = get_text_problems("name", actor.name, LONGEST_NAME, one_line=True)
    if is_blank(actor.name):
        problems = (Problem("name", "The name is missing: give your name."),)
    refuse_if(problems)
