"""Paints the cells of a list of trials: two-line names, trend, due time and verdict badge."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.sparkline import parse_sparkline
from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.services.rows import TrialRow
from trialtracker.ui import trial_rows as columns
from trialtracker.ui.plain_text import one_line
from trialtracker.ui.shape_icon import SHAPE_OF_VERDICT, draw_shape
from trialtracker.ui.sparkline import draw_sparkline
from trialtracker.ui.theme import current_colours, verdict_colours
from trialtracker.ui.trial_rows import COLUMNS, ROW_ROLE, Column
from trialtracker.ui.trial_words import (
    format_day,
    format_due,
    format_due_items,
    format_finding,
    format_last_entry,
    format_name,
    format_pain,
    format_verdict,
)

ROW_HEIGHT = 62
_PADDING = 14
_SMALL_PX = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TrialPainter(QStyledItemDelegate):
    """One cell of a trial; every cell is painted from the row's frozen value."""

    def __init__(self, clock: Clock, table: QTableView) -> None:
        super().__init__(table)
        self._clock = clock
        self._table = table

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, ROW_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: TrialRow = index.data(ROW_ROLE)
        column = COLUMNS[index.column()]
        cell = Cell(painter, option, self._clock())
        cell.is_selected = index.row() == self._table.currentIndex().row()
        painter.save()
        cell.paint_ground(is_first=index.column() == 0)
        _PAINTED.get(column, _paint_text(column))(cell, row)
        painter.restore()


