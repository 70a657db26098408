"""Measure a floor and the program in alternation, so that both meet the same machine."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Sample:
    """Repeated measurements of one thing, in one unit."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        return median(self.values)

    @property
    def low(self) -> float:
        return min(self.values)

    @property
    def high(self) -> float:
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the table; goal is the largest ratio wanted, None where none is set."""

    what: str
    floor_is: str
    unit: str
    floor: Sample
    program: Sample
    goal: float | None

    @property
    def ratio(self) -> float:
        return self.program.middle / self.floor.middle

    @property
    def ratios(self) -> Sample:
        """Return the ratio of each round: its spread is what the machine's noise leaves."""
        pairs = zip(self.program.values, self.floor.values, strict=True)
        return Sample(tuple(program / floor for program, floor in pairs))

    @property
    def is_met(self) -> bool | None:
        return None if self.goal is None else self.ratio <= self.goal


def get_seconds(act: Act) -> float:
    """Return how long an act takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def alternate(floor: Act, program: Act, rounds: int, warm_up: int = 3) -> tuple[Sample, Sample]:
    """Return milliseconds of both, taken in turn."""
    return alternate_values(
        lambda: get_seconds(floor) * 1000, lambda: get_seconds(program) * 1000, rounds, warm_up
    )


def alternate_values(
    floor: Callable[[], float], program: Callable[[], float], rounds: int, warm_up: int = 0
) -> tuple[Sample, Sample]:
    """Return what two measurements give, taken in turn; collections of rubbish fall between."""
    for _ in range(warm_up):
        floor()
        program()
    pairs = []
    for _ in range(rounds):
        gc.collect()
        pairs.append((floor(), program()))
    return Sample(tuple(f for f, _ in pairs)), Sample(tuple(p for _, p in pairs))


def constant(values: Sequence[float]) -> Sample:
    """Return a sample of what does not vary, such as a size."""
    return Sample(tuple(values))
