"""One reading of a form that goes on past the first problem, so that all are told at once."""

from collections.abc import Callable
from typing import TypeVar

from trialtracker.clinical.refusal import Problem, RefusedError

T = TypeVar("T")


def read_reason(text: str) -> str:
    """Return why something is changed.

    Raises:
        ValueError: with a sentence, if it is blank.
    """
    reason = text.strip()
    if not reason:
        raise ValueError("Write in a few words why this is changed.")
    return reason


class FormReading:
    """Collects the problems met while the fields of a form are read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, key: str, get: Callable[[], T], stand_in: T) -> T:
        """Return what the field holds, or the stand-in where it cannot be read."""
        try:
            return get()
        except ValueError as refusal:
            self.problems.append(Problem(key, str(refusal)))
            return stand_in

    def read_form(self, get: Callable[[], T]) -> T | None:
        """Return what a whole form holds, None where it is refused."""
        try:
            return get()
        except RefusedError as refusal:
            self.problems.extend(refusal.problems)
            return None

    def check(self, check: Callable[[], object]) -> None:
        """Add the problems of a check, except of fields that could not even be read."""
        unread = {problem.field for problem in self.problems}
        try:
            check()
        except RefusedError as refusal:
            self.problems.extend(p for p in refusal.problems if p.field not in unread)

    def finish(self) -> None:
        """Refuse if anything was wrong.

        Raises:
            RefusedError: with every problem.
        """
        if self.problems:
            raise RefusedError(self.problems)
