"""Which counts are left out of a file so that no group of fewer than five can be read from it.

A count of 1 to 4 is withheld, and so many others that it cannot be computed from totals and the
other tables of the same file: neither as the solution of their sums, nor because a withheld count
lies between 1 and 4 and any other withheld one is at least 5. Of so few trials that this does not
do, everything is withheld, and then 0 is told as fewer than five too. Two files of different
periods can still be compared; that no single file can prevent.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALL = 5
"""Fewer trials than this are withheld in a file (clinic default)."""

_UNBOUNDED = 10**12
_Row = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Sum:
    """A count that the others add up to."""

    total: str
    parts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return every count in it."""
        return (self.total, *self.parts)


def is_small(count: int) -> bool:
    """Tell whether a count is a group too small to be told; none is no group."""
    return 0 < count < SMALL


def list_withheld(counts: Mapping[str, int], sums: Sequence[Sum]) -> frozenset[str]:
    """Return the names of the counts that a file leaves out."""
    uses = Counter(name for each in sums for name in each.names)
    costs = {name: (uses[name], counts[name]) for name in uses if counts[name]}
    withheld = {name for name, count in counts.items() if is_small(count)}
    while len(withheld) < len(counts):
        exposed = list_exposed(counts, sums, withheld)
        if not exposed:
            break
        leaks = _cover_leaks(costs, sums, withheld)
        withheld |= leaks or _cover(exposed, costs, sums, withheld) or set(counts)
    return frozenset(withheld)


def list_exposed(
    counts: Mapping[str, int], sums: Sequence[Sum], withheld: Collection[str]
) -> set[str]:
    """Return the small counts that can be computed from what is not withheld."""
    exposed = _list_solved(sums, withheld) | _list_pinned(counts, sums, withheld)
    return {name for name in exposed if is_small(counts[name])}


_Costs = Mapping[str, tuple[int, int]]
"""What it costs to withhold a count: in how many sums it stands, then its size."""


def _cover_leaks(costs: _Costs, sums: Sequence[Sum], withheld: Collection[str]) -> set[str]:
    """Return the cheapest count beside each that is the only one withheld of a sum."""
    more: set[str] = set()
    for each in sums:
        if len([name for name in each.names if name in withheld or name in more]) == 1:
            more |= _find_cheapest(costs, [each], {*withheld, *more})
    return more


def _cover(
    exposed: Collection[str], costs: _Costs, sums: Sequence[Sum], withheld: Collection[str]
) -> set[str]:
    """Return a count to withhold where no sum leaks by itself: beside an exposed one, else any."""
    beside = [each for each in sums if any(name in exposed for name in each.names)]
    return _find_cheapest(costs, beside, withheld) or _find_cheapest(costs, sums, withheld)


def _find_cheapest(costs: _Costs, sums: Sequence[Sum], withheld: Collection[str]) -> set[str]:
    """Return the cheapest count of these sums that is left, none of none."""
    ranks = [
        (uses, name == each.total, count, name)
        for each in sums
        for name in each.names
        if name not in withheld and name in costs
        for uses, count in [costs[name]]
    ]
    return {min(ranks)[-1]} if ranks else set()


def _list_solved(sums: Sequence[Sum], withheld: Collection[str]) -> set[str]:
    """Return the withheld counts that the sums alone determine (Gauss and Jordan)."""
    solved: dict[str, _Row] = {}
    for each in sums:
        row = _reduce(_to_row(each, withheld), solved)
        if not row:
            continue
        pivot = min(row)
        lead = row[pivot]
        row = {name: factor / lead for name, factor in row.items()}
        solved = {key: _reduce(other, {pivot: row}) for key, other in solved.items()}
        solved[pivot] = row
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _to_row(each: Sum, withheld: Collection[str]) -> _Row:
    row = {name: Fraction(-1) for name in each.parts if name in withheld}
    return row | ({each.total: Fraction(1)} if each.total in withheld else {})


def _reduce(row: _Row, solved: Mapping[str, _Row]) -> _Row:
    """Return a row without what is solved already."""
    reduced = dict(row)
    for pivot in [name for name in row if name in solved]:
        factor = reduced.pop(pivot, Fraction(0))
        for name, by in solved[pivot].items():
            if name != pivot:
                reduced[name] = reduced.get(name, Fraction(0)) - factor * by
    return {name: factor for name, factor in reduced.items() if factor}


def _list_pinned(
    counts: Mapping[str, int], sums: Sequence[Sum], withheld: Collection[str]
) -> set[str]:
    """Return the withheld counts that their bounds leave one value."""
    least = 1 if len(withheld) < len(counts) else 0
    bounds = {name: _get_bounds(counts[name], least, name in withheld) for name in counts}
    relevant = [each for each in sums if any(name in withheld for name in each.names)]
    is_changed = True
    while is_changed:
        before = dict(bounds)
        for each in relevant:
            _narrow(each, bounds)
        is_changed = bounds != before
    return {name for name in withheld if bounds[name][0] == bounds[name][1]}


def _get_bounds(count: int, least: int, is_withheld: bool) -> tuple[int, int]:
    """Return what a reader knows of a count; least is the smallest that a withheld one can be."""
    if not is_withheld:
        return count, count
    return (SMALL, _UNBOUNDED) if count >= SMALL else (least, SMALL - 1)


def _narrow(each: Sum, bounds: dict[str, tuple[int, int]]) -> None:
    low = sum(bounds[name][0] for name in each.parts)
    high = sum(bounds[name][1] for name in each.parts)
    least, most = bounds[each.total]
    bounds[each.total] = (max(least, low), min(most, high))
    least, most = bounds[each.total]
    for name in each.parts:
        own_low, own_high = bounds[name]
        above, below = least - (high - own_high), most - (low - own_low)
        bounds[name] = (max(own_low, above), min(own_high, below))
        low += bounds[name][0] - own_low
        high += bounds[name][1] - own_high
