"""Why input is refused, in sentences for people."""

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong (or, as a doubt, improbable) with one field, as a sentence for people."""

    field: str
    sentence: str


class RefusedError(ValueError):
    """Input that cannot be stored; str() is every sentence in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)
