"""The editors of dossier items: one a kind, each turning what is typed into a stored value."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.dossier import Item
from trialtracker.clinical.dossier_choices import ItemKind
from trialtracker.clinical.record_choices import Answer
from trialtracker.clinical.time import format_date, local_date
from trialtracker.overriding import override
from trialtracker.ui.date_field import DateField
from trialtracker.ui.date_text import format_clock_time
from trialtracker.ui.form_field import ChoiceBox
from trialtracker.ui.moment_field import MomentField

_KEY_OF_ANSWER = {Answer.YES: "Y", Answer.NO: "N", Answer.NOT_KNOWN: "U"}
_ANSWER_OF_KEY = {
    Qt.Key.Key_Y: Answer.YES,
    Qt.Key.Key_N: Answer.NO,
    Qt.Key.Key_U: Answer.NOT_KNOWN,
}
_TAKE_BACK = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_WORDS_HEIGHT = 62
_BETWEEN = "\t"
"""Stands between date and time in a draft."""


class Place(Protocol):
    """What an editor needs to know of the clinic: its present day and its time zone."""

    def get_today(self) -> date:
        """Return the clinic-local date."""
        ...

    def get_zone(self) -> str:
        """Return the trial's IANA time zone."""
        ...


class AnswerKeys(QFrame):
    """Yes, No and Not known in one stop of the keyboard: Y, N, U; Delete takes the answer back."""

    changed = Signal()
    answered = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setObjectName("answerKeys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = label
        self._answer = ""
        self.buttons = {answer: _answer_button(answer, label) for answer in Answer}
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 3, 3, 3)
        row.setSpacing(4)
        for answer, button in self.buttons.items():
            button.clicked.connect(partial(self._choose, answer))
            row.addWidget(button)
        row.addStretch(1)
        self._name()

    def get_typed(self) -> str:
        """Return the answer's key, empty for none."""
        return self._answer

    def get_value(self) -> str:
        """Return the answer's key, empty for none."""
        return self._answer

    def to_typed(self, value: str) -> str:
        """Return the key itself."""
        return value

    def show_typed(self, typed: str) -> None:
        """Show an answer."""
        self._answer = typed
        for answer, button in self.buttons.items():
            button.setChecked(answer == typed)
        self._name()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        }
        if is_plain and key in _ANSWER_OF_KEY:
            self._choose(_ANSWER_OF_KEY[key])
        elif is_plain and key in _TAKE_BACK:
            self.show_typed("")
            self.changed.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, answer: Answer, _is_checked: bool = True) -> None:
        self.show_typed(answer)
        self.changed.emit()
        self.answered.emit()

    def _name(self) -> None:
        said = Answer(self._answer).label if self._answer else "not answered"
        self.setAccessibleName(f"{self._label}: {said}")
        self.setAccessibleDescription("Y yes, N no, U not known, Delete takes the answer back")


class LineEditor(QLineEdit):
    """A few words on one line."""

    changed = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.textChanged.connect(self.changed)

    def get_typed(self) -> str:
        """Return the text."""
        return self.text()

    def show_typed(self, typed: str) -> None:
        """Show the text."""
        self.setText(typed)

    def to_typed(self, value: str) -> str:
        """Return the text itself."""
        return value

    def get_value(self) -> str:
        """Return the text without the spaces around it."""
        return self.text().strip()