class Cell:
    """The tools with which one cell is painted."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, now: datetime) -> None:
        self.painter = painter
        self.now = now
        self.colours = current_colours()
        self.rect = QRectF(option.rect)
        self.font = QFont(option.font)
        self.is_selected = False
        self.inner = self.rect.adjusted(_PADDING, 0, -6, 0)

    def paint_ground(self, *, is_first: bool) -> None:
        """Paint the ground, the line below, and the mark of the selected row."""
        if self.is_selected:
            self.painter.fillRect(self.rect, QColor(self.colours.accent_soft))
        self.painter.setPen(QColor(self.colours.border))
        self.painter.drawLine(self.rect.bottomLeft(), self.rect.bottomRight())
        if self.is_selected and is_first:
            mark = QRectF(self.rect.left(), self.rect.top(), 4, self.rect.height())
            self.painter.fillRect(mark, QColor(self.colours.accent))

    def write(
        self, text: str, colour: str, *, bold: bool = False, size_px: int = 15, lift: int = 0
    ) -> None:
        """Write one line, cut with an ellipsis; lift moves it up or down in pixels."""
        if not text:
            return
        look = (self.font.family(), size_px, bold)
        self.painter.setFont(get_font(*look)[0])
        self.painter.setPen(QColor(colour))
        shown = _elide(text, look, int(self.inner.width()))
        self.painter.drawText(self.inner.translated(0, lift), _LEFT, shown)


@lru_cache(maxsize=32)
def get_font(family: str, size_px: int, bold: bool) -> tuple[QFont, QFontMetrics]:
    """Return a font with its metrics: made anew for each line, they cost as much as the text."""
    font = QFont(family)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font, QFontMetrics(font)


@lru_cache(maxsize=2048)
def _elide(text: str, look: tuple[str, int, bool], width: int) -> str:
    # Kept: a list is painted far more often than its words change.
    return get_font(*look)[1].elidedText(one_line(text), Qt.TextElideMode.ElideRight, width)


def split_doses(text: str, family: str, width: int) -> tuple[str, ...]:
    """Return the doses of a mixture in two lines where one would cut a dose short."""
    _, metrics = get_font(family, _SMALL_PX, bold=False)
    first, comma, rest = text.partition(", ")
    if not comma or metrics.horizontalAdvance(one_line(text)) <= width:
        return (text,)
    return f"{first},", rest


CellPainter = Callable[[Cell, TrialRow], None]


def _paint_text(column: Column) -> CellPainter:
    def paint(cell: Cell, row: TrialRow) -> None:
        text = format_day(row) if column is columns.DAY else row.relief
        cell.write(text, cell.colours.ink)

    return paint


def _paint_patient(cell: Cell, row: TrialRow) -> None:
    cell.write(format_name(row), cell.colours.ink, bold=True, lift=-9)
    cell.write(f"MRN {row.mrn}", cell.colours.secondary, size_px=12, lift=11)


def _paint_trial(cell: Cell, row: TrialRow) -> None:
    note = "draft kept" if row.has_draft else row.dose or row.state.label
    colour = cell.colours.warning if row.has_draft else cell.colours.secondary
    lines = split_doses(note, cell.font.family(), int(cell.inner.width()))
    lifts = (-9, 11) if len(lines) == 1 else (-17, 1, 17)
    cell.write(row.mode.label, cell.colours.ink, lift=lifts[0])
    for line, lift in zip(lines, lifts[1:], strict=True):
        cell.write(line, colour, size_px=_SMALL_PX, lift=lift)


def _paint_pain(cell: Cell, row: TrialRow) -> None:
    if row.pain_now is None:
        cell.write(format_pain(row), cell.colours.secondary, size_px=13)
        return
    cell.write(str(row.pain_now), cell.colours.ink, bold=True, size_px=17)
    offset = cell.painter.fontMetrics().horizontalAdvance(str(row.pain_now)) + 1
    cell.inner.setLeft(cell.inner.left() + offset)
    cell.write("/10", cell.colours.secondary, size_px=14)


def _paint_trend(cell: Cell, row: TrialRow) -> None:
    area = cell.inner.adjusted(0, 14, -8, -14)
    draw_sparkline(cell.painter, area, parse_sparkline(row.trend), cell.colours)


def _paint_side_effect(cell: Cell, row: TrialRow) -> None:
    is_grade = row.worst_side_effect not in {"None", "Not recorded"}
    ink = cell.colours.ink if is_grade else cell.colours.secondary
    if not row.finding:
        cell.write(row.worst_side_effect, ink, size_px=14)
        return
    is_held = row.verdict is Verdict.SAFETY_HOLD
    colour = cell.colours.danger if is_held else cell.colours.warning
    cell.write(format_finding(row), colour, bold=True, size_px=12, lift=-9)
    cell.write(row.worst_side_effect, ink, size_px=12, lift=11)


def _paint_next_entry(cell: Cell, row: TrialRow) -> None:
    due, items = format_due(row, cell.now), format_due_items(row)
    colour = cell.colours.danger if due.is_urgent else cell.colours.ink
    lifts = (-17, 1, 17) if items else (-9, 0, 11)
    cell.write(due.text, colour, bold=due.is_urgent, size_px=14, lift=lifts[0])
    cell.write(items, cell.colours.secondary, size_px=12, lift=lifts[1])
    last = format_last_entry(row, cell.now)
    cell.write(last, cell.colours.secondary, size_px=12, lift=lifts[2])


def _paint_assessment(cell: Cell, row: TrialRow) -> None:
    if row.verdict is None:
        cell.write(format_verdict(row), cell.colours.secondary, size_px=13)
        return
    ink, ground = verdict_colours(cell.colours, row.verdict)
    font = QFont(cell.font)
    font.setPixelSize(13)
    font.setWeight(QFont.Weight.DemiBold)
    cell.painter.setFont(font)
    width = cell.painter.fontMetrics().horizontalAdvance(row.verdict.label) + 38
    badge = QRectF(cell.inner.left(), cell.rect.center().y() - 12, width, 24)
    cell.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cell.painter.setPen(Qt.PenStyle.NoPen)
    cell.painter.setBrush(QColor(ground))
    cell.painter.drawRoundedRect(badge, 5, 5)
    square = QRectF(badge.left() + 9, badge.center().y() - 6, 12, 12)
    draw_shape(cell.painter, SHAPE_OF_VERDICT[row.verdict], QColor(ink), square)
    cell.painter.setPen(QPen(QColor(ink)))
    cell.painter.drawText(badge.adjusted(28, 0, 0, 0), _LEFT, row.verdict.label)


_PAINTED: dict[Column, CellPainter] = {
    columns.PATIENT: _paint_patient,
    columns.TRIAL: _paint_trial,
    columns.PAIN: _paint_pain,
    columns.TREND: _paint_trend,
    columns.SIDE_EFFECT: _paint_side_effect,
    columns.NEXT_ENTRY: _paint_next_entry,
    columns.ASSESSMENT: _paint_assessment,
}
