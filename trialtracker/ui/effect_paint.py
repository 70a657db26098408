"""Drawing of an episode's course: a numbered cell for each grade, with its time beside it."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trialtracker.clinical.effect_words import format_grade, format_short_moment, is_score
from trialtracker.clinical.episodes import Episode, GradeReading
from trialtracker.clinical.side_effects import NO_SIDE_EFFECT
from trialtracker.overriding import override
from trialtracker.ui.effect_rows import EffectsModel
from trialtracker.ui.theme import current_colours, grade_colours

_CELL_HEIGHT = 20.0
_CELL_PADDING = 12.0
_GAP = 6.0
_STEP_GAP = 14.0
_CORNER = 4.0
_MORE = "…"


class CourseDelegate(QStyledItemDelegate):
    """Draws the course; where it does not fit, its latest part."""

    def __init__(self) -> None:
        super().__init__()
        self._now: datetime | None = None
        self._zone = ""

    def show_now(self, now: datetime, zone: str) -> None:
        """Take what the times are told against."""
        self._now, self._zone = now, zone

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        episode = model.episode_at(index.row()) if isinstance(model, EffectsModel) else None
        if episode is None or self._now is None or not episode.course:
            super().paint(painter, option, index)
            return
        self._draw_ground(painter, option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_course(painter, option.rect, episode, self._now)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        blank = QStyleOptionViewItem(option)
        blank.text = ""
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, widget)

    def _draw_course(self, painter: QPainter, rect: QRect, episode: Episode, now: datetime) -> None:
        steps = [(r, format_short_moment(r.at, now, self._zone)) for r in episode.course]
        metrics = QFontMetricsF(painter.font())
        widths = [_get_width(metrics, reading, when) for reading, when in steps]
        x, room = rect.left() + 9.0, rect.width() - 18.0
        first = _find_first(widths, room - metrics.horizontalAdvance(_MORE) - _GAP)
        middle = rect.top() + rect.height() / 2
        if first:
            x = _draw_text(painter, metrics, QPointF(x, middle), _MORE)
        for reading, when in steps[first:]:
            x = _draw_grade(painter, metrics, QPointF(x, middle), (episode, reading))
            x = _draw_text(painter, metrics, QPointF(x, middle), when) + _STEP_GAP - _GAP

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), round(_CELL_HEIGHT) + 14)


def _find_first(widths: list[float], room: float) -> int:
    """Return from which step on the course fits; the last is always drawn."""
    total = 0.0
    for place in range(len(widths) - 1, -1, -1):
        total += widths[place]
        if total > room:
            return min(place + 1, len(widths) - 1)
    return 0


def _get_width(metrics: QFontMetricsF, reading: GradeReading, when: str) -> float:
    cell = metrics.horizontalAdvance(format_grade(reading.grade)) + _CELL_PADDING
    return cell + metrics.horizontalAdvance(when) + _GAP + _STEP_GAP


def _draw_text(painter: QPainter, metrics: QFontMetricsF, at: QPointF, text: str) -> float:
    painter.setPen(QColor(current_colours().ink))
    lift = (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(at.x(), at.y() + lift), text)
    return at.x() + metrics.horizontalAdvance(text) + _GAP


def _draw_grade(
    painter: QPainter, metrics: QFontMetricsF, at: QPointF, graded: tuple[Episode, GradeReading]
) -> float:
    episode, reading = graded
    text, colours = format_grade(reading.grade), current_colours()
    ink, ground = colours.ink, colours.neutral_soft
    if reading.grade != NO_SIDE_EFFECT and not is_score(episode):
        ink, ground = grade_colours(colours, reading.grade)
    width = metrics.horizontalAdvance(text) + _CELL_PADDING
    cell = QRectF(at.x(), at.y() - _CELL_HEIGHT / 2, width, _CELL_HEIGHT)
    painter.setPen(QColor(colours.neutral))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(cell, _CORNER, _CORNER)
    painter.save()
    font = painter.font()
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return cell.right() + _GAP
