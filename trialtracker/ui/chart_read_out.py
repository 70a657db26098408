"""The line above the chart that says what it shows at a moment."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trialtracker.overriding import override
from trialtracker.ui.plain_text import one_line, plain_tooltip

ROWS = 2
PAD_X, PAD_Y = 12, 3
"""The border and padding of 40-chart.qss."""

_NO_ENTRY = re.compile(", [a-z ]+ no entry")
_ENDS = re.compile(" · |, ")
_CUT = "\u00a0…"
"""Never alone in a row."""


class ReadOutLine(QLabel):
    """Two rows, however long the text, so that the chart never moves; the tooltip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full = ""
        self._fitted: tuple[str, int, QFont] | None = None
        self.setObjectName("chartReadOut")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(0)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("Read-out of the chart")

    def show_text(self, text: str) -> None:
        """Show a text; its name for a screen reader is all of it."""
        full = one_line(text)
        if (full, self.width(), self.font()) == self._fitted:
            return
        self.full = full
        self.setAccessibleName(full)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()  # the style's letters are smaller than the window's
        return QSize(160, ROWS * self.fontMetrics().lineSpacing() + 2 * PAD_Y)

    @override
    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height()  # a wrapped label would follow its text

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what has no entry, then whole parts from the end, and say that it is cut."""
        shown, self._fitted = self.full, (self.full, self.width(), self.font())
        if not self._has_room(shown):
            kept = _NO_ENTRY.sub("", self.full)
            ends = [found.start() for found in _ENDS.finditer(kept)]
            shown = f"{kept}{_CUT}"
            while ends and not self._has_room(shown):
                shown = f"{kept[: ends.pop()]}{_CUT}"
        self.setText(shown)
        self.setToolTip("" if shown == self.full else plain_tooltip(self.full))

    def _has_room(self, text: str) -> bool:
        metrics, room = self.fontMetrics(), max(1, self.width() - 2 * PAD_X)
        needed = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, text)
        return needed.height() <= ROWS * metrics.lineSpacing() and needed.width() <= room
