"""What each card of the outcomes shows: finished text, and the trials behind every number."""

from collections.abc import Iterable
from dataclasses import dataclass

from trialtracker.clinical.outcome_shares import Share
from trialtracker.services.outcomes import Chosen


@dataclass(frozen=True, slots=True)
class Cell:
    """One number or word; chosen are the trials behind it, None where there are none to open."""

    text: str
    chosen: Chosen | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; share is drawn as a dot on its interval where the table has a line."""

    label: str
    cells: tuple[Cell, ...]
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; mark is a share that every line is held against."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    line_head: str = ""
    mark: Share | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its lower part, and what stands on it in another look."""

    label: str
    lower: Cell
    number: int
    upper: Cell | None = None
    upper_number: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars beside each other; parts are the words for their lower and upper part."""

    title: str
    note: str
    axis: str
    bars: tuple[Bar, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A group in the funnel; kind is what the trials are grouped by."""

    label: str
    kind: str
    share: Share
    cell: Cell


@dataclass(frozen=True, slots=True)
class Funnel:
    """Groups around the share of the whole."""

    title: str
    note: str
    whole: Share
    points: tuple[Point, ...]


Card = Table | Bars | Funnel


def to_text(card: Card) -> str:
    """Return a card as lines with tabulators, for the clipboard."""
    body = "\n".join("\t".join(line) for line in _list_lines(card))
    return f"{card.title}\n{body}\n{card.note}\n"


def _list_lines(card: Card) -> list[tuple[str, ...]]:
    if isinstance(card, Table):
        return [card.heads, *((row.label, *(c.text for c in row.cells)) for row in card.rows)]
    if isinstance(card, Bars):
        return [(card.axis, *card.parts), *((b.label, *_texts_of(b)) for b in card.bars)]
    rows = ((p.kind, p.label, str(p.share.part), str(p.share.of)) for p in card.points)
    return [("Grouped by", "Group", "Favourable", "n"), *rows]


def describe(card: Card) -> str:
    """Return a card in words, for those who do not see it."""
    if isinstance(card, Table):
        parts = [f"{row.label}: {_join(row.cells)}" for row in card.rows]
    elif isinstance(card, Bars):
        parts = [_join(cells_of(bar)) for bar in card.bars]
    else:
        parts = [point.cell.spoken for point in card.points]
    return " ".join([card.note, *(f"{part}." for part in parts)])


def cells_of(bar: Bar) -> tuple[Cell, ...]:
    """Return the numbers of a bar, the lower first."""
    return (bar.lower,) if bar.upper is None else (bar.lower, bar.upper)


def _texts_of(bar: Bar) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells_of(bar))


def _join(cells: Iterable[Cell]) -> str:
    return ", ".join(cell.spoken or cell.text for cell in cells if cell.text)
