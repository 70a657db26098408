"""Says which result the rows of a list are behind, and leads back to all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.shape_icon import Shape, ShapeIcon


class UsedBar(QFrame):
    """There while a list is narrowed; Esc goes back to the result."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("usedBar")
        self._icon = ShapeIcon("usedIcon")
        self._icon.show_shape(Shape.TICKED_CIRCLE)
        self.words = WrappedLabel("usedWords")
        self.all_button = QPushButton("Show all")
        self.all_button.setProperty("small", True)
        self.all_button.setAccessibleName("Show all entries")
        self.all_button.clicked.connect(self.all_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.all_button)
        self.hide()

    def show_words(self, words: str) -> None:
        """Say what the list is narrowed to; empty takes the bar away."""
        self.words.show_text(f"{words} Esc goes back." if words else "")
        self.setVisible(bool(words))
