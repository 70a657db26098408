"""Small drawn shapes that stand beside a word, the same on every machine whatever its fonts."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from trialtracker.clinical.choices import AllergyStatus, Status, Verdict
from trialtracker.overriding import override


class Shape(Enum):
    """The shapes, each different in outline and not only in colour."""

    TICK = auto()
    CROSS = auto()
    TRIANGLE = auto()
    CIRCLE = auto()
    HEXAGON = auto()
    WARNING = auto()
    TICKED_CIRCLE = auto()
    DASHED_CIRCLE = auto()
    CROSSED_SQUARE = auto()


SHAPE_OF_VERDICT = {
    Verdict.FAVOURABLE: Shape.TICK,
    Verdict.BORDERLINE: Shape.TRIANGLE,
    Verdict.NOT_FAVOURABLE: Shape.CROSS,
    Verdict.NOT_ENOUGH_DATA: Shape.CIRCLE,
    Verdict.SAFETY_HOLD: Shape.HEXAGON,
}
SHAPE_OF_STATUS = {
    Status.MET: Shape.TICK,
    Status.NOT_MET: Shape.CROSS,
    Status.NOT_KNOWN: Shape.CIRCLE,
}
SHAPE_OF_ALLERGY = {
    AllergyStatus.KNOWN: Shape.WARNING,
    AllergyStatus.NONE_KNOWN: Shape.TICKED_CIRCLE,
    AllergyStatus.NOT_RECORDED: Shape.DASHED_CIRCLE,
    AllergyStatus.UNAVAILABLE: Shape.CROSSED_SQUARE,
}


class ShapeIcon(QWidget):
    """One shape in the ink that the style sheet gives this widget; the word beside it speaks."""

    def __init__(self, name: str, side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.shape: Shape = Shape.CIRCLE
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_shape(self, shape: Shape) -> None:
        """Draw another shape."""
        self.shape = shape
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        ink = self.palette().color(self.foregroundRole())
        draw_shape(QPainter(self), self.shape, ink, QRectF(0, 0, self._side, self._side))


def draw_shape(painter: QPainter, shape: Shape, ink: QColor, square: QRectF) -> None:
    """Draw a shape in a square of any size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(square.width() / 16, square.height() / 16)
    solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(ink, 2.2, solid, cap, join))
    _DRAWN[shape](painter)
    painter.restore()


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _thin(painter: QPainter) -> None:
    pen = painter.pen()
    pen.setWidthF(1.6)
    painter.setPen(pen)


def _draw_tick(painter: QPainter) -> None:
    painter.drawPolyline(_polygon((3, 8.6), (6.4, 12), (13, 4.4)))


def _draw_cross(painter: QPainter) -> None:
    painter.drawLine(QPointF(4, 4), QPointF(12, 12))
    painter.drawLine(QPointF(12, 4), QPointF(4, 12))


def _draw_triangle(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(_polygon((8, 3), (14, 13), (2, 13)))


def _draw_circle(painter: QPainter) -> None:
    _thin(painter)
    painter.drawEllipse(QRectF(3, 3, 10, 10))


def _draw_hexagon(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(_polygon((5, 2.5), (11, 2.5), (14, 8), (11, 13.5), (5, 13.5), (2, 8)))


def _draw_warning(painter: QPainter) -> None:
    _thin(painter)
    painter.drawPolygon(_polygon((8, 1.8), (15, 14), (1, 14)))
    painter.drawLine(QPointF(8, 6.4), QPointF(8, 9.4))
    painter.drawPoint(QPointF(8, 11.8))


def _draw_ticked_circle(painter: QPainter) -> None:
    _thin(painter)
    painter.drawEllipse(QRectF(1.5, 1.5, 13, 13))
    painter.drawPolyline(_polygon((5, 8.3), (7.2, 10.5), (11, 5.8)))


def _draw_dashed_circle(painter: QPainter) -> None:
    _thin(painter)
    pen = painter.pen()
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2, 1.6])
    painter.setPen(pen)
    painter.drawEllipse(QRectF(2, 2, 12, 12))


def _draw_crossed_square(painter: QPainter) -> None:
    _thin(painter)
    painter.drawRect(QRectF(2, 2, 12, 12))
    painter.drawLine(QPointF(5, 5), QPointF(11, 11))
    painter.drawLine(QPointF(11, 5), QPointF(5, 11))


_DRAWN: Mapping[Shape, Callable[[QPainter], None]] = {
    Shape.TICK: _draw_tick,
    Shape.CROSS: _draw_cross,
    Shape.TRIANGLE: _draw_triangle,
    Shape.CIRCLE: _draw_circle,
    Shape.HEXAGON: _draw_hexagon,
    Shape.WARNING: _draw_warning,
    Shape.TICKED_CIRCLE: _draw_ticked_circle,
    Shape.DASHED_CIRCLE: _draw_dashed_circle,
    Shape.CROSSED_SQUARE: _draw_crossed_square,
}
