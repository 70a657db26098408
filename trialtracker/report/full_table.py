"""The tables of the full record: their titles, columns and rows as finished text."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FullRow:
    """The cells of one row; below stands under them across the whole table, empty for nothing."""

    cells: tuple[str, ...]
    below: str = ""


@dataclass(frozen=True, slots=True)
class FullTable:
    """One table: nothing is the sentence that stands in its place where it has no rows.

    said stands above it. shares are the widths of the columns as parts of the page.
    """

    title: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[FullRow, ...]
    nothing: str
    said: str = ""


def make_rows(cells: Sequence[tuple[str, ...]]) -> tuple[FullRow, ...]:
    """Return rows that have nothing below them."""
    return tuple(FullRow(each) for each in cells)
