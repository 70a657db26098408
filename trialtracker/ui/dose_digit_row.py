"""One of a few coded choices, answered by a single digit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.choices import Choice
from trialtracker.overriding import override
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import WrappedLabel, plain_button_text


class DigitRow(QFrame):
    """One stop for Tab; a digit chooses, and so does the mouse."""

    changed = Signal()

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = name
        self._choices = tuple(choices)
        self._group = QButtonGroup(self)
        self.buttons = [self._make_button(number) for number in range(len(self._choices))]
        self.problem_label = WrappedLabel("problem")
        self.problem_label.hide()
        flow = FlowLayout(gap=6)
        for button in self.buttons:
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 3, 3)
        column.setSpacing(3)
        column.addLayout(flow)
        column.addWidget(self.problem_label)
        self._group.idClicked.connect(self._tell)
        self._describe()

    @property
    def choice(self) -> Choice | None:
        """Return what is chosen, None while nothing is."""
        number = self._group.checkedId()
        return self._choices[number] if number >= 0 else None

    @property
    def problem(self) -> str:
        """Return the sentence shown now, empty if none."""
        return self.problem_label.accessibleName()

    def show_choice(self, choice: Choice | None) -> None:
        """Choose, or choose nothing."""
        self._group.setExclusive(False)
        for number, button in enumerate(self.buttons):
            button.setChecked(self._choices[number] is choice)
        self._group.setExclusive(True)
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong below the choices; an empty sentence takes it away."""
        self.problem_label.show_text(sentence)
        self.problem_label.setVisible(bool(sentence))
        self._describe()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(self.buttons):
            self.buttons[digit].setChecked(True)
            self._tell()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.show_problem("")
        self.changed.emit()

    def _describe(self) -> None:
        chosen = "nothing chosen" if self.choice is None else self.choice.label
        self.setAccessibleName(f"{self._name}, a digit from 1 to {len(self.buttons)}")
        self.setAccessibleDescription(". ".join(part for part in (chosen, self.problem) if part))

    def _make_button(self, number: int) -> QPushButton:
        label = self._choices[number].label
        button = QPushButton(plain_button_text(f"{number + 1}  {label}"))
        button.setObjectName("reasonChoice")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(f"{self._name} {number + 1}: {label}")
        self._group.addButton(button, number)
        return button
