"""The list of the criteria sets: each version with where it comes from, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.overriding import override
from trialtracker.ui.criteria_texts import format_origin
from trialtracker.ui.plain_text import one_line, plain_tooltip
from trialtracker.ui.theme import current_colours

_ROW_HEIGHT = 50
_ORIGIN = Qt.ItemDataRole.UserRole
_PADDING = 14
_LINE_HEIGHT = 20


class CriteriaList(QListWidget):
    """One row a version; the versions of a set stand together."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("criteriaList")
        self.setAccessibleName("Criteria sets and their versions")
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sets: tuple[CriteriaSet, ...] = ()
        self.currentRowChanged.connect(self._tell)

    @property
    def chosen(self) -> CriteriaSet | None:
        """Return the version that is chosen."""
        row = self.currentRow()
        return self._sets[row] if row >= 0 else None

    def show_sets(self, sets: Sequence[CriteriaSet], title: str) -> None:
        """List the versions, one of them chosen by its title, else the first."""
        self._sets = sort_versions(sets)
        self.clear()
        for each in self._sets:
            item = QListWidgetItem(one_line(each.title))
            item.setData(_ORIGIN, one_line(format_origin(each)))
            item.setToolTip(plain_tooltip(f"{each.title}\n{format_origin(each)}"))
            spoken = f"{each.title}, {format_origin(each)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        titles = [each.title for each in self._sets]
        self.setCurrentRow(titles.index(title) if title in titles else 0)

    def _tell(self, row: int) -> None:
        if row >= 0:
            self.wanted.emit(self._sets[row])


def sort_versions(sets: Sequence[CriteriaSet]) -> tuple[CriteriaSet, ...]:
    """Return the sets in the order of their first version, the newest version of each first."""
    names = list(dict.fromkeys(each.name for each in sets))
    place = {each.title: number for number, each in enumerate(sets)}
    return tuple(sorted(sets, key=lambda each: (names.index(each.name), -place[each.title])))


class _TwoLines(QStyledItemDelegate):
    """The title above, where the version comes from below."""

    @override
    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, _ROW_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        colours = current_colours()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(rect.adjusted(0, 0, 4 - rect.width(), 0), QColor(colours.accent))
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        line = rect.adjusted(_PADDING, 6, -_PADDING, -rect.height() // 2)
        _write(painter, line, str(index.data()), QColor(colours.ink), _get_font(option, 14, True))
        line = line.translated(0, _LINE_HEIGHT)
        font = _get_font(option, 12, False)
        _write(painter, line, str(index.data(_ORIGIN)), QColor(colours.secondary), font)
        painter.restore()


def _get_font(option: QStyleOptionViewItem, size_px: int, is_bold: bool) -> QFont:
    font = QFont(option.font)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return font


def _write(painter: QPainter, rect: QRect, text: str, ink: QColor, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, elided)
