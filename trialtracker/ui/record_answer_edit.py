"""A line edit that holds one answer of the Record form: text as typed, or a reason for none."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from trialtracker.overriding import override
from trialtracker.ui.record_state import BLANK_ROW, RowState

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_PASSING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class AnswerEdit(QLineEdit):
    """What cells and boxes share: the answer, the focus, and keys that belong to the form."""

    changed = Signal()
    entered = Signal()
    left = Signal()
    enter_pressed = Signal()
    stepped = Signal(int)
    reason_wanted = Signal()
    letter_typed = Signal(str)
    rest_typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = BLANK_ROW
        self.setAcceptDrops(False)

    def get_state(self) -> RowState:
        """Return what was typed, or the reason why nothing was assessed."""
        return self._state

    def show_state(self, state: RowState) -> None:
        """Show an answer that does not come from the keys."""
        self._state = state
        self._show_text(state)

    def change(self, state: RowState) -> None:
        """Take an answer from the user."""
        if state == self._state:
            return
        self._state = state
        self._show_text(state)
        self.changed.emit()

    def _show_text(self, state: RowState) -> None:
        if self.text() != state.text:
            self.setText(state.text)
        self.update()

    def _take_key(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.enter_pressed.emit()
            case _:
                return False
        return True

    @override
    def event(self, event: QEvent) -> bool:
        # A line edit claims Ctrl+Z and its like for itself; here they belong to the form.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_typed = bool(event.text()) and event.text().isprintable()
            event.setAccepted(is_plain(event.keyCombination()) and is_typed)
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _PASSING:
            self.begin()
            self.entered.emit()
        self.update()

    def begin(self) -> None:
        """Let the next key begin the answer anew."""

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()
        self.update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.reason_wanted.emit()


def is_plain(keys: QKeyCombination) -> bool:
    """Tell whether a key is typed alone or with Shift."""
    return not keys.keyboardModifiers() & _COMMANDS
