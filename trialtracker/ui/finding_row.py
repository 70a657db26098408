"""One safety finding on the page of its trial: icon, word, the datum as a link, and its status."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from trialtracker.clinical.findings import Finding
from trialtracker.ui.finding_words import (
    NOT_SAVED,
    SHAPE_OF_PRIORITY,
    format_link,
    format_status,
)
from trialtracker.ui.plain_text import plain_button_text, plain_label, plain_tooltip
from trialtracker.ui.shape_icon import ShapeIcon
from trialtracker.ui.styling import set_style_property


class FindingRow(QFrame):
    """Shows a finding; its sentence leads to the entry that it was found in."""

    entry_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingRow")
        self._entry_id = ""
        self._icon = ShapeIcon("findingIcon")
        self._word = plain_label("", "findingWord")
        self.link = QPushButton()
        self.link.setObjectName("findingLink")
        self.link.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
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
        self.link.setText(plain_button_text(text))
        self.link.setEnabled(is_saved)
        self.link.setToolTip(plain_tooltip(f"{text}\nShow the entry") if is_saved else "")
        self.link.setAccessibleName(f"{finding.priority.label}: {text} {status}")
        self.link.setAccessibleDescription("Shows the entry" if is_saved else "")
        for widget in (self._icon, self._word, self.link):
            set_style_property(widget, "priority", finding.priority.value)

    def _want_entry(self) -> None:
        self.entry_wanted.emit(self._entry_id)
