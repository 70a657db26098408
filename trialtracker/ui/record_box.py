"""A small box for a measured number: typed as text, read when it is left or saved."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trialtracker.overriding import override
from trialtracker.ui.record_answer_edit import AnswerEdit
from trialtracker.ui.record_state import RowState

_SEPARATOR = "/"
_LEAST_HEIGHT = 26


class NumberBox(AnswerEdit):
    """Up and Down go to the fields around it; a / in a box that splits goes on in the next one."""

    def __init__(self, width: int, *, splits: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._splits = splits
        self.setObjectName("numberBox")
        self.setFixedWidth(width)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.textEdited.connect(self._take_typed)

    @override
    def _show_text(self, state: RowState) -> None:
        super()._show_text(state)
        self.setPlaceholderText("" if state.reason is None else state.reason.label)
        self.setCursorPosition(len(state.text))

    @override
    def begin(self) -> None:
        self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _take_typed(self, typed: str) -> None:
        text, separator, rest = typed.partition(_SEPARATOR)
        goes_on = self._splits and bool(separator)
        self.change(RowState(text=text.strip() if goes_on else typed.strip()))
        if goes_on:
            self.setText(self.get_state().text)
            self.rest_typed.emit(rest.strip())
