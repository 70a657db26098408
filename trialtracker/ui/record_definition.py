"""What the grades of the focused side effect mean, beside the form."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.side_effects import GRADING, SideEffect
from trialtracker.ui.record_labels import make_label

_NOTHING = "Move to a side effect to read what its grades mean."


class GradeDefinition(QFrame):
    """A card with the wording of the chosen grade, or of every grade until one is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = make_label("Grades", "sectionTitle", self)
        self._wording = make_label(_NOTHING, "definition", self)
        self._source = make_label(GRADING, "secondary", self)
        self._wording.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        for label in (self._title, self._wording, self._source):
            box.addWidget(label)

    def show_grade(self, focused: tuple[SideEffect, int | None] | None) -> None:
        """Show a side effect with its grade; None where another field has the focus."""
        if focused is None:
            self._title.setText("Grades")
            self._wording.setText(_NOTHING)
            return
        effect, grade = focused
        self._title.setText(format_title(effect, grade))
        self._wording.setText(format_wording(effect, grade))

    def get_text(self) -> str:
        """Return title and wording."""
        return f"{self._title.text()}\n{self._wording.text()}"


def format_title(effect: SideEffect, grade: int | None) -> str:
    """Return 'Nausea, grade 2', 'Nausea, none', or 'Nausea' without an answer."""
    if grade is None:
        return effect.label
    return f"{effect.label}, grade {grade}" if grade else f"{effect.label}, none"


def format_wording(effect: SideEffect, grade: int | None) -> str:
    """Return the wording of the grade, or one line for every grade."""
    if grade:
        return effect.grades[grade]
    return "\n".join(f"{number}  {wording}" for number, wording in effect.grades.items())
