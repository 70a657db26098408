"""A table of the outcomes: numbers, and each share as a dot on the line of its interval."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from trialtracker.clinical.outcome_shares import Share
from trialtracker.overriding import override
from trialtracker.ui.outcomes_content import Cell, Table
from trialtracker.ui.outcomes_figure import SMALL_PX, OutcomeFigure, Spot
from trialtracker.ui.theme import Colours

_ROW, _LINE, _HEAD, _PAD = 28, 16, 16, 8
_LEAST_LABEL, _LEAST_LINE = 96, 100
_LINE_SHARE = 0.4
_DOT, _TICK = 4.0, 4.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAP = Qt.TextFlag.TextWordWrap


class OutcomeTable(OutcomeFigure):
    """Names are never cut: they take the room of the line first, then a second line."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table
        self._row, self._head = _ROW, float(_HEAD)
        self._fit(_LEAST_LABEL + sum(self._get_widths()))
        self.setMinimumWidth(int(_LEAST_LABEL + sum(self._get_widths())))

    def _fit(self, width: float) -> None:
        """Take the height that heads and names need at a width."""
        label, columns = self._get_columns(width)
        body = QFontMetricsF(self.make_font())
        small = QFontMetricsF(self.make_font(SMALL_PX, is_bold=True))
        heads = zip(self._table.heads, (label, *(c.width() for c in columns)), strict=True)
        self._head = _PAD + max(_count_lines(small, *each) for each in heads) * _HEAD
        names = (row.label for row in self._table.rows)
        lines = max((_count_lines(body, name, label) for name in names), default=1)
        self._row = _ROW + (lines - 1) * _LINE
        self.setFixedHeight(int(self._head + self._row * len(self._table.rows) + 2))

    def _get_widths(self) -> list[float]:
        """Return the width of every column of numbers: its widest text or word of its head."""
        head = QFontMetricsF(self.make_font(SMALL_PX, is_bold=True))
        body = QFontMetricsF(self.make_font(is_bold=True))
        columns = list(zip(*(row.cells for row in self._table.rows), strict=True))
        columns = columns or [()] * (len(self._table.heads) - 1)
        return [
            2 * _PAD
            + max(
                *(head.horizontalAdvance(word) for word in title.split()),
                *(body.horizontalAdvance(cell.text) for cell in cells),
                24.0,
            )
            for title, cells in zip(self._table.heads[1:], columns, strict=True)
        ]

    def _get_line_width(self, width: float) -> float:
        if not self._table.line_head:
            return 0.0
        body = QFontMetricsF(self.make_font())
        names = (body.horizontalAdvance(row.label) + 2 * _PAD for row in self._table.rows)
        room = width - max(names, default=0.0) - sum(self._get_widths())
        return min(room, width * _LINE_SHARE) if room >= _LEAST_LINE else 0.0

    def _get_columns(self, width: float) -> tuple[float, list[QRectF]]:
        """Return the width of the labels, and the place of every column of numbers."""
        widths, line = self._get_widths(), self._get_line_width(width)
        x = label = width - sum(widths) - line
        places = []
        for each in widths:
            places.append(QRectF(x, 0, each, 0))
            x += each
        return label, places

    def _to_row(self, column: QRectF, number: int) -> QRectF:
        y = self._head + number * self._row
        return QRectF(column.left(), y, column.width(), self._row)

    @override
    def list_spots(self, width: int) -> Sequence[Spot]:
        self._fit(width)
        _label, columns = self._get_columns(width)
        return [
            Spot(number, place, self._to_row(column, number), row.label, cell)
            for number, row in enumerate(self._table.rows)
            for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True))
            if cell.chosen is not None or (place == 0 and cell.text)
        ]

    @override
    def draw(self, painter: QPainter, colours: Colours) -> None:
        label, columns = self._get_columns(self.width())
        across = self._get_line_width(self.width())
        line = QRectF(self.width() - across, 0, across, self._head)
        self._draw_heads(painter, colours, label, columns)
        for number, row in enumerate(self._table.rows):
            y = self._head + number * self._row
            painter.setPen(QPen(QColor(colours.grid), 1))
            painter.drawLine(QPointF(0, y + 0.5), QPointF(self.width(), y + 0.5))
            self._draw_label(painter, colours, QRectF(0, y, label, self._row), row.label)
            for column, cell in zip(columns, row.cells, strict=True):
                self._draw_cell(painter, colours, self._to_row(column, number), cell)
        if line.width() > 0:
            self._draw_line_column(painter, colours, line.adjusted(2 * _PAD, 0, -_PAD, 0))

    def _draw_heads(
        self, painter: QPainter, colours: Colours, label: float, columns: Sequence[QRectF]
    ) -> None:
        painter.setFont(self.make_font(SMALL_PX, is_bold=True))
        painter.setPen(QColor(colours.secondary))
        bottom = Qt.AlignmentFlag.AlignBottom
        first, *others = self._table.heads
        area = QRectF(0, 0, label, self._head - 4)
        painter.drawText(area, bottom | Qt.AlignmentFlag.AlignLeft | _WRAP, first)
        for column, title in zip(columns, others, strict=True):
            area = QRectF(column.left() + 4, 0, column.width() - 4 - _PAD, self._head - 4)
            painter.drawText(area, bottom | Qt.AlignmentFlag.AlignRight | _WRAP, title)

    def _draw_label(self, painter: QPainter, colours: Colours, area: QRectF, text: str) -> None:
        painter.setFont(self.make_font())
        painter.setPen(QColor(colours.ink))
        painter.drawText(area.adjusted(0, 0, -_PAD, 0), _LEFT | _WRAP, text)

    def _draw_cell(self, painter: QPainter, colours: Colours, area: QRectF, cell: Cell) -> None:
        can_open = cell.chosen is not None
        painter.setFont(self.make_font(is_bold=can_open))
        painter.setPen(QColor(colours.accent if can_open else colours.secondary))
        painter.drawText(area.adjusted(0, 0, -_PAD, 0), _RIGHT, cell.text)

    def _draw_line_column(self, painter: QPainter, colours: Colours, area: QRectF) -> None:
        painter.setFont(self.make_font(SMALL_PX))
        painter.setPen(QColor(colours.secondary))
        bottom = Qt.AlignmentFlag.AlignBottom
        head = area.adjusted(-_PAD, 0, _PAD, -4)
        painter.drawText(head, bottom | Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(head, bottom | Qt.AlignmentFlag.AlignHCenter, "50")
        painter.drawText(head, bottom | Qt.AlignmentFlag.AlignRight, "100 %")
        end = self._head + self._row * len(self._table.rows)
        painter.setPen(QPen(QColor(colours.grid), 1))
        for at in (0.0, 0.5, 1.0):
            x = area.left() + at * area.width()
            painter.drawLine(QPointF(x, self._head), QPointF(x, end))
        if self._table.mark is not None and self._table.mark.of:
            painter.setPen(QPen(QColor(colours.secondary), 1.2, Qt.PenStyle.DotLine))
            x = area.left() + self._table.mark.part / self._table.mark.of * area.width()
            painter.drawLine(QPointF(x, self._head), QPointF(x, end))
        for number, row in enumerate(self._table.rows):
            if row.share is not None and row.share.of:
                y = self._head + (number + 0.5) * self._row
                _draw_interval(painter, colours, area, y, row.share)


def _draw_interval(
    painter: QPainter, colours: Colours, area: QRectF, y: float, share: Share
) -> None:
    low, high = share.interval or (0.0, 1.0)
    left, right = (area.left() + at * area.width() for at in (low, high))
    painter.setPen(QPen(QColor(colours.outcome), 1.6))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - _TICK), QPointF(x, y + _TICK))
    painter.setPen(QPen(QColor(colours.card), 1))
    painter.setBrush(QColor(colours.outcome))
    x = area.left() + share.part / share.of * area.width()
    painter.drawEllipse(QPointF(x, y), _DOT, _DOT)


def _count_lines(metrics: QFontMetricsF, text: str, width: float) -> int:
    room = QRectF(0, 0, max(1.0, width - _PAD - 4), 1000)
    height = metrics.boundingRect(room, int(_WRAP), text).height()
    return max(1, round(height / metrics.lineSpacing()))
