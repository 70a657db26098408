"""One labelled field of a form with the sentence that says what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.refusal import Problem, join_sentences
from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel, plain_label


class FormField(QWidget):
    """A label above its editor, and below it the problem if there is one.

    key is the name of the field in a Problem; label carries the ``&`` of its mnemonic; edited is
    the editor's own signal, which takes the problem away.
    """

    changed = Signal()

    def __init__(self, key: str, label: str, editor: QWidget, edited: SignalInstance) -> None:
        super().__init__()
        self.key = key
        self.title = label.replace("&", "")
        self.editor = editor
        self.problem_label = WrappedLabel("problem")
        self.problem_label.hide()
        caption = plain_label(label, "caption")
        caption.setBuddy(_innermost(editor))  # Alt passes over a widget that only has a proxy
        for part in (*editor.findChildren(QLineEdit), _innermost(editor)):
            part.setAccessibleName(self.title)
        edited.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(editor)
        column.addWidget(self.problem_label)
        column.addStretch(1)

    @property
    def problem(self) -> str:
        """Return the sentence shown now, empty if none."""
        return self.problem_label.accessibleName()

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong beside the field; an empty sentence takes it away."""
        self.problem_label.show_text(sentence)
        self.problem_label.setVisible(bool(sentence))
        editor = _innermost(self.editor)
        editor.setAccessibleDescription(sentence)
        editor.setProperty("problem", bool(sentence))
        editor.style().unpolish(editor)
        editor.style().polish(editor)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the widgets that Tab visits, in order."""
        parts = self.editor.findChildren(QWidget)
        reached = (p for p in parts if p.focusPolicy() != Qt.FocusPolicy.NoFocus)
        stops = tuple(p for p in reached if isinstance(p, QLineEdit | QPushButton))
        return stops if stops and not isinstance(self.editor, QComboBox) else (self.editor,)

    def focus_editor(self) -> None:
        """Put the cursor into the field."""
        self.editor.setFocus()
        if isinstance(self.editor, QLineEdit):
            self.editor.selectAll()

    def _tell(self) -> None:
        if self.problem:
            self.show_problem("")
        self.changed.emit()


def _innermost(editor: QWidget) -> QWidget:
    """Return the part of an editor that takes the keys."""
    proxy = editor.focusProxy()
    return editor if proxy is None else _innermost(proxy)


class QuietComboBox(QComboBox):
    """A combo box whose value never changes because the mouse wheel passed over it."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceBox(QuietComboBox):
    """One of the coded choices; with a prompt nothing is chosen until somebody chooses."""

    def __init__(self, choices: Sequence[Choice], prompt: str = "") -> None:
        super().__init__()
        self._choices = tuple(choices)
        for choice in self._choices:
            self.addItem(choice.label)
        if prompt:
            self.setPlaceholderText(prompt)
            self.setCurrentIndex(-1)

    @property
    def choice(self) -> Choice | None:
        """Return what is chosen, None while nothing is."""
        index = self.currentIndex()
        return self._choices[index] if index >= 0 else None

    def show_choice(self, choice: Choice | None) -> None:
        """Choose."""
        self.setCurrentIndex(-1 if choice is None else self._choices.index(choice))


class FieldSet(QWidget):
    """A form: its fields by key, each able to show its own problem."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, FormField] = {}

    def add_fields(self, fields: Sequence[FormField]) -> None:
        """Take the fields in and listen to them."""
        self.fields = {field.key: field for field in fields}
        for field in fields:
            field.changed.connect(self.changed)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each sentence beside its field, several in one, and clear the other fields."""
        for key, field in self.fields.items():
            field.show_problem(join_sentences(problems, key))


def make_form(*fields: FormField) -> FieldSet:
    """Return a form with its fields one below the other."""
    form = FieldSet()
    column = QVBoxLayout(form)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for field in fields:
        column.addWidget(field)
    form.add_fields(fields)
    return form
