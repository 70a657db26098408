"""The note of an entry: plain text that keeps every character as it was typed or pasted."""

from PySide6.QtCore import QEvent, QMimeData, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from trialtracker.overriding import override
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_row import BOX_LABEL_WIDTH
from trialtracker.ui.record_state import NOTE

_PARAGRAPH = "\u2029"
_MOST_LINES = 6
_AROUND_TEXT = 16
_ABOVE_LABEL = 8


class NoteEdit(QPlainTextEdit):
    """A plain-text editor that Tab leaves; one line that grows with what is typed."""

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow(self.document().documentLayout().documentSize())

    def _grow(self, size: QSizeF) -> None:
        # A plain-text document measures its height in lines.
        lines = max(1, min(round(size.height()), _MOST_LINES))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _AROUND_TEXT)

    @override
    def event(self, event: QEvent) -> bool:
        # Ctrl+Z and Ctrl+Y are the form's: it asks the note first, then goes on with the fields.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _is_undo_or_redo(event):
            event.ignore()
            return True
        return super().event(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _is_undo_or_redo(event: QKeyEvent) -> bool:
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return any(event.matches(key) for key in keys)


class NoteField(QWidget):
    """Label, editor, and the sentence when the note is refused."""

    changed = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = NOTE
        self._given = ""
        self._is_showing = False
        self.edit = NoteEdit(self)
        self.label = plain_label("&Note", "sectionTitle", self)
        self.label.setBuddy(self.edit)
        self.label.setFixedWidth(BOX_LABEL_WIDTH)
        self.label.setContentsMargins(0, _ABOVE_LABEL, 0, 0)
        self.edit.setAccessibleName("Note")
        grid = QGridLayout(self)
        self._messages = FieldMessages(grid, 1, self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.edit, 0, 1)
        self.edit.textChanged.connect(self._take_text)
        self.edit.entered.connect(lambda: self.entered.emit(self.key))
        self.edit.left.connect(lambda: self.left.emit(self.key))

    def show_text(self, text: str) -> None:
        """Show a note; until it is edited it is handed back exactly as given."""
        self._is_showing = True
        self._given = text
        self.edit.setPlainText(text)
        self.edit.document().setModified(False)
        self._is_showing = False

    def get_text(self) -> str:
        """Return the note; Qt's own plain text would turn non-breaking spaces into spaces."""
        if not self.edit.document().isModified():
            return self._given
        return self.edit.document().toRawText().replace(_PARAGRAPH, "\n")

    def show_problem(self, sentence: str) -> None:
        """Show why the note is refused; empty takes the sentence away."""
        self._messages.show_problem(sentence)
        self.edit.setAccessibleDescription(sentence)

    def show_doubt(self, sentence: str) -> None:
        """Show why the note is doubtful; empty takes the sentence away."""
        self._messages.show_doubt(sentence)

    def has_doubt(self) -> bool:
        """Tell whether a question stands at the note."""
        return bool(self._messages.get_doubt())

    def take_focus(self) -> None:
        """Put the focus on the text."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def get_label(self) -> str:
        """Return the words of the field."""
        return "Note"

    def undo_typing(self) -> bool:
        """Take back the last typing while the note has the focus; tell whether there was any."""
        can_undo = self.edit.hasFocus() and self.edit.document().isUndoAvailable()
        if can_undo:
            self.edit.undo()
        return can_undo

    def redo_typing(self) -> bool:
        """Do again what was taken back in the note; tell whether there was anything."""
        can_redo = self.edit.hasFocus() and self.edit.document().isRedoAvailable()
        if can_redo:
            self.edit.redo()
        return can_redo

    def _take_text(self) -> None:
        if not self._is_showing:
            self.show_problem("")
            self.changed.emit(self.key)
