"""The column beside the Record form: recent entries, grades, what it would change, scores."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from trialtracker.ui.after_entry_card import AfterEntryCard
from trialtracker.ui.recent_entries import RecentEntries
from trialtracker.ui.record_definition import GradeDefinition
from trialtracker.ui.record_scores import ScoresCard

_WIDEST = 320
_NARROWEST = 216
_SHARE = 0.225
_LEAST_WINDOW = 840


class SideColumn(QScrollArea):
    """Cards of reference; nothing is typed here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sideScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cards = QWidget()
        self.recent = RecentEntries(cards)
        self.definition = GradeDefinition(cards)
        self.after = AfterEntryCard(cards)
        self.scores = ScoresCard(cards)
        box = QVBoxLayout(cards)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.recent)
        box.addWidget(self.definition)
        box.addWidget(self.after)
        box.addWidget(self.scores)
        box.addStretch(1)
        self.setWidget(cards)

    def fit(self, window_width: int) -> int:
        """Leave the form enough room; return the width taken, 0 where there is none to spare."""
        self.setVisible(window_width >= _LEAST_WINDOW)
        if window_width < _LEAST_WINDOW:
            return 0
        width = max(_NARROWEST, min(round(window_width * _SHARE), _WIDEST))
        self.setFixedWidth(width)
        return width
