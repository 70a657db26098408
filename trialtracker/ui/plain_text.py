"""Labels that show any text as plain text, whatever is in it."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trialtracker.clinical.free_text import one_line as one_line
from trialtracker.overriding import override

_LONG_RUN = re.compile(r"(\S{24})(?=\S)")
_DATE = re.compile(r"\b([0-9]{2})-([A-Z][a-z]{2})-([0-9]{4})\b")
_TOGETHER = re.compile(r"(?<=[0-9]) (?=%)|(?<=[≥>]) (?=[0-9])")
_ZERO_WIDTH_SPACE = "\u200b"
_NO_BREAK_SPACE = "\u00a0"
_UNBROKEN_DATE = "\\1\u2011\\2\u2011\\3"
"""With hyphens at which no line ends."""
_LONGEST_TOOLTIP = 2000
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def plain_tooltip(text: str) -> str:
    """Return the text so that a tooltip shows it letter by letter, markup included."""
    shown = text if len(text) <= _LONGEST_TOOLTIP else f"{text[:_LONGEST_TOOLTIP]}…"
    return f"<p style='white-space:pre-wrap'>{shown.translate(_MARKUP)}</p>" if shown else ""


def plain_button_text(text: str) -> str:
    """Return the text so that a button shows its ampersands."""
    return one_line(text).replace("&", "&&")


def plain_label(text: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that never reads markup; name is its style name."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setText(text)
    return label


class WrappedLabel(QLabel):
    """Plain text that wraps at any width, unbroken words of any length included."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show the text; what a screen reader is told stays unchanged."""
        together = _TOGETHER.sub(_NO_BREAK_SPACE, text)
        if not self._is_copied_from:
            together = _DATE.sub(_UNBROKEN_DATE, together)
        self.setText(_LONG_RUN.sub(rf"\1{_ZERO_WIDTH_SPACE}", together))
        self.setAccessibleName(text)

    @property
    def _is_copied_from(self) -> bool:
        # A date that is copied must be one that a field can read.
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)


def wrapped_label(text: str, name: str = "secondary") -> WrappedLabel:
    """Return a label with the text."""
    label = WrappedLabel(name)
    label.show_text(text)
    return label


class ElidedLabel(QLabel):
    """One line of plain text that is cut with an ellipsis where it does not fit."""

    def __init__(self, name: str, minimum_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minimum_width = minimum_width
        self._text = ""
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show the text; name and tooltip always hold all of it."""
        self._text = one_line(text)
        self.setText(self._text)
        self.setAccessibleName(text)
        if self.isVisible():
            self._tell_if_cut()
        self.updateGeometry()

    @property
    def is_cut(self) -> bool:
        """Tell whether the text does not fit now."""
        return self.fontMetrics().horizontalAdvance(self._text) > self.width()

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(self._minimum_width, hint.width()), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_if_cut()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        elide = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self._text, elide, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)

    def _tell_if_cut(self) -> None:
        self.setToolTip(plain_tooltip(self._text) if self.is_cut else "")
