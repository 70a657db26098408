"""One criterion under two criteria sets: status, value and requirement in each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.criteria_sets import Role
from trialtracker.ui.plain_text import WrappedLabel, plain_label, wrapped_label
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, Shape, ShapeIcon
from trialtracker.ui.stop_row import StopRow

_LEFT_OUT = "Left out of this set"


class CompareRow(StopRow):
    """The criterion's name across, one cell a set below; a difference is written beside the name.

    It differs where the status, the requirement or the role does.
    """

    def __init__(
        self,
        number: int,
        pair: tuple[CriterionResult | None, CriterionResult | None],
        titles: tuple[str, ...],
    ) -> None:
        super().__init__(number)
        self.setObjectName("compareRow")
        self.title = next(result.label for result in pair if result is not None)
        self.differs = _get_judged(pair[0]) != _get_judged(pair[1])
        self.setProperty("differs", self.differs)
        self.mark = plain_label("Differs" if self.differs else "Alike", "compareMark")
        self.cells = tuple(CompareCell(result) for result in pair)
        self._lay_out()
        named = zip(titles, self.cells, strict=True)
        self.setAccessibleName(f"{self.title}: {self.mark.text()}")
        self.setAccessibleDescription(". ".join(f"{title}: {c.spoken}" for title, c in named))

    def _lay_out(self) -> None:
        name = wrapped_label(self.title, "criterionLabel")
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self.mark)
        cells = QHBoxLayout()
        cells.setSpacing(24)
        for cell in self.cells:
            cells.addWidget(cell, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(cells)


class CompareCell(QFrame):
    """Shape and word of the status, the value, what the set needs and what it does there."""

    def __init__(self, result: CriterionResult | None) -> None:
        super().__init__()
        self.setObjectName("compareCell")
        self.setProperty("status", "left_out" if result is None else result.status.value)
        shape = Shape.DASHED_CIRCLE if result is None else SHAPE_OF_STATUS[result.status]
        icon = ShapeIcon("criterionIcon")
        icon.show_shape(shape)
        lines = _format_result(result)
        self.spoken = ", ".join(lines)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.addWidget(icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        for place, text in enumerate(lines):
            label = WrappedLabel("secondary" if place else "criterionValue")
            label.show_text(text)
            grid.addWidget(label, place, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(lines), 1)


def _format_result(result: CriterionResult | None) -> tuple[str, ...]:
    """Return the lines of a cell: what was found, what is needed, and whether it counts."""
    if result is None:
        return (_LEFT_OUT,)
    known = result.status.label
    found = known if result.value == known else f"{known}: {result.value}"
    needed = result.requirement[:1].upper() + result.requirement[1:]
    return (found, needed, *(("Advises only",) if result.role is Role.ADVISES else ()))


def _get_judged(result: CriterionResult | None) -> tuple[object, ...]:
    return () if result is None else (result.status, result.requirement, result.role, result.value)
