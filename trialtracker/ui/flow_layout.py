"""A row of widgets that goes on in the next line where the width ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel


class FlowLayout(QLayout):
    """Widgets at their natural size from left to right, wrapped into lines."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), moving=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, moving=True)

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap for size in shown) - self._gap
        return QSize(max(0, width), max((size.height() for size in shown), default=0))

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, moving: bool) -> int:
        x, y = rect.x(), rect.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = _get_size(item, rect.width())
            if line and x + size.width() > rect.right() + 1:
                x, y = rect.x(), y + _end_line(line, moving=moving) + self._gap
                line = []
            line.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
        return y + _end_line(line, moving=moving) - rect.y()


class FlowLabel(WrappedLabel):
    """Text that stands in one line where there is room for it, and wraps where there is not."""

    @override
    def sizeHint(self) -> QSize:
        lines = self.text().split("\n")
        width = max(self.fontMetrics().horizontalAdvance(line) for line in lines)
        return QSize(width + 1, self.heightForWidth(width + 1))


def _get_size(item: QLayoutItem, room: int) -> QSize:
    hint = item.sizeHint()
    width = min(hint.width(), max(room, item.minimumSize().width()))
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else hint.height())


def _end_line(line: list[tuple[QLayoutItem, QRect]], *, moving: bool) -> int:
    """Return the height of a line; moving centres each of its widgets in it."""
    height = max((place.height() for _, place in line), default=0)
    for item, place in line if moving else ():
        item.setGeometry(place.translated(0, (height - place.height()) // 2))
    return height
