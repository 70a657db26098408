"""The inline question why a saved entry is changed, answered by a digit and Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.choices import AmendReason
from trialtracker.clinical.time import format_time
from trialtracker.clinical.trial import Entry
from trialtracker.overriding import override
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import plain_label

_REASONS = tuple(AmendReason)


class ReasonBar(QFrame):
    """Hidden until asked; chosen carries the reason and, for Other, the words typed."""

    chosen = Signal(object, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasonBar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = plain_label(name="reasonTitle")
        self.buttons = [_reason_button(number) for number in range(1, len(_REASONS) + 1)]
        self._group = QButtonGroup(self)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
        self._group.idToggled.connect(self._show_other)
        self.words = QLineEdit()
        self.words.setPlaceholderText("The reason in a few words")
        self.words.setAccessibleName("The reason in words")
        self.words.textChanged.connect(self._clear_problem)
        self.problem = plain_label(name="problem")
        self.confirm_button = QPushButton()
        self.confirm_button.setProperty("primary", True)
        self.confirm_button.clicked.connect(self._confirm)
        self.cancel_button = QPushButton()
        self.cancel_button.clicked.connect(self._cancel)
        self._lay_out()
        self.hide()

    def ask_amend(self) -> None:
        """Ask why an entry is amended."""
        self.ask("Why is this entry amended?", "Save amendment", "Keep editing")

    def ask_void(self, entry: Entry, time_zone: str) -> None:
        """Ask why an entry is made void; the button names the entry by its time."""
        at = format_time(entry.observed_at, time_zone)
        self.ask(
            f"Why is the entry of {at} made void? It stays visible as void.",
            f"Void the entry of {at}",
            "Keep the entry",
        )

    @property
    def reason(self) -> AmendReason | None:
        """Return the reason chosen so far."""
        number = self._group.checkedId()
        return _REASONS[number] if number >= 0 else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press_or_confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self._cancel()
        elif 0 <= digit < len(_REASONS) and not self.words.hasFocus():
            self.buttons[digit].setChecked(True)
        else:
            super().keyPressEvent(event)

    def ask(self, question: str, verb: str, way_back: str) -> None:
        """Ask why; verb and way_back are the words of the two buttons."""
        self.title.setText(question)
        self.setAccessibleName(question)
        self.confirm_button.setText(verb)
        self.cancel_button.setText(way_back)
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)
        self.words.clear()
        self.words.hide()
        self._clear_problem()
        self.show()
        self.setFocus()

    def _press_or_confirm(self) -> None:
        focused = self.focusWidget()
        if focused is self.cancel_button and focused.hasFocus():
            self._cancel()
        else:
            self._confirm()

    def _confirm(self) -> None:
        words = self.words.text().strip()
        if self.reason is None:
            self._refuse(f"Choose a reason, 1 to {len(_REASONS)}.", self)
        elif self.reason is AmendReason.OTHER and not words:
            self._refuse("Write the reason in a few words.", self.words)
        else:
            # Told before it hides: else Qt hands the keyboard to whatever comes next.
            self.chosen.emit(self.reason, words if self.reason is AmendReason.OTHER else "")
            self.hide()

    def _cancel(self) -> None:
        self.cancelled.emit()
        self.hide()

    def _refuse(self, sentence: str, where: QWidget) -> None:
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        self.problem.show()
        where.setFocus()

    def _clear_problem(self) -> None:
        self.problem.hide()

    def _show_other(self) -> None:
        self._clear_problem()
        other = self.reason is AmendReason.OTHER
        self.words.setVisible(other)
        if other:
            self.words.setFocus()

    def _lay_out(self) -> None:
        reasons, actions = FlowLayout(gap=6), FlowLayout(gap=8)
        for button in self.buttons:
            reasons.addWidget(button)
        actions.addWidget(self.confirm_button)
        actions.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(reasons)
        column.addWidget(self.words)
        column.addWidget(self.problem)
        column.addLayout(actions)


def _reason_button(number: int) -> QPushButton:
    label = _REASONS[number - 1].label
    button = QPushButton(f"{number}  {label}")
    button.setObjectName("reasonChoice")
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setAccessibleName(f"Reason {number}: {label}")
    return button