class WordsEditor(QPlainTextEdit):
    """Free words on several lines; Tab leaves it."""

    changed = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_WORDS_HEIGHT)
        self.textChanged.connect(self.changed)

    def get_typed(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def show_typed(self, typed: str) -> None:
        """Show the text."""
        if typed != self.toPlainText():
            self.setPlainText(typed)

    def to_typed(self, value: str) -> str:
        """Return the text itself."""
        return value

    def get_value(self) -> str:
        """Return the text without the space around it."""
        return self.toPlainText().strip()


class ChoiceEditor(ChoiceBox):
    """One of a list, by Up and Down or its opened list; Delete takes the choice back."""

    changed = Signal()

    def __init__(self, choices: Sequence[Choice], label: str) -> None:
        super().__init__(choices, prompt="Choose")
        self._keys = [choice.value for choice in choices]
        self.setAccessibleName(label)
        self.currentIndexChanged.connect(self.changed)

    def get_typed(self) -> str:
        """Return the key of what is chosen, empty for nothing."""
        return "" if self.choice is None else self.choice.value

    def show_typed(self, typed: str) -> None:
        """Choose by key."""
        self.setCurrentIndex(self._keys.index(typed) if typed in self._keys else -1)

    def to_typed(self, value: str) -> str:
        """Return the key itself."""
        return value

    def get_value(self) -> str:
        """Return the key of what is chosen, empty for nothing."""
        return self.get_typed()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKE_BACK:
            self.setCurrentIndex(-1)
        elif event.text().isalpha():
            event.ignore()  # a Y or N too many, meant for a question, must not choose
        else:
            super().keyPressEvent(event)


class DayEditor(DateField):
    """A date, stored as ISO 8601."""

    def __init__(self, place: Place, label: str) -> None:
        super().__init__(place.get_today)
        self.editor.setAccessibleName(label)

    def get_typed(self) -> str:
        """Return the text."""
        return self.editor.text()

    def show_typed(self, typed: str) -> None:
        """Show the text."""
        self.editor.setText(typed)

    def to_typed(self, value: str) -> str:
        """Return 05-Mar-2026."""
        return format_date(date.fromisoformat(value)) if value else ""

    def get_value(self) -> str:
        """Return the ISO date."""
        day = self.get_date() if self.editor.text().strip() else None
        return "" if day is None else day.isoformat()


class InstantEditor(MomentField):
    """A clinic-local date with its time, stored as an ISO 8601 instant."""

    def __init__(self, place: Place, label: str) -> None:
        super().__init__(place.get_today)
        self._get_zone: Callable[[], str] = place.get_zone
        self.name_parts(label)

    def get_typed(self) -> str:
        """Return date and time as one text."""
        return f"{self.day.editor.text()}{_BETWEEN}{self.time.text()}".strip(_BETWEEN)

    def show_typed(self, typed: str) -> None:
        """Show date and time."""
        day, _, time = typed.partition(_BETWEEN)
        self.day.editor.setText(day)
        self.time.setText(time)

    def to_typed(self, value: str) -> str:
        """Return 05-Mar-2026 and 14:05."""
        if not value:
            return ""
        moment, zone = datetime.fromisoformat(value), self._get_zone()
        day = format_date(local_date(moment, zone))
        return f"{day}{_BETWEEN}{format_clock_time(moment, zone)}"

    def get_value(self) -> str:
        """Return the ISO instant."""
        moment = self.get_moment(self._get_zone())
        return "" if moment is None else moment.isoformat()


Editor = AnswerKeys | LineEditor | WordsEditor | ChoiceEditor | DayEditor | InstantEditor


def make_editor(item: Item, place: Place) -> Editor:
    """Return the editor of an item's kind.

    Raises:
        LookupError: for an item that the trial fills in itself.
    """
    match item.kind:
        case ItemKind.QUESTION:
            return AnswerKeys(item.label)
        case ItemKind.TEXT:
            return LineEditor(item.label)
        case ItemKind.WORDS:
            return WordsEditor(item.label)
        case ItemKind.CHOICE:
            return ChoiceEditor(item.choices, item.label)
        case ItemKind.DATE | ItemKind.PAST_DATE:
            return DayEditor(place, item.label)
        case ItemKind.PAST_MOMENT:
            return InstantEditor(place, item.label)
        case ItemKind.COMPUTED:
            raise LookupError(f"{item.label} is filled in by the trial.")


def _answer_button(answer: Answer, label: str) -> QPushButton:
    button = QPushButton(answer.label)
    button.setObjectName("answerKey")
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAutoDefault(False)
    button.setToolTip(_KEY_OF_ANSWER[answer])
    button.setAccessibleName(f"{label}: {answer.label}")
    return button
