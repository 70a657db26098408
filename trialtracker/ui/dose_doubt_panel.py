"""The question about an improbable dose: what is asked, and why it is right after all."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.dose_doubts import DoseKept
from trialtracker.clinical.refusal import Problem
from trialtracker.ui.dose_digit_row import DigitRow
from trialtracker.ui.plain_text import WrappedLabel, plain_label

_ASK = "Check this dose. To keep it, say why it is right, then press Ctrl+S."
_ASK_LIGHTLY = "Check this dose. To keep it, press Ctrl+S again."


class DoseDoubtPanel(QFrame):
    """Hidden until something is asked; a change of the dose takes the question away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doseDoubts")
        self.title = plain_label(name="doseDoubtsTitle")
        self.sentences = WrappedLabel("doseDoubtsText")
        self.reasons = DigitRow("The dose is right", tuple(DoseKept))
        self._asked: frozenset[Problem] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        for widget in (self.title, self.sentences, self.reasons):
            column.addWidget(widget)
        self.reasons.changed.connect(self.changed)
        self.hide()

    def ask(
        self, doubts: Sequence[Problem], elsewhere: Sequence[Problem], *, needs_reason: bool
    ) -> None:
        """Ask about a dose, and put the keyboard on the reasons.

        elsewhere are the doubts that stand at no field; the others are told beside theirs.
        """
        self._asked = frozenset(doubts)
        self.title.setText(_ASK if needs_reason else _ASK_LIGHTLY)
        spoken = " ".join(doubt.sentence for doubt in doubts)
        self.setAccessibleName(f"{spoken} {self.title.text()}")
        self.sentences.show_text("\n".join(f"▲ {doubt.sentence}" for doubt in elsewhere))
        self.sentences.setVisible(bool(elsewhere))
        self.reasons.show_choice(None)
        self.reasons.setVisible(needs_reason)
        self.show()
        if needs_reason:
            self.reasons.setFocus()

    def has_asked(self, doubts: Sequence[Problem]) -> bool:
        """Tell whether exactly this was asked already."""
        return bool(doubts) and self._asked == frozenset(doubts)

    def put_away(self) -> None:
        """Ask nothing."""
        self._asked = frozenset()
        self.reasons.show_choice(None)
        self.hide()

    @property
    def kept(self) -> DoseKept | None:
        """Return why the dose is right, None while nobody said."""
        choice = self.reasons.choice
        return choice if isinstance(choice, DoseKept) else None
