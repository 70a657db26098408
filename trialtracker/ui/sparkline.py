"""Draws the trend column: the readings, the baseline's ground and half of its mean."""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

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
    shape = _get_shape(sparkline, area.width(), area.height())
    painter.save()
    painter.translate(area.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shape.ground > 0:
        painter.fillRect(QRectF(0, 0, shape.ground, area.height()), QColor(colours.neutral_soft))
    if shape.half_mean is not None:
        painter.setPen(QPen(QColor(colours.success), 1, Qt.PenStyle.DashLine))
        painter.drawLine(shape.half_mean)
    painter.setPen(QPen(QColor(colours.rest), 1.6))
    painter.drawLines(shape.lines)
    painter.setBrush(QColor(colours.rest))
    painter.drawEllipse(shape.last, 2, 2)
    painter.restore()


class _Shape(NamedTuple):
    """A sparkline in the pixels of its area; ground is the width of what was before the start."""

    ground: float
    half_mean: QLineF | None
    lines: list[QLineF]
    last: QPointF


@lru_cache(maxsize=256)
def _get_shape(sparkline: Sparkline, width: float, height: float) -> _Shape:
    # Kept: a list is painted far more often than its trends change.
    first, last = sparkline.points[0][0], sparkline.points[-1][0]
    span = max(last - first, 1.0)

    def to_point(day: float, score: float) -> QPointF:
        return QPointF((day - first) / span * width, height - score / _HIGHEST_SCORE * height)

    mean = sparkline.baseline_mean
    y = 0.0 if mean is None else to_point(0, mean / 2).y()
    lines = [
        QLineF(to_point(*before), to_point(*after))
        for before, after in pairwise(sparkline.points)
        if after[0] - before[0] <= _LONGEST_BRIDGE_DAYS
    ]
    return _Shape(
        ground=min(to_point(0, 0).x(), width) if first < 0 else 0.0,
        half_mean=None if mean is None else QLineF(0, y, width, y),
        lines=lines,
        last=to_point(*sparkline.points[-1]),
    )
