"""Bars of the outcomes: trials by month or year, and how relief is distributed."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from trialtracker.overriding import override
from trialtracker.ui.outcomes_content import Bar, Bars
from trialtracker.ui.outcomes_figure import SMALL_PX, OutcomeFigure, Spot
from trialtracker.ui.theme import Colours

_HEIGHT = 210
_ABOVE, _BELOW, _LEGEND = 22, 40, 20
_LEFT, _RIGHT = 8, 8
_WIDEST_BAR = 46.0
_FILLED = 0.72
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_UPPER, _LOWER = 0, 1


class OutcomeBars(OutcomeFigure):
    """Every bar has its number above it; what is still running stands on top, hatched."""

    def __init__(self, bars: Bars) -> None:
        super().__init__(bars)
        self._bars = bars
        self._has_two = any(bar.upper_number for bar in bars.bars)
        self._most = max((bar.number + bar.upper_number for bar in bars.bars), default=0)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(260)

    @property
    def _top(self) -> float:
        return _ABOVE + (_LEGEND if self._has_two else 0)

    def _get_step(self, width: float) -> float:
        return (width - _LEFT - _RIGHT) / max(1, len(self._bars.bars))

    def _get_height(self, number: int) -> float:
        room = _HEIGHT - self._top - _BELOW
        return room * number / self._most if self._most else 0.0

    @override
    def list_spots(self, width: int) -> Sequence[Spot]:
        spots = []
        step, floor = self._get_step(width), _HEIGHT - _BELOW
        for place, bar in enumerate(self._bars.bars):
            x = _LEFT + place * step
            split = floor - self._get_height(bar.number)
            if bar.upper is not None and bar.upper_number:
                area = QRectF(x, self._top - _ABOVE, step, split - self._top + _ABOVE)
                spots.append(Spot(_UPPER, place, area, bar.label, bar.upper))
                area = QRectF(x, split, step, floor - split + _BELOW / 2)
            else:
                area = QRectF(x, self._top - _ABOVE, step, floor - self._top + _ABOVE + _BELOW / 2)
            if bar.number or not bar.upper_number:
                spots.append(Spot(_LOWER, place, area, bar.label, bar.lower))
        return spots

    @override
    def draw(self, painter: QPainter, colours: Colours) -> None:
        step, floor = self._get_step(self.width()), _HEIGHT - _BELOW
        for place, bar in enumerate(self._bars.bars):
            self._draw_bar(painter, colours, _LEFT + (place + 0.5) * step, bar)
        painter.setPen(QPen(QColor(colours.field_border), 1))
        painter.drawLine(QPointF(_LEFT, floor), QPointF(self.width() - _RIGHT, floor))
        self._draw_numbers(painter, colours)
        self._draw_axis(painter, colours)
        if self._has_two:
            self._draw_legend(painter, colours)

    def _draw_bar(self, painter: QPainter, colours: Colours, centre: float, bar: Bar) -> None:
        floor = _HEIGHT - _BELOW
        width = min(_WIDEST_BAR, self._get_step(self.width()) * _FILLED)
        lower, upper = self._get_height(bar.number), self._get_height(bar.upper_number)
        area = QRectF(centre - width / 2, floor - lower, width, lower)
        painter.fillRect(area, QColor(colours.outcome))
        if bar.upper_number:
            area = QRectF(centre - width / 2, floor - lower - upper, width, upper)
            _draw_hatched(painter, colours, area)

    def _draw_numbers(self, painter: QPainter, colours: Colours) -> None:
        """Write the number on each bar where all of them fit, else on the highest alone."""
        painter.setFont(self.make_font(SMALL_PX, is_bold=True))
        painter.setPen(QColor(colours.ink))
        step = self._get_step(self.width())
        widest = QFontMetricsF(painter.font()).horizontalAdvance(f"{self._most:,}")
        for place, bar in enumerate(self._bars.bars):
            number = bar.number + bar.upper_number
            if number and (widest + 4 <= step or number == self._most):
                y = _HEIGHT - _BELOW - self._get_height(number) - 18
                centre = _LEFT + (place + 0.5) * step
                area = QRectF(centre - widest / 2 - 4, y, widest + 8, 16)
                painter.drawText(area, _CENTRE, f"{number:,}")

    def _draw_axis(self, painter: QPainter, colours: Colours) -> None:
        painter.setFont(self.make_font(SMALL_PX))
        painter.setPen(QColor(colours.secondary))
        step, floor = self._get_step(self.width()), _HEIGHT - _BELOW
        metrics = QFontMetricsF(painter.font())
        labels = [bar.label for bar in self._bars.bars]
        widest = max((metrics.horizontalAdvance(label) for label in labels), default=0.0) + 4
        every = max(1, ceil(widest / step))
        for place, label in enumerate(labels):
            if place % every == 0:
                centre = _LEFT + (place + 0.5) * step
                half = max(widest, step) / 2
                left = min(max(0.0, centre - half), self.width() - 2 * half)
                painter.drawText(QRectF(left, floor + 4, 2 * half, 16), _CENTRE, label)
        painter.drawText(QRectF(0, _HEIGHT - 18, self.width(), 16), _CENTRE, self._bars.axis)

    def _draw_legend(self, painter: QPainter, colours: Colours) -> None:
        painter.setFont(self.make_font(SMALL_PX))
        x = float(_LEFT)
        for place, words in enumerate(self._bars.parts):
            key = QRectF(x, 4, 12, 12)
            if place:
                _draw_hatched(painter, colours, key)
            else:
                painter.fillRect(key, QColor(colours.outcome))
            painter.setPen(QColor(colours.secondary))
            painter.drawText(QRectF(x + 18, 1, 160, 18), Qt.AlignmentFlag.AlignLeft, words)
            x += 18 + painter.fontMetrics().horizontalAdvance(words) + 20


def _draw_hatched(painter: QPainter, colours: Colours, area: QRectF) -> None:
    painter.setPen(QPen(QColor(colours.outcome), 1))
    painter.setBrush(QBrush(QColor(colours.outcome), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
