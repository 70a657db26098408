"""The field that finds an opioid by its first letters, and takes any other words as they are."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from trialtracker.clinical.opioids import Opioid, Standing, find_opioids
from trialtracker.overriding import override

_PASSING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class DrugField(QLineEdit):
    """Lists what is found while typing; Down and Enter pick one, Enter and Tab the only one."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Opioid, ...] = ()
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self.list = QListView()
        self.list.setObjectName("opioidsFound")
        self.list.setAccessibleName("Opioids found")
        self._completer.setPopup(self.list)
        self._completer.activated.connect(self._pick_name)
        self.setAccessibleName("Drug")
        self.setAccessibleDescription("Type its first letters, then Down and Enter.")
        self.textEdited.connect(self._find)

    def show_drug(self, text: str) -> None:
        """Show a drug; nothing is listed."""
        self.list.hide()
        self._found = ()
        self.setText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self.list.isVisible() and self.list.selectedIndexes():
            event.ignore()  # the arrow keys have chosen one: the list takes it
        elif len(self._found) == 1:
            self._pick(self._found[0])
        else:
            self.list.hide()
            self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING and len(self._found) == 1:
            self.show_drug(self._found[0].label)
            self.changed.emit()

    def _find(self, typed: str) -> None:
        self._found = find_opioids(typed)
        self._names.setStringList([_format_found(opioid) for opioid in self._found])
        if self._found:
            self._completer.complete()
        else:
            self.list.hide()
        self.changed.emit()

    def _pick_name(self, name: str) -> None:
        for opioid in self._found:
            if _format_found(opioid) == name:
                self._pick(opioid)
                return

    def _pick(self, opioid: Opioid) -> None:
        self.show_drug(opioid.label)
        self.changed.emit()
        self.entered.emit()


def _format_found(opioid: Opioid) -> str:
    words = "" if opioid.standing is Standing.COUNTED else f", {opioid.standing.label}"
    return f"{opioid.label} ({opioid.route}{words.casefold().replace('cdc', 'CDC')})"
