"""The table of entries as folds: each that counts, and under it what does not count."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.entry_rows import EntryRow, Standing, get_rows
from trialtracker.clinical.trial import Entry


@dataclass(frozen=True, slots=True)
class Fold:
    """One row of the table, and the rows that are folded under it."""

    top: EntryRow
    under: tuple[EntryRow, ...]

    @property
    def key(self) -> str:
        """Return what stays the same when the entry is amended."""
        return self.top.original.entry_id

    @property
    def rows(self) -> tuple[EntryRow, ...]:
        """Return all of its rows, as they stand when it is open."""
        return (self.top, *self.under)


def get_folds(entries: Iterable[Entry]) -> tuple[Fold, ...]:
    """Return the folds, newest on top.

    Under an entry that counts stand its earlier versions, then what is void: a void entry belongs
    to the one that counts which is nearest to it in time (most were entered twice), the later of
    two as near. Where nothing counts the void entries stand for themselves.
    """
    chains = _get_chains(get_rows(entries, with_history=True))
    counted = [chain for chain in chains if chain[0].standing.counts]
    void = [chain for chain in chains if not chain[0].standing.counts]
    if not counted:
        return tuple(_make_fold(chain) for chain in void)
    times = [chain[0].entry.observed_at for chain in reversed(counted)]
    for chain in void:
        place = _find_nearest(times, chain[0].entry.observed_at)
        counted[-1 - place].extend(chain)
    return tuple(_make_fold(chain) for chain in counted)


def _get_chains(rows: Sequence[EntryRow]) -> list[list[EntryRow]]:
    chains: list[list[EntryRow]] = []
    for row in rows:
        if row.standing is Standing.REPLACED and chains:
            chains[-1].append(row)
        else:
            chains.append([row])
    return chains


def _find_nearest(times: Sequence[datetime], at: datetime) -> int:
    """Return the place of the nearest time; times are oldest first."""
    after = bisect_left(times, at)
    if after == len(times):
        return after - 1
    if after > 0 and at - times[after - 1] < times[after] - at:
        return after - 1
    return after


def _make_fold(chain: Sequence[EntryRow]) -> Fold:
    return Fold(chain[0], tuple(chain[1:]))
