"""The chosen entry in full, below the table; it scrolls where it would leave no room for that."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel

_LEAST = 44
_ABOVE, _LINE = 8, 1


class EntryDetail(QScrollArea):
    """Plain text; it takes the keyboard only where there is something to scroll to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entryDetailScroll")
        self.setAccessibleName("The chosen entry in full")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.label = WrappedLabel("entryWords")
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWidget(self.label)
        self._most, self._above = _LEAST, 0

    def show_text(self, text: str) -> None:
        """Show an entry from its beginning; nothing hides the place."""
        self.label.show_text(text)
        self.label.setVisible(bool(text))
        self.setVisible(bool(text))
        self.verticalScrollBar().setValue(0)
        self._fit()

    def limit(self, height: int, *, is_low: bool) -> None:
        """Take no more than a height."""
        self._above = 0 if is_low else _ABOVE
        self.setViewportMargins(0, self._above, 0, self._above)
        self._most = max(_LEAST, height)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        text_height = self.label.heightForWidth(self.viewport().width())
        needed = text_height + 2 * self._above + _LINE
        self.setFixedHeight(min(needed, self._most))
        has_more = needed > self._most
        wanted = Qt.FocusPolicy.StrongFocus if has_more else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(wanted)
