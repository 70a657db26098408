"""The bar under the Record form: save, discard with its question, and when the draft was kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.ui.plain_text import plain_label

FINISH_FIRST = "Save or discard this form first, then amend the other entry."


def format_refusals(count: int, elsewhere: Sequence[str]) -> str:
    """Return one line about how many fields are refused, and what else stands in the way."""
    fields = f"{count} field{'s need' if count > 1 else ' needs'} attention." if count else ""
    return " ".join(text for text in ("Not saved.", fields, *elsewhere) if text)


class SaveBar(QWidget):
    """Always in view; asks inline, never in a window of its own."""

    save_wanted = Signal()
    next_wanted = Signal()
    discard_wanted = Signal()
    discard_confirmed = Signal()
    problem_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._problem_key = ""
        self.save_button = QPushButton("Save  Ctrl+S", self)
        self.next_button = QPushButton("Save and next due  Ctrl+Enter", self)
        self.discard_button = QPushButton("&Discard", self)
        self.confirm_button = QPushButton("Discard draft", self)
        self.keep_button = QPushButton("Keep &editing", self)
        self.jump_button = QPushButton("", self)
        self._question = plain_label("Discard what was typed?", "rowLabel", self)
        self._status = plain_label("", "secondary", self)
        self._summary = plain_label("", "problem", self)
        self._lay_out()
        self._connect()
        self._ask(is_asking=False)

    def _lay_out(self) -> None:
        self.save_button.setProperty("primary", True)
        self.jump_button.setProperty("link", True)
        self._summary.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self._summary, 1)
        top.addWidget(self.jump_button, 0, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (
            self.save_button,
            self.next_button,
            self.discard_button,
            self._question,
            self.confirm_button,
            self.keep_button,
        ):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._status)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(top)
        box.addLayout(line)
        self.show_summary("")

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save_wanted)
        self.next_button.clicked.connect(self.next_wanted)
        self.discard_button.clicked.connect(self.discard_wanted)
        self.confirm_button.clicked.connect(self._confirm)
        self.keep_button.clicked.connect(self.keep_editing)
        self.jump_button.clicked.connect(lambda: self.problem_wanted.emit(self._problem_key))

    def ask_discard(self) -> None:
        """Ask once; the safe answer has the focus."""
        self._ask(is_asking=True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_editing(self) -> None:
        """Take the question away."""
        self._ask(is_asking=False)
        self.discard_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_asking(self) -> bool:
        """Tell whether the question about discarding stands."""
        return not self.confirm_button.isHidden()

    def _confirm(self) -> None:
        self._ask(is_asking=False)
        self.discard_confirmed.emit()

    def _ask(self, *, is_asking: bool) -> None:
        for widget in (self._question, self.confirm_button, self.keep_button):
            widget.setVisible(is_asking)
        for widget in (self.save_button, self.next_button, self.discard_button):
            widget.setVisible(not is_asking)

    def show_status(self, text: str) -> None:
        """Show when the draft was kept or the entry saved."""
        self._status.setText(text)

    def get_status(self) -> str:
        """Return the words at the right."""
        return self._status.text()

    def show_summary(self, text: str, jump_to: str = "", jump_key: str = "") -> None:
        """Show one line about every refusal, with a way to the first; empty takes it away."""
        self._summary.setText(text)
        self._summary.setVisible(bool(text))
        self._problem_key = jump_key
        self.jump_button.setText(f"Go to {jump_to}")
        self.jump_button.setVisible(bool(jump_to))

    def get_summary(self) -> str:
        """Return the line about the refusals."""
        return self._summary.text()
