"""The floor of a chart: the same points, lanes, grid and words, painted by hand with QPainter."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.value_series import Point, ValueLine
from trialtracker.overriding import override
from trialtracker.ui.theme import LIGHT, grade_colours

LEFT, RIGHT, TOP, PAIN_HEIGHT = 60.0, 90.0, 40.0, 320.0
LANE_HEIGHT = 22.0
MOST_MARKED = 500
MARKER_PX = 8
COLOURS = (LIGHT.rest, LIGHT.movement, LIGHT.worst, LIGHT.least, LIGHT.average)


def _make_marker(colour: QColor) -> QPixmap:
    pixmap = QPixmap(MARKER_PX, MARKER_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(0, 0, MARKER_PX, MARKER_PX)
    painter.end()
    return pixmap


def _cut(points: Sequence[Point], window: tuple[datetime, datetime] | None) -> Sequence[Point]:
    """Return the points of a window, with one beyond either side."""
    if window is None:
        return points
    first = bisect_left(points, window[0], key=lambda point: point.at)
    last = bisect_right(points, window[1], key=lambda point: point.at)
    return points[max(0, first - 1) : last + 1]


class HandPainted(QWidget):
    """Paints a series anew each time."""

    def __init__(self) -> None:
        super().__init__()
        self.series: ChartSeries | None = None
        self.part: tuple[datetime, datetime] | None = None
        self._left = self._per_second = 0.0
        self._markers = [_make_marker(QColor(colour)) for colour in COLOURS]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.series is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(LIGHT.card))
        self._fit(self.series)
        self._draw_grid(painter, self.series)
        for number, line in enumerate(self.series.lines):
            self._draw_line(painter, line, number)
        self._draw_lanes(painter, self.series)

    def _x(self, at: datetime) -> float:
        return self._left + at.timestamp() * self._per_second

    def _fit(self, series: ChartSeries) -> None:
        start, end = (at.timestamp() for at in self.part or (series.start, series.end))
        self._per_second = (self.width() - LEFT - RIGHT) / (end - start)
        self._left = LEFT - start * self._per_second

    @staticmethod
    def _y(value: float) -> float:
        return TOP + PAIN_HEIGHT * (1 - value / 10)

    def _draw_grid(self, painter: QPainter, series: ChartSeries) -> None:
        for value in range(0, 11, 2):
            y = self._y(value)
            painter.setPen(QColor(LIGHT.grid))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(QColor(LIGHT.secondary))
            painter.drawText(QPointF(LEFT - 24, y + 5), str(value))
        bottom = self.height() - 40.0
        for day in series.days:
            x = self._x(day.start)
            painter.setPen(QColor(LIGHT.grid))
            painter.drawLine(QPointF(x, TOP), QPointF(x, bottom))
            painter.setPen(QColor(LIGHT.secondary))
            painter.drawText(QPointF(x + 4, bottom + 16), f"Day {day.number}")
            painter.drawText(QPointF(x + 4, bottom + 32), f"{day.start:%d-%b}")

    def _draw_line(self, painter: QPainter, line: ValueLine, number: int) -> None:
        colour, x, y = QColor(COLOURS[number]), self._x, self._y
        shown = [_cut(segment, self.part) for segment in line.segments]
        places = [[QPointF(x(p.at), y(float(p.value))) for p in s] for s in shown]
        painter.setPen(QPen(colour, 2))
        for points in places:
            # One polyline would cost far more: the raster engine is super-linear there.
            painter.drawLines([QLineF(a, b) for a, b in pairwise(points)])
        if sum(map(len, shown)) <= MOST_MARKED:
            # A picture of the marker is many times cheaper than an ellipse.
            marker, half = self._markers[number], QPointF(MARKER_PX / 2, MARKER_PX / 2)
            for point in (point for points in places for point in points):
                painter.drawPixmap(point - half, marker)
        painter.drawText(QPointF(self.width() - RIGHT + 8, TOP + 20), line.label)

    def _draw_lanes(self, painter: QPainter, series: ChartSeries) -> None:
        for number, lane in enumerate(series.lanes):
            y = TOP + PAIN_HEIGHT + 40 + number * LANE_HEIGHT
            painter.setPen(QColor(LIGHT.ink))
            painter.drawText(QPointF(4, y + 15), lane.label)
            for span in lane.spans:
                ink, ground = grade_colours(LIGHT, max(span.grade, 1))
                left, right = self._x(span.start), self._x(span.end)
                box = QRectF(left, y + 2, right - left, LANE_HEIGHT - 4)
                painter.fillRect(box, QColor(ground))
                painter.setPen(QColor(ink))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(span.grade))


class CachedImage(QWidget):
    """Paints an image that is there, and one new point on it."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(LIGHT.rest))
        painter.setPen(QPen(QColor(LIGHT.rest), 2))
        painter.drawLine(QPointF(600, 200), QPointF(620, 210))
        painter.drawEllipse(QPointF(620, 210), 3.5, 3.5)
