"""One line of text in the dose form, with the sentence that says what is wrong with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.styling import set_style_property


class DoseEdit(QWidget):
    """Takes the keyboard with its line edit."""

    edited = Signal()

    def __init__(self, name: str, width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        if width:
            self.edit.setFixedWidth(width)
        self.problem_label = WrappedLabel("problem")
        self.problem_label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft if width else Qt.AlignmentFlag(0))
        column.addWidget(self.problem_label)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._tell)

    @property
    def text(self) -> str:
        """Return what is typed."""
        return self.edit.text()

    @property
    def problem(self) -> str:
        """Return the sentence shown now, empty if none."""
        return self.problem_label.accessibleName()

    def show_text(self, text: str) -> None:
        """Show what was typed before."""
        self.edit.setText(text)

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong; an empty sentence takes it away."""
        self.problem_label.show_text(sentence)
        self.problem_label.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        set_style_property(self.edit, "problem", bool(sentence))

    def _tell(self) -> None:
        self.show_problem("")
        self.edited.emit()
