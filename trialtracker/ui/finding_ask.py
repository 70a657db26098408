"""The inline question what was done about a safety finding: a digit, or R for resolved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.findings import Finding, FindingState
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.overriding import override
from trialtracker.ui.finding_words import format_link
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import WrappedLabel, plain_label

ACTIONS = tuple(FindingAction)
_MOST_WORDS = 2_000


class FindingAsk(QFrame):
    """Hidden until asked; answered carries the finding, what was done, words, and if resolved."""

    answered = Signal(object, object, str, bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingAsk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._findings: tuple[Finding, ...] = ()
        self._place = 0
        self._time_zone = "UTC"
        self._is_resolving = False
        self.title = WrappedLabel("findingAskTitle")
        self.buttons = [_make_choice(str(n), a.label) for n, a in enumerate(ACTIONS, start=1)]
        self.resolve_button = _make_choice("R", "Resolved…")
        self.words = QLineEdit()
        self.words.setMaxLength(_MOST_WORDS)
        self.problem = plain_label(name="problem")
        self.confirm_button = QPushButton("Save  Enter")
        self.confirm_button.setProperty("primary", True)
        self.cancel_button = _make_choice("Esc", "Not now")
        self._lay_out()
        self._connect()
        self.hide()

    def _connect(self) -> None:
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, place=number: self._act(place))
        self.resolve_button.clicked.connect(self._resolve)
        self.words.textChanged.connect(self.problem.hide)
        self.confirm_button.clicked.connect(self._confirm)
        self.cancel_button.clicked.connect(self._close)

    @property
    def finding(self) -> Finding:
        """Return the finding that is asked about."""
        return self._findings[self._place]

    def ask(self, findings: Sequence[Finding], time_zone: str) -> None:
        """Ask about the first finding that nobody has seen; Up and Down go to the others."""
        self._findings = tuple(sorted(findings, key=lambda f: f.state is not FindingState.OPEN))
        self._time_zone = time_zone
        self.words.clear()
        self._show(0)
        self.show()
        self.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Show why the answer was refused."""
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        self.problem.show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        digit = key - Qt.Key.Key_1
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press_or_confirm()
        elif key == Qt.Key.Key_Escape:
            self._close()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._show(self._place + (1 if key == Qt.Key.Key_Down else -1))
        elif self.words.hasFocus():
            super().keyPressEvent(event)
        elif 0 <= digit < len(ACTIONS):
            self._act(digit)
        elif key == Qt.Key.Key_R:
            self._resolve()
        else:
            super().keyPressEvent(event)

    def _show(self, place: int) -> None:
        self._place = place % len(self._findings)
        self._is_resolving = False
        count = len(self._findings)
        which = f" ({self._place + 1} of {count}, Up and Down)" if count > 1 else ""
        text = f"What was done?{which} {format_link(self.finding, self._time_zone)}"
        self.title.show_text(text)
        self.setAccessibleName(text)
        self.problem.hide()
        self._show_words(shown=False)

    def _act(self, place: int) -> None:
        self._is_resolving = False
        if ACTIONS[place] is FindingAction.OTHER:
            self._ask_for_words("What was done, in a few words")
        else:
            self.answered.emit(self.finding, ACTIONS[place], "", False)

    def _resolve(self) -> None:
        self._is_resolving = True
        self._ask_for_words("Resolved: what was found, in a few words")

    def _ask_for_words(self, what: str) -> None:
        self.words.setPlaceholderText(what)
        self.words.setAccessibleName(what)
        self._show_words(shown=True)
        self.words.setFocus()

    def _show_words(self, *, shown: bool) -> None:
        self.words.setVisible(shown)
        self.confirm_button.setVisible(shown)

    def _press_or_confirm(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.hasFocus():
            focused.click()
        elif self.words.isVisible():
            self._confirm()

    def _confirm(self) -> None:
        words = self.words.text().strip()
        self.answered.emit(self.finding, FindingAction.OTHER, words, self._is_resolving)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        choices = FlowLayout(gap=6)
        for button in (*self.buttons, self.resolve_button, self.cancel_button):
            choices.addWidget(button)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.confirm_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(choices)
        column.addLayout(line)
        column.addWidget(self.problem)


def _make_choice(key: str, label: str) -> QPushButton:
    button = QPushButton(f"{key}  {label}")
    button.setObjectName("reasonChoice")
    button.setAutoDefault(False)
    button.setAccessibleName(f"{key}: {label}")
    return button
