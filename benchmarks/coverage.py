"""Measure how often 95 % intervals for relief hold the true one: python -m benchmarks.coverage."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.coverage_draws import Cell, Numbers, draw, list_cells
from benchmarks.coverage_methods import METHODS, Limits, Method, get_bootstrap, get_program
from trialtracker.clinical.day_to_day import get_estimate
from trialtracker.clinical.uncertainty import get_limits

SEED = 2026
BOOTSTRAP_SHARE = 10
"""The bootstrap is a hundred times slower: it gets this fraction of the diaries."""

CHECKED = 3
"""Diaries of each thousandth cell that the program itself is asked about."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one method did in one cell; share of diaries with an interval, and of those hit."""

    cell: Cell
    drawn: int
    printed: int
    hit: int
    width: float


Key = Callable[[Cell], object]


def main() -> None:
    """Print every table as markdown."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=150, help="diaries in each of 6,480 cells")
    options.add_argument("--every", type=int, default=1, help="take only each n-th cell")
    options.add_argument("--only-chosen", action="store_true")
    chosen = options.parse_args()
    methods = dict(list(METHODS.items())[-1:]) if chosen.only_chosen else METHODS
    tallies = measure(methods, list_cells()[:: chosen.every], chosen.draws)
    print_tables(tallies)


def measure(
    methods: Mapping[str, Method], cells: Sequence[Cell], draws: int
) -> dict[str, list[Tally]]:
    """Return what each method did in each cell, all on the same diaries."""
    tallies: dict[str, list[Tally]] = {name: [] for name in methods}
    for number, cell in enumerate(cells):
        before, during = draw(cell, draws, np.random.default_rng((SEED, number)))
        if number % 1000 == 0:
            print(f"{number} of {len(cells)} cells", file=sys.stderr)
            _hold_against_program(before[:CHECKED], during[:CHECKED])
        for name, method in methods.items():
            some = draws // BOOTSTRAP_SHARE if method is get_bootstrap else draws
            tallies[name].append(_tally(cell, method(before[:some], during[:some])))
    return tallies


def _hold_against_program(before: Numbers, during: Numbers) -> None:
    """Fail where the arrays and the program do not give the same interval."""
    lows, highs = get_program(before, during)
    for row, (low, high) in enumerate(zip(lows, highs, strict=True)):
        if np.isnan(low):
            continue
        estimate = get_estimate(*(list(_list_days(days[row])) for days in (before, during)))
        found = get_limits(estimate)
        assert found is not None
        assert np.allclose(found, (low, high), atol=1e-6), (found, low, high)


def _list_days(days: Numbers) -> Iterator[tuple[int, float]]:
    return ((day, float(score)) for day, score in enumerate(days) if not np.isnan(score))


def _tally(cell: Cell, limits: Limits) -> Tally:
    low, high = limits
    printed = ~np.isnan(low)
    hit = (low <= cell.course.relief) & (cell.course.relief <= high)
    widths = (high - low)[printed]
    middle = float(np.median(widths)) if len(widths) else float("nan")
    return Tally(cell, len(low), int(printed.sum()), int(hit.sum()), middle)


def get_coverage(tallies: Sequence[Tally]) -> float:
    """Return the percent of the intervals given that hold the true relief."""
    return 100 * sum(t.hit for t in tallies) / max(1, sum(t.printed for t in tallies))


def group(tallies: Sequence[Tally], key: Key) -> dict[object, list[Tally]]:
    """Return the tallies by what the key says of their cell, in the order of the grid."""
    groups: dict[object, list[Tally]] = {}
    for tally in tallies:
        groups.setdefault(key(tally.cell), []).append(tally)
    return groups


def by_protocol(cell: Cell) -> object:
    """Return what the clinic can see or plan, and the correlation."""
    return cell.correlation, cell.window_days, cell.baseline_days, cell.readings, cell.gaps


def by_patient(cell: Cell) -> object:
    """Return what is true of the patient, and the days."""
    return cell.correlation, cell.window_days, cell.spread, cell.course


def print_tables(tallies: Mapping[str, list[Tally]]) -> None:
    """Print the comparison of methods, then the chosen one in detail."""
    print(
        "| method | coverage % | protocol cells: lowest to highest | in 93-97 | below 93 |", end=""
    )
    print(" patient cells: lowest | typical width |\n|---|---|---|---|---|---|---|")
    for name, of_method in tallies.items():
        print(_format_row(name, of_method))
    chosen = list(tallies.values())[-1]
    _print_matrix(chosen)
    for title, key in _SIDES.items():
        shown = (f"{name}: {get_coverage(g):.1f}" for name, g in group(chosen, key).items())
        print(f"\n{title}: " + "; ".join(shown))
    for title, key in (("protocol", by_protocol), ("patient", by_patient)):
        _print_worst(title, group(chosen, key))


_SIDES: dict[str, Key] = {
    "Readings a day": lambda cell: cell.readings,
    "Gaps": lambda cell: cell.gaps,
    "Baseline days": lambda cell: cell.baseline_days,
    "SD between days": lambda cell: tuple(cell.spread),
    "Baseline and relief": lambda cell: tuple(cell.course),
}


def _format_row(name: str, tallies: Sequence[Tally]) -> str:
    protocol = [get_coverage(each) for each in group(tallies, by_protocol).values()]
    lowest = min(get_coverage(each) for each in group(tallies, by_patient).values())
    inside = sum(93 <= each <= 97 for each in protocol) / len(protocol)
    below = sum(each < 93 for each in protocol) / len(protocol)
    width = float(np.nanmean([t.width for t in tallies]))
    return (
        f"| {name} | {get_coverage(tallies):.1f} | {min(protocol):.1f} to {max(protocol):.1f} | "
        f"{inside:.0%} | {below:.0%} | {lowest:.1f} | {width:.0f} |"
    )


def _print_matrix(tallies: Sequence[Tally]) -> None:
    print("\n| correlation | days | coverage % | typical width | interval given % |")
    print("|---|---|---|---|---|")
    cells = group(tallies, lambda cell: (cell.correlation, cell.window_days))
    for place, each in cells.items():
        width = float(np.nanmean([t.width for t in each]))
        given = 100 * sum(t.printed for t in each) / sum(t.drawn for t in each)
        correlation, days = place if isinstance(place, tuple) else (place, "")
        print(f"| {correlation} | {days} | {get_coverage(each):.1f} | {width:.0f} | {given:.1f} |")


def _print_worst(title: str, groups: Mapping[object, list[Tally]]) -> None:
    ranked = sorted((get_coverage(each), str(place)) for place, each in groups.items())
    below, above = (sum(c < 93 for c, _ in ranked), sum(c > 97 for c, _ in ranked))
    print(f"\n{title} cells: {len(ranked)}, below 93: {below}, above 97: {above}; lowest:")
    for coverage, place in ranked[:15]:
        print(f"- {coverage:.1f}: {place}")


if __name__ == "__main__":
    main()
