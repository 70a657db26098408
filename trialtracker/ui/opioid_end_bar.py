"""The inline question when a patch was taken off, or a regular dose ended."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.opioid_words import format_intake
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.record_when import WHEN_HELP, parse_when


class OpioidEndBar(QFrame):
    """Hidden until asked; ended carries the intake and the moment, now where nothing is typed."""

    ended = Signal(object, object)
    cancelled = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasonBar")
        self._clock = clock
        self._intake: Intake | None = None
        self._zone = "UTC"
        self.title = plain_label(name="reasonTitle")
        self.when = QLineEdit()
        self.when.setPlaceholderText("now")
        self.when.setMaximumWidth(220)
        self.when.setAccessibleName("When it ended")
        self.when.setAccessibleDescription(WHEN_HELP)
        self.confirm_button = QPushButton("Save the end")
        self.confirm_button.setProperty("primary", True)
        self.cancel_button = QPushButton("Keep it going")
        self.problem = WrappedLabel("problem")
        self.when.textEdited.connect(lambda _text: self.show_problem(""))
        self.confirm_button.clicked.connect(self._confirm)
        self.cancel_button.clicked.connect(self._cancel)
        self._lay_out()
        self.hide()

    def ask(self, intake: Intake, time_zone: str) -> None:
        """Ask when an intake ended."""
        self._intake, self._zone = intake, time_zone
        is_patch = intake.kind is IntakeKind.PATCH
        verb = "was it taken off" if is_patch else "did it end"
        self.title.setText(f"{format_intake(intake)}: when {verb}?")
        self.setAccessibleName(self.title.text())
        self.when.clear()
        self.show_problem("")
        self.show()
        self.when.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Show why the end is refused; empty takes it away."""
        self.problem.show_text(sentence)
        self.problem.setVisible(bool(sentence))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._cancel() if self.cancel_button.hasFocus() else self._confirm()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        try:
            at: datetime = parse_when(self.when.text(), self._clock(), self._zone)
        except ValueError as error:
            self.show_problem(str(error))
            self.when.setFocus()
        else:
            self.ended.emit(self._intake, at)

    def _cancel(self) -> None:
        self.hide()
        self.cancelled.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for widget in (self.when, self.confirm_button, self.cancel_button):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.problem)
