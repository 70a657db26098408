"""The lane of marks: safety findings and notes, each a shape with its letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from trialtracker.charts.backdrop import draw_backdrop
from trialtracker.charts.glyphs import get_glyph
from trialtracker.charts.layout import Height
from trialtracker.charts.pen import Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import fit_text
from trialtracker.clinical.chart_marks import ChartMark, MarkKind
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.series import ChartSeries

ROW_PX, SMALLEST_ROW_PX, GAP_PX = 18.0, 17.0, 12.0
APART_PX = 14.0
"""Marks nearer than this to each other share one shape, that of the most urgent."""

LETTER_PX, COUNT_SIZE, COUNT_ROOM_PX = 7.0, 10.5, 100.0
SHAPES = {MarkKind.ALERT: ("H", 14.0), MarkKind.CAUTION: ("^", 15.0), MarkKind.NOTE: ("s", 11.5)}
LETTER_DROP_PX = {MarkKind.CAUTION: 2.0}
"""How far below the middle of its shape a letter stands: a triangle has its room there."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One row of marks; kinds are the most urgent first."""

    name: str
    kinds: tuple[MarkKind, ...]


ROWS = (MarkRow("Safety", (MarkKind.ALERT, MarkKind.CAUTION)), MarkRow("Notes", (MarkKind.NOTE,)))


def get_mark_height(series: ChartSeries) -> Height:
    """Return a row for findings and one for notes; none, which is no lane, without either."""
    count = len(_list_rows(series))
    return Height(ROW_PX * count, SMALLEST_ROW_PX * count, GAP_PX) if count else Height(0, 0)


def get_mark_title(series: ChartSeries) -> str:
    """Return the name of the first row."""
    return (_list_rows(series) or ROWS)[0].name


def draw_marks(pen: Pen, series: ChartSeries) -> None:
    """Draw each mark as shape and letter; every one has its dot where shapes hide each other."""
    rows = _list_rows(series)
    pen.set_y_limits(max(1, len(rows)), 0)
    draw_backdrop(pen, series)
    look = Lettering(pen.colours.ink, 11, "Medium", "right", "centre")
    pen.text("title", (pen.box.left - 8, pen.y_px(0.5)), get_mark_title(series), look)
    for place, row in enumerate(rows):
        if place:
            pen.text(f"row {place}", (pen.box.left - 8, pen.y_px(place + 0.5)), row.name, look)
        marks = [mark for mark in series.marks if mark.kind in row.kinds]
        _draw_row(pen, row, marks, place + 0.5)


def get_shown(pen: Pen, marks: Sequence[ChartMark]) -> list[ChartMark]:
    """Return the marks in view that get their shape: of those too close, the most urgent."""
    low, high = pen.x_limits
    order = list(MarkKind)
    shown: list[ChartMark] = []
    for mark in (mark for mark in marks if low <= to_x(mark.at) <= high):
        before = pen.x_px(to_x(shown[-1].at)) if shown else float("-inf")
        if pen.x_px(to_x(mark.at)) - before >= APART_PX:
            shown.append(mark)
        elif order.index(mark.kind) < order.index(shown[-1].kind):
            shown[-1] = mark
    return shown


def _list_rows(series: ChartSeries) -> Sequence[MarkRow]:
    return [row for row in ROWS if any(mark.kind in row.kinds for mark in series.marks)]


def _draw_row(pen: Pen, row: MarkRow, marks: Sequence[ChartMark], y: float) -> None:
    dots = Stroke(pen.colours.ink, 0, marker="o", size=2.5)
    shown = get_shown(pen, marks)
    for kind in row.kinds:
        xs = [to_x(mark.at) for mark in marks if mark.kind is kind]
        pen.line(f"{kind.value} marks", xs, [y] * len(xs), dots)
    for kind in row.kinds:
        for is_late in (False, True):
            places = [to_x(m.at) for m in shown if (m.kind, m.is_late) == (kind, is_late)]
            if places:
                _draw_shapes(pen, kind, places, y, is_late=is_late)
    counts = [(kind, sum(mark.kind is kind for mark in marks)) for kind in row.kinds]
    said = ", ".join(count_of(number, kind.label.lower()) for kind, number in counts if number)
    look = Lettering(pen.colours.secondary, COUNT_SIZE, rise="centre")
    text = fit_text(said, COUNT_ROOM_PX, COUNT_SIZE)
    pen.text(f"count {row.name}", (pen.box.right + 7, pen.y_px(y)), text, look)


def _draw_shapes(pen: Pen, kind: MarkKind, xs: Sequence[float], y: float, *, is_late: bool) -> None:
    """Draw the shape of one kind, hollow where the entry was recorded late, and its letter."""
    colours = pen.colours
    ink, face = {
        MarkKind.ALERT: colours.grades[2],
        MarkKind.CAUTION: colours.grades[0],
        MarkKind.NOTE: (colours.ink, colours.ground),
    }[kind]
    if is_late:
        ink, face = colours.ink, colours.ground
    marker, size = SHAPES[kind]
    name = f"{kind.value} late" if is_late else kind.value
    edge = colours.axis if kind is MarkKind.NOTE and not is_late else colours.ink
    shape = Stroke(face, 0, marker=marker, size=size, edge=edge, edge_width=1.6 if is_late else 0.9)
    pen.line(f"{name} shapes", xs, [y] * len(xs), shape)
    letter = Stroke(ink, 0, marker=get_glyph(kind.letter), size=LETTER_PX, edge_width=0)
    row = y + LETTER_DROP_PX.get(kind, 0.0) / pen.box.height * pen.y_limits[0]
    pen.line(f"{name} letters", xs, [row] * len(xs), letter)
