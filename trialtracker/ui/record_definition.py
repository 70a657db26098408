"""What the grades or levels of the focused row mean, beside the form."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.measures import Measure
from trialtracker.clinical.side_effects import GRADING, SideEffect
from trialtracker.ui.plain_text import plain_label

_NOTHING = "Move to a side effect or a level to read what its grades mean."


@dataclass(frozen=True, slots=True)
class Definition:
    """The words of one answer, or of every answer until one is chosen, and whose they are."""

    title: str
    wording: str
    source: str = ""


class GradeDefinition(QFrame):
    """A card with the wording of the chosen answer, or of all of them until one is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = plain_label("Grades", "sectionTitle", self)
        self._wording = plain_label(_NOTHING, "definition", self)
        self._source = plain_label(GRADING, "secondary", self)
        self._wording.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        for label in (self._title, self._wording, self._source):
            box.addWidget(label)

    def show_definition(self, definition: Definition | None) -> None:
        """Show what an answer means; None where another field has the focus."""
        shown = definition or Definition("Grades", _NOTHING, GRADING)
        self._title.setText(shown.title)
        self._wording.setText(shown.wording)
        self._source.setText(shown.source)
        self._source.setVisible(bool(shown.source))

    def get_text(self) -> str:
        """Return title and wording."""
        return f"{self._title.text()}\n{self._wording.text()}"


def define_grade(effect: SideEffect, grade: int | None) -> Definition:
    """Return the wording of a grade, or one line for every grade."""
    if grade:
        return Definition(f"{effect.label}, grade {grade}", effect.grades[grade], GRADING)
    title = effect.label if grade is None else f"{effect.label}, none"
    lines = (f"{number}  {wording}" for number, wording in effect.grades.items())
    return Definition(title, "\n".join(lines), GRADING)


def define_level(measure: Measure, text: str) -> Definition:
    """Return the words of the level that was typed, or one line for every level."""
    chosen = [level for level in measure.levels if level.text == text]
    if chosen:
        return Definition(f"{measure.label}, {chosen[0].text}", chosen[0].label)
    lines = (f"{level.text}  {level.label}" for level in measure.levels)
    return Definition(measure.label, "\n".join(lines))
