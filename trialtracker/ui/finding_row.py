"""One safety finding on the page of its trial: icon, word, the datum as a link, and its status."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from trialtracker.clinical.findings import Finding
from trialtracker.overriding import override
from trialtracker.ui.finding_words import (
    NOT_SAVED,
    SHAPE_OF_PRIORITY,
    format_link,
    format_status,
)
from trialtracker.ui.plain_text import ElidedLabel, plain_button_text, plain_label, plain_tooltip
from trialtracker.ui.shape_icon import ShapeIcon
from trialtracker.ui.styling import set_style_property

_LEAST_LINK = 140


class DatumLink(QPushButton):
    """The sentence of a finding, cut with an ellipsis where it does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingLink")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._sentence = ""

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence, all of it until the place is known to be too small."""
        self._sentence = sentence
        self.setText(plain_button_text(sentence))
        if self.isVisible():
            self._fit()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        cut = self._measure(plain_button_text(self._sentence)) - self._measure(self.text())
        return QSize(hint.width() + cut, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(_LEAST_LINK, hint.width()), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = self.sizeHint().width() - self._measure(plain_button_text(self._sentence))
        elide, room = Qt.TextElideMode.ElideRight, self.width() - around
        shown = self.fontMetrics().elidedText(self._sentence, elide, room)
        self.setText(plain_button_text(shown))

    def _measure(self, text: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


class StepLabel(ElidedLabel):
    """What is to be done now, in the room that is left over: all of it or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("findingStep", 0, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_cut:
            super().paintEvent(event)


class FindingRow(QFrame):
    """Shows a finding; its sentence leads to the entry that it was found in."""

    entry_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingRow")
        self._entry_id = ""
        self._icon = ShapeIcon("findingIcon")
        self._word = plain_label("", "findingWord")
        self.link = DatumLink()
        self._status = plain_label("", "findingStatus")
        self.link.clicked.connect(self._want_entry)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._icon, self._word, self.link):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._status)

    def show_finding(self, finding: Finding, time_zone: str, *, is_saved: bool) -> None:
        """Show a finding; one that is only typed has no entry to lead to."""
        self._entry_id = finding.latest.entry_id if is_saved else ""
        status = format_status(finding, time_zone) if is_saved else NOT_SAVED
        text = format_link(finding, time_zone)
        self._icon.show_shape(SHAPE_OF_PRIORITY[finding.priority])
        self._word.setText(finding.priority.label)
        self._status.setText(status)
        self.link.show_sentence(text)
        self.link.setEnabled(is_saved)
        self.link.setToolTip(plain_tooltip(f"{text}\nShow the entry") if is_saved else "")
        self.link.setAccessibleName(f"{finding.priority.label}: {text} {status}")
        self.link.setAccessibleDescription("Shows the entry" if is_saved else "")
        for widget in (self._icon, self._word, self.link):
            set_style_property(widget, "priority", finding.priority.value)

    def show_in_short(self, *, is_short: bool) -> None:
        """Leave the status out, or show it again; what the link tells a screen reader stays."""
        self._status.setHidden(is_short)

    def _want_entry(self) -> None:
        self.entry_wanted.emit(self._entry_id)
