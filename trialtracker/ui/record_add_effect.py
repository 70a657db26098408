"""The field that finds a side effect or a warning sign by its first letters."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from trialtracker.clinical.measures import SIGNS, Measure
from trialtracker.clinical.side_effects import SideEffect, find_side_effects
from trialtracker.overriding import override

Found = SideEffect | Measure
"""What can be added: a side effect with its grades, or a warning sign with no and yes."""

PLACEHOLDER = "+ Add a side effect or warning sign…"


class AddEffectField(QLineEdit):
    """Lists what is found while typing; Down and Enter pick one, Enter alone picks the only one."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: tuple[Found, ...] = ()
        self._has_chosen = False
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._list = QListView()
        self._list.setAccessibleName("Side effects and warning signs found")
        self._completer.setPopup(self._list)
        self._completer.activated.connect(self._pick_name)
        self._completer.highlighted.connect(self._note_chosen)
        self.setObjectName("addEffect")
        self.setPlaceholderText(PLACEHOLDER)
        self.setAccessibleName("Add a side effect or warning sign")
        self.setAccessibleDescription("Type its first letters, then Down and Enter.")
        self.textEdited.connect(self.find_effects)

    def find_effects(self, typed: str) -> None:
        """List what begins with the text, as if it had been typed."""
        if self.text() != typed:
            self.setText(typed)
        self._has_chosen = False
        self._found = (*find_side_effects(typed), *find_signs(typed))
        self._names.setStringList([_format_found(effect) for effect in self._found])
        if self._found:
            self._completer.complete()
        else:
            self._list.hide()

    def get_found(self) -> tuple[Found, ...]:
        """Return what is listed."""
        return self._found

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif len(self._found) == 1:
            self._pick(self._found[0])
        elif not self.text():
            self.focusNextChild()
        elif self._has_chosen:
            event.ignore()  # so that the list takes what is highlighted in it

    def _note_chosen(self, _name: str) -> None:
        self._has_chosen = True

    def _pick_name(self, name: str) -> None:
        for effect in self._found:
            if _format_found(effect) == name:
                self._pick(effect)
                return

    def _pick(self, effect: Found) -> None:
        self._list.hide()
        self._found = ()
        self.clear()
        self.picked.emit(effect)


def find_signs(typed: str) -> tuple[Measure, ...]:
    """Return the warning signs that have a word which begins with what was typed."""
    wanted = typed.strip().casefold()
    return tuple(sign for sign in SIGNS if wanted and f" {wanted}" in f" {sign.label.casefold()}")


def get_key(found: Found) -> str:
    """Return the key under which the answer is stored."""
    return found.key if isinstance(found, Measure) else found.measure


def _format_found(found: Found) -> str:
    if isinstance(found, Measure):
        return f"{found.label} (warning sign)"
    same = found.label.casefold() == found.term.casefold()
    return found.label if same else f"{found.label} ({found.term})"
