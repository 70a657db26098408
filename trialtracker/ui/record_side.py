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
_GAP = 12


class SideColumn(QWidget):
    """Cards of reference that scroll, and below them, always in view, what the entry changes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("sideScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cards = QWidget()
        self.recent = RecentEntries(cards)
        self.definition = GradeDefinition(cards)
        self.scores = ScoresCard(cards)
        self.after = AfterEntryCard(self)
        box = QVBoxLayout(cards)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(_GAP)
        for card in (self.recent, self.definition, self.scores):
            box.addWidget(card)
        box.addStretch(1)
        self._scroll.setWidget(cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.after)

    def fit(self, window_width: int) -> int:
        """Leave the form enough room; return the width taken, 0 where there is none to spare."""
        self.setVisible(window_width >= _LEAST_WINDOW)
        if window_width < _LEAST_WINDOW:
            return 0
        width = max(_NARROWEST, min(round(window_width * _SHARE), _WIDEST))
        self.setFixedWidth(width)
        return width
