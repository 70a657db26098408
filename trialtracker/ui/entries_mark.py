"""The mark before an entry under which others are folded, and the room it takes in every row."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from trialtracker.overriding import override
from trialtracker.ui.column_model import AnyIndex
from trialtracker.ui.entries_model import EntriesModel
from trialtracker.ui.theme import current_colours

TARGET_PX = 30
"""How much of a row, from its left edge, turns its fold when it is clicked."""
_ROOM, _STEP, _CENTRE, _ARM = 12, 14, 14.0, 3.5


class FoldMark(QStyledItemDelegate):
    """Draws the mark: to the right while folded, down while open. Without folds no room is lost."""

    def __init__(self, model: EntriesModel) -> None:
        super().__init__(model)
        self._model = model

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if self._model.has_folds:
            is_under = self._model.find_top(index.row()) != index.row()
            features = QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.features |= features
            size = QSize(_ROOM + (_STEP if is_under else 0), _ROOM)
            option.decorationSize = size

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        is_open = self._model.is_open(index.row())
        if is_open is not None:
            rect: QRect = option.rect
            draw_mark(painter, QPointF(rect.left() + _CENTRE, rect.center().y() + 0.5), is_open)


def draw_mark(painter: QPainter, centre: QPointF, is_open: bool) -> None:
    """Draw an angle about a point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(current_colours().ink), 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.translate(centre)
    if is_open:
        painter.rotate(90)
    ends = (QPointF(-_ARM / 2, -_ARM), QPointF(_ARM / 2, 0), QPointF(-_ARM / 2, _ARM))
    painter.drawPolyline(ends)
    painter.restore()
