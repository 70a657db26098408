"""The pages of a report one below the other, as wide as their place or larger."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from trialtracker.overriding import override
from trialtracker.ui.theme import current_colours

LEAST_ZOOM, MOST_ZOOM = 0.5, 4.0
STEP = 1.25
_GAP = 12
_KEPT = 6
"""So many decoded pages are held: a full record may have hundreds."""

_NO_SIZE = QSize(210, 297)


class PageStack(QWidget):
    """Paints the pages that are in view; each is decoded when it is first seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[bytes, ...] = ()
        self.decoded: dict[int, QPixmap] = {}
        self._size = _NO_SIZE

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show pages as PNG pictures, all of one size."""
        self._pages, self.decoded = pages, {}
        self._size = self._decode(0).size() if pages else _NO_SIZE
        self.fit(self.width())
        self.update()

    def fit(self, width: int) -> None:
        """Take this width, and the height that all pages then need."""
        height = self._get_page_height(width)
        self.resize(width, _GAP + len(self._pages) * (height + _GAP))

    def get_page_rect(self, number: int) -> QRect:
        """Return where a page is painted, the first being 0."""
        width = self.width() - 2 * _GAP
        height = self._get_page_height(self.width())
        return QRect(_GAP, _GAP + number * (height + _GAP), width, height)

    def _get_page_height(self, width: int) -> int:
        return round((width - 2 * _GAP) * self._size.height() / self._size.width())

    def _decode(self, number: int) -> QPixmap:
        if number not in self.decoded:
            while len(self.decoded) >= _KEPT:
                self.decoded.pop(next(iter(self.decoded)))
            pixmap = QPixmap()
            pixmap.loadFromData(self._pages[number])
            self.decoded[number] = pixmap
        return self.decoded[number]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        border = QColor(current_colours().border)
        for number in range(len(self._pages)):
            rect = self.get_page_rect(number)
            if rect.intersects(event.rect()):
                painter.drawPixmap(rect, self._decode(number))
                painter.setPen(border)
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))


class PagesView(QScrollArea):
    """The stack of pages in a place that scrolls; zoom 1 is as wide as the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pagesView")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.stack = PageStack()
        self.setWidget(self.stack)
        self.zoom = 1.0

    def show_pages(self, pages: tuple[bytes, ...], name: str, text: str) -> None:
        """Show the pages of a part by its name; text is what they say."""
        many = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
        for widget in (self, self.stack):
            widget.setAccessibleName(f"Preview: {name}, {many}")
            widget.setAccessibleDescription(text)
        self.stack.show_pages(pages)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def zoom_by(self, factor: float) -> None:
        """Show the pages larger or smaller, within what is of use."""
        self.zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self.zoom * factor))
        self._fit()

    def fit_width(self) -> None:
        """Show the pages as wide as their place."""
        self.zoom = 1.0
        self._fit()

    def _fit(self) -> None:
        self.stack.fit(round(self.viewport().width() * self.zoom))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
