"""The question about an improbable opioid dose; pressing Ctrl+S again keeps it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.refusal import Problem
from trialtracker.ui.plain_text import WrappedLabel, plain_label

_ASK = "Check this. To keep it as it is, press Ctrl+S again."


class OpioidDoubtPanel(QFrame):
    """Hidden until something is asked; a change of the form takes the question away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("opioidDoubts")
        self.setAccessibleName(_ASK)
        self.sentences = WrappedLabel("opioidDoubtsText")
        self._asked: frozenset[Problem] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(plain_label(_ASK, "opioidDoubtsTitle"))
        column.addWidget(self.sentences)
        self.hide()

    def ask(self, doubts: Sequence[Problem]) -> None:
        """Ask about an intake."""
        self._asked = frozenset(doubts)
        self.sentences.show_text("\n".join(f"▲ {doubt.sentence}" for doubt in doubts))
        self.show()

    def has_asked(self, doubts: Sequence[Problem]) -> bool:
        """Tell whether all of this was asked already."""
        return frozenset(doubts) <= self._asked

    def put_away(self) -> None:
        """Ask nothing."""
        self._asked = frozenset()
        self.hide()
