"""The field that finds a side effect by its first letters."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from trialtracker.clinical.side_effects import SideEffect, find_side_effects
from trialtracker.overriding import override

PLACEHOLDER = "+ Add another side effect…"


class AddEffectField(QLineEdit):
    """Lists what is found while typing; Down and Enter pick one, Enter alone picks the only one."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: tuple[SideEffect, ...] = ()
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._list = QListView()
        self._list.setAccessibleName("Side effects found")
        self._completer.setPopup(self._list)
        self._completer.activated.connect(self._pick_name)
        self.setObjectName("addEffect")
        self.setPlaceholderText(PLACEHOLDER)
        self.setAccessibleName("Add another side effect")
        self.setAccessibleDescription("Type its first letters, then Down and Enter.")
        self.textEdited.connect(self.find_effects)

    def find_effects(self, typed: str) -> None:
        """List the side effects that begin with the text, as if it had been typed."""
        if self.text() != typed:
            self.setText(typed)
        self._found = find_side_effects(typed)
        self._names.setStringList([_format_found(effect) for effect in self._found])
        if self._found:
            self._completer.complete()
        else:
            self._list.hide()

    def get_found(self) -> tuple[SideEffect, ...]:
        """Return what is listed."""
        return self._found

    def get_list(self) -> QListView:
        """Return the list that takes the arrow keys while it is open."""
        return self._list

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif len(self._found) == 1:
            self._pick(self._found[0])
        elif not self.text():
            self.focusNextChild()

    def _pick_name(self, name: str) -> None:
        for effect in self._found:
            if _format_found(effect) == name:
                self._pick(effect)
                return

    def _pick(self, effect: SideEffect) -> None:
        self._list.hide()
        self._found = ()
        self.clear()
        self.picked.emit(effect)


def _format_found(effect: SideEffect) -> str:
    same = effect.label.casefold() == effect.term.casefold()
    return effect.label if same else f"{effect.label} ({effect.term})"
