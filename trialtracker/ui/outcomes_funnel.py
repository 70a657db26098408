"""The funnel of the outcomes: groups of trials around the share of the whole clinic."""

from collections.abc import Sequence
from fractions import Fraction
from math import log10

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from trialtracker.clinical.outcome_shares import get_limits
from trialtracker.clinical.outcome_words import GROUPING_WORDS
from trialtracker.overriding import override
from trialtracker.ui.outcomes_content import Funnel, Point
from trialtracker.ui.outcomes_figure import SMALL_PX, OutcomeFigure, Spot
from trialtracker.ui.theme import Colours

_HEIGHT = 330
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 20, 30, 42
_STEPS = 60
_DOT, _REACH = 5.0, 12.0
_TICK_ROOM = 48.0
_SQUARE = 1.8
_CENTRE = Qt.AlignmentFlag.AlignCenter
_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


class OutcomeFunnel(OutcomeFigure):
    """The number of trials is on a scale of powers of ten; Left and Right go from group to group.

    Each grouping has a shape of its own; a name stands at what is outside, and at what is chosen.
    """

    def __init__(self, funnel: Funnel) -> None:
        super().__init__(funnel)
        self._funnel = funnel
        sizes = [point.share.of for point in funnel.points]
        self._least = max(1.0, min(sizes, default=1) / 2)
        self._most = max(2.0, max(sizes, default=1) * 1.3)
        self._share = funnel.whole.percent
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(320)

    @property
    def _area(self) -> QRectF:
        width, height = self.width() - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return QRectF(_LEFT, _TOP, width, height)

    def _to_place(self, n: float, share: float) -> QPointF:
        area = self._area
        x = log10(n / self._least) / log10(self._most / self._least)
        return QPointF(area.left() + x * area.width(), area.bottom() - share * area.height())

    def _place_of(self, point: Point) -> QPointF:
        return self._to_place(point.share.of, point.share.part / point.share.of)

    @override
    def list_spots(self, width: int) -> Sequence[Spot]:
        ordered = sorted(self._funnel.points, key=lambda point: point.share.of)
        reach = QPointF(_REACH, _REACH)
        return [
            Spot(
                0,
                place,
                QRectF(self._place_of(point) - reach, self._place_of(point) + reach),
                f"{point.kind} {point.label}",
                point.cell,
            )
            for place, point in enumerate(ordered)
        ]

    @override
    def _step(self, down: int, right: int) -> None:
        if self.spots:
            place = self._place + (right or down)
            self._go_to(min(max(place, 0), len(self.spots) - 1))

    @override
    def draw(self, painter: QPainter, colours: Colours) -> None:
        self._draw_axes(painter, colours)
        if self._share is None:
            return
        self._draw_limits(painter, colours, self._share / 100)
        for point in self._funnel.points:
            _draw_shape(painter, colours, self._place_of(point), point.kind)
        self._draw_names(painter, colours)
        self._draw_legend(painter, colours)

    def _draw_axes(self, painter: QPainter, colours: Colours) -> None:
        area = self._area
        painter.setFont(self.make_font(SMALL_PX))
        for percent in (0, 25, 50, 75, 100):
            y = area.bottom() - percent / 100 * area.height()
            painter.setPen(QPen(QColor(colours.grid), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.secondary))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 9, _LEFT - 8, 18), right, f"{percent} %")
        free = -_TICK_ROOM
        for n in (tick for tick in _TICKS if self._least <= tick <= self._most):
            place = self._to_place(n, 0)
            if place.x() - free < _TICK_ROOM:
                continue
            free = place.x()
            painter.setPen(QPen(QColor(colours.field_border), 1))
            painter.drawLine(place, place + QPointF(0, 4))
            painter.setPen(QColor(colours.secondary))
            painter.drawText(QRectF(place.x() - 30, place.y() + 5, 60, 16), _CENTRE, f"{n:,}")
        bottom = QRectF(area.left(), _HEIGHT - 18, area.width(), 16)
        painter.drawText(bottom, _CENTRE, "Trials in the group")

    def _draw_limits(self, painter: QPainter, colours: Colours, share: Fraction) -> None:
        least, span = self._least, self._most / self._least
        steps = (least * span ** (step / _STEPS) for step in range(_STEPS + 1))
        numbers = sorted({n for n in map(round, steps) if n >= least})
        found = [(n, get_limits(share, n)) for n in numbers]
        looks = (("low_998", "high_998", Qt.PenStyle.DashLine), ("low_95", "high_95", _SOLID))
        for low, high, style in looks:
            painter.setPen(QPen(QColor(colours.secondary), 1.2, style))
            for name in (low, high):
                line = [self._to_place(n, getattr(limits, name)) for n, limits in found]
                painter.drawPolyline(QPolygonF(line))
        painter.setPen(QPen(QColor(colours.secondary), 1.2, Qt.PenStyle.DotLine))
        painter.drawLine(
            self._to_place(self._least, float(share)), self._to_place(self._most, float(share))
        )

    def _draw_names(self, painter: QPainter, colours: Colours) -> None:
        painter.setFont(self.make_font(SMALL_PX, is_bold=True))
        painter.setPen(QColor(colours.ink))
        here = self.current if self.hasFocus() else None
        for point in self._funnel.points:
            is_chosen = here is not None and here.cell is point.cell
            if is_chosen or self._is_outside(point):
                place = self._place_of(point)
                width = painter.fontMetrics().horizontalAdvance(point.label) + 4
                is_left = place.x() + _REACH + width > self.width()
                x = place.x() - _REACH - width if is_left else place.x() + _REACH
                painter.drawText(QRectF(x, place.y() - 9, width, 18), _CENTRE, point.label)

    def _is_outside(self, point: Point) -> bool:
        limits = get_limits((self._share or Fraction(0)) / 100, point.share.of)
        share = point.share.part / point.share.of
        return not limits.low_998 <= share <= limits.high_998

    def _draw_legend(self, painter: QPainter, colours: Colours) -> None:
        painter.setFont(self.make_font(SMALL_PX))
        x = float(_LEFT)
        for words in GROUPING_WORDS.values():
            _draw_shape(painter, colours, QPointF(x + 6, 10), words)
            x = _draw_words(painter, colours, x + 16, words)
        for style, words in ((_SOLID, "95 % limits"), (Qt.PenStyle.DashLine, "99.8 %")):
            painter.setPen(QPen(QColor(colours.secondary), 1.2, style))
            painter.drawLine(QPointF(x, 10), QPointF(x + 22, 10))
            x = _draw_words(painter, colours, x + 28, words)


_SOLID = Qt.PenStyle.SolidLine


def _draw_words(painter: QPainter, colours: Colours, x: float, words: str) -> float:
    """Write a word of the legend and return where the next begins."""
    painter.setPen(QColor(colours.secondary))
    painter.drawText(QRectF(x, 1, 120, 18), Qt.AlignmentFlag.AlignVCenter, words)
    return x + painter.fontMetrics().horizontalAdvance(words) + 18


def _draw_shape(painter: QPainter, colours: Colours, at: QPointF, kind: str) -> None:
    """Draw a circle for an indication, a square for a drug, a triangle for a mode."""
    painter.setPen(QPen(QColor(colours.card), 1))
    painter.setBrush(QColor(colours.outcome))
    if kind == GROUPING_WORDS["indication"]:
        painter.drawEllipse(at, _DOT, _DOT)
    elif kind == GROUPING_WORDS["drug"]:
        painter.drawRect(QRectF(at.x() - _DOT, at.y() - _DOT, _DOT * _SQUARE, _DOT * _SQUARE))
    else:
        reach = _DOT + 1
        corners = ((0, -reach), (reach, reach * 0.8), (-reach, reach * 0.8))
        painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
