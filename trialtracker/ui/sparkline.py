"""Draws the trend column: the readings, the baseline's ground and half of its mean."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from trialtracker.clinical.sparkline import Sparkline
from trialtracker.ui.theme import Colours

_HIGHEST_SCORE = 10.0
_LONGEST_BRIDGE_DAYS = 1.5


def draw_sparkline(painter: QPainter, area: QRectF, sparkline: Sparkline, colours: Colours) -> None:
    """Draw scores 0-10 against time; a gap of more than a day and a half is not bridged."""
    if not sparkline.points:
        return
    first, last = sparkline.points[0][0], sparkline.points[-1][0]
    span = max(last - first, 1.0)

    def to_point(day: float, score: float) -> QPointF:
        x = area.left() + (day - first) / span * area.width()
        return QPointF(x, area.bottom() - score / _HIGHEST_SCORE * area.height())

    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if first < 0:
        start = min(to_point(0, 0).x(), area.right())
        ground = QRectF(area.left(), area.top(), start - area.left(), area.height())
        painter.fillRect(ground, QColor(colours.neutral_soft))
    if sparkline.baseline_mean is not None:
        painter.setPen(QPen(QColor(colours.success), 1, Qt.PenStyle.DashLine))
        y = to_point(0, sparkline.baseline_mean / 2).y()
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    painter.setPen(QPen(QColor(colours.rest), 1.6))
    pairs = zip(sparkline.points, sparkline.points[1:], strict=False)
    painter.drawLines(
        [
            QLineF(to_point(*before), to_point(*after))
            for before, after in pairs
            if after[0] - before[0] <= _LONGEST_BRIDGE_DAYS
        ]
    )
    painter.setBrush(QColor(colours.rest))
    painter.drawEllipse(to_point(*sparkline.points[-1]), 2, 2)
