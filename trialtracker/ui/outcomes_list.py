"""The trials behind a number of the outcomes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.outcome_period import format_period
from trialtracker.clinical.time import Clock
from trialtracker.services.outcomes import Chosen
from trialtracker.services.rows import TrialRow
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.shortcuts import bind_keys
from trialtracker.ui.trial_table import TrialTable


class OutcomesList(QWidget):
    """By the patient's name; Enter opens a trial, Esc goes back to the figures."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("page")
        self.title = WrappedLabel("pageTitle")
        self.period = plain_label("", "figures")
        self.back_button = QPushButton("Back to the outcomes  Esc")
        self.back_button.setAccessibleName("Back to the outcomes")
        self.table = TrialTable("Trials behind the number", clock)
        self._lay_out()
        self.back_button.clicked.connect(self.left)
        self.table.opened.connect(self.opened)
        bind_keys(self, {"Esc": self.left.emit})

    def show_trials(self, chosen: Chosen, rows: tuple[TrialRow, ...]) -> None:
        """Show the first page of them."""
        self.title.show_text(chosen.words)
        self.period.setText(f"Started {format_period(chosen.period)} · by name")
        self.table.setAccessibleName(f"Trials: {chosen.words}")
        self.table.show_page(rows)

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.period)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(card, 1)
