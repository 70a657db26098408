"""The row of one side effect: none and the grades that its term has."""

from functools import partial

from PySide6.QtWidgets import QWidget

from trialtracker.clinical.side_effects import NO_SIDE_EFFECT, SideEffect
from trialtracker.overriding import override
from trialtracker.ui.record_definition import Definition, define_grade
from trialtracker.ui.record_labels import with_mnemonic
from trialtracker.ui.record_paint import Cell
from trialtracker.ui.record_parsing import parse_grade
from trialtracker.ui.record_row import MeasureRow, RowPlan
from trialtracker.ui.record_state import RowState

_NONE_WIDTH = 50
_CELL_WIDTH = 33
_CELL_HEIGHT = 25
_HIGHEST_GRADE = 5


class GradeRow(MeasureRow):
    """A side effect; one digit is the grade, 0 is none, a letter asks for another row."""

    def __init__(self, effect: SideEffect, parent: QWidget | None = None) -> None:
        super().__init__(_plan_grade(effect), parent)
        self.effect = effect

    def answer_none(self) -> bool:
        """Record that the side effect was asked for and absent, if there is no answer yet."""
        if not self.get_state().is_blank:
            return False
        self.show_state(RowState(text=str(NO_SIDE_EFFECT)))
        return True

    def starts_with(self, letter: str) -> bool:
        """Tell whether this letter finds the row."""
        return self.effect.label.casefold().startswith(letter.casefold())

    def get_grade(self) -> int | None:
        """Return the grade, None for no answer or one that is refused."""
        value = None if self.has_problem() else self.get_value()
        return None if value is None else int(value)

    @override
    def get_definition(self) -> Definition:
        return define_grade(self.effect, self.get_grade())


def _plan_grade(effect: SideEffect) -> RowPlan:
    none = Cell(str(NO_SIDE_EFFECT), "None", _NONE_WIDTH, NO_SIDE_EFFECT)
    grades = tuple(
        Cell(str(grade), str(grade), _CELL_WIDTH, grade) if grade in effect.grades else None
        for grade in range(1, _HIGHEST_GRADE + 1)
    )
    return RowPlan(
        key=effect.measure,
        label=with_mnemonic(effect.label, ""),
        name=effect.label,
        cells=(none, *grades),
        height=_CELL_HEIGHT,
        accumulates=False,
        parse=partial(parse_grade, effect),
    )
