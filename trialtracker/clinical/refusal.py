"""Why input is refused, in sentences for people."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong (or, as a doubt, improbable) with one field, as a sentence for people."""

    field: str
    sentence: str


def join_sentences(problems: Iterable[Problem], field: str) -> str:
    """Return what is wrong with one field, each sentence once."""
    return " ".join(dict.fromkeys(found.sentence for found in problems if found.field == field))


class RefusedError(ValueError):
    """Input that cannot be stored; str() is every sentence in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


class LockedError(RefusedError):
    """A change of what a signed review of a trial covers; it is opened for correction first."""

    def __init__(self, problems: Sequence[Problem], trial_id: str) -> None:
        super().__init__(problems)
        self.trial_id = trial_id
