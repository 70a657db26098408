"""Drawing of the answer cells of the Record form."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from trialtracker.clinical.side_effects import NO_SIDE_EFFECT
from trialtracker.ui.record_state import RowState
from trialtracker.ui.theme import Colours, current_colours, grade_colours

_CORNER = 5
_RING_CORNER = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer to pick: what is typed for it, what is drawn; grade is None for a score.

    letter is a small letter that is typed for it as well, '' for none.
    """

    text: str
    label: str
    width: int
    grade: int | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class _Paint:
    ink: str
    ground: str
    edge: str
    weight: QFont.Weight = QFont.Weight.Normal


def draw_cells(
    painter: QPainter,
    rects: Iterable[tuple[Cell, QRectF]],
    state: RowState,
    hovered: Cell | None,
) -> None:
    """Draw every cell, the chosen one filled; or one bar with the reason for no answer."""
    placed = tuple(rects)
    colours = current_colours()
    if state.reason is not None:
        bar = placed[0][1].united(placed[-1][1])
        _draw_cell(painter, bar, f"Not assessed: {state.reason.label}", _chosen_none(colours))
        return
    for cell, rect in placed:
        if cell.text == state.text:
            _draw_cell(painter, rect, cell.label, _chosen(colours, cell))
        else:
            ground = colours.accent_soft if cell is hovered else colours.card
            _draw_cell(painter, rect, cell.label, _Paint(colours.ink, ground, colours.field_border))


def draw_ring(painter: QPainter, rect: QRectF) -> None:
    """Draw the ring around the row that has the focus."""
    painter.setPen(QPen(QColor(current_colours().focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RING_CORNER, _RING_CORNER)


def _chosen(colours: Colours, cell: Cell) -> _Paint:
    if cell.grade is None:
        return _Paint(colours.on_accent, colours.accent, colours.accent, QFont.Weight.Bold)
    if cell.grade == NO_SIDE_EFFECT:
        return _chosen_none(colours)
    ink, ground = grade_colours(colours, cell.grade)
    return _Paint(ink, ground, colours.neutral, QFont.Weight.Bold)


def _chosen_none(colours: Colours) -> _Paint:
    return _Paint(colours.ink, colours.neutral_soft, colours.neutral, QFont.Weight.DemiBold)


def _draw_cell(painter: QPainter, rect: QRectF, text: str, paint: _Paint) -> None:
    painter.setPen(QPen(QColor(paint.edge), 1))
    painter.setBrush(QColor(paint.ground))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    font = painter.font()
    font.setWeight(paint.weight)
    painter.setFont(font)
    painter.setPen(QColor(paint.ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
