"""The column beside the Record form: recent entries and what the focused grade means."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trialtracker.ui.recent_entries import RecentEntries
from trialtracker.ui.record_definition import GradeDefinition

_WIDEST = 340
_NARROWEST = 216
_SHARE = 0.24


class SideColumn(QWidget):
    """Cards of reference; nothing is typed here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.recent = RecentEntries(self)
        self.definition = GradeDefinition(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.recent)
        box.addWidget(self.definition)
        box.addStretch(1)

    def fit(self, window_width: int) -> int:
        """Leave the form enough room; return the width taken."""
        width = max(_NARROWEST, min(round(window_width * _SHARE), _WIDEST))
        self.setFixedWidth(width)
        return width
