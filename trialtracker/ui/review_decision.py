"""The decision of a review: one of five, each with its letter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from trialtracker.clinical.review import Decision
from trialtracker.overriding import override
from trialtracker.ui.form_field import FormField

_TEXTS = {
    Decision.DISCUSS: "&Discuss implantation",
    Decision.EXTEND: "&Extend or change the trial",
    Decision.DO_NOT_PROCEED: "Do &not proceed",
    Decision.REPEAT: "&Repeat the trial",
    Decision.OTHER: "&Other",
}
"""The letter behind each & chooses, alone while a decision has the keyboard, else with Alt."""


class DecisionBox(QWidget):
    """Nothing is chosen until somebody chooses; typed tells that a letter did."""

    chosen = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._letters: dict[str, Decision] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, decision in enumerate(Decision):
            text = _TEXTS[decision]
            button = QRadioButton(text)
            button.setObjectName("decision")
            button.setAccessibleName(decision.label)
            self._letters[text[text.index("&") + 1].upper()] = decision
            self._group.addButton(button, place)
            column.addWidget(button)
        self._group.idToggled.connect(self._tell)

    @property
    def decision(self) -> Decision | None:
        """Return what is decided so far."""
        place = self._group.checkedId()
        return None if place < 0 else tuple(Decision)[place]

    @property
    def buttons(self) -> tuple[QRadioButton, ...]:
        """Return the five, in order."""
        return tuple(b for b in self._group.buttons() if isinstance(b, QRadioButton))

    def choose(self, decision: Decision) -> None:
        """Decide, and leave the keyboard there."""
        button = self.buttons[tuple(Decision).index(decision)]
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on what is decided, or else on the first."""
        place = max(self._group.checkedId(), 0)
        self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        decision = self._letters.get(event.text().upper())
        if decision is None:
            super().keyPressEvent(event)
        else:
            self.choose(decision)
            self.typed.emit()

    def _tell(self, _place: int, is_checked: bool) -> None:
        if is_checked:
            self.chosen.emit()


class DecisionField(FormField):
    """The five with their label, and with the sentence when nothing is decided."""

    def __init__(self, box: DecisionBox) -> None:
        super().__init__("decision", "Decision of the physician", box, box.chosen)
        self._box = box

    @override
    def tab_stops(self) -> tuple[QWidget, ...]:
        return self._box.buttons

    @override
    def focus_editor(self) -> None:
        self._box.take_focus()
