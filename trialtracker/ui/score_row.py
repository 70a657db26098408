"""The row of one score: a cell for every whole number of the measure's range."""

from functools import partial

from PySide6.QtWidgets import QWidget

from trialtracker.clinical.measures import Measure, MeasureGroup
from trialtracker.ui.record_labels import with_mnemonic
from trialtracker.ui.record_paint import Cell
from trialtracker.ui.record_parsing import parse_score
from trialtracker.ui.record_row import MeasureRow, RowPlan

_CELL_WIDTH = 34
_CELL_HEIGHT = 25


class ScoreRow(MeasureRow):
    """A 0-10 rating; digits add up while the focus stays, so 1 then 0 is ten."""

    def __init__(self, measure: Measure, parent: QWidget | None = None) -> None:
        super().__init__(_plan_score(measure), parent)


def _plan_score(measure: Measure) -> RowPlan:
    numbers = range(int(measure.low), int(measure.high) + 1)
    is_pain = measure.group is MeasureGroup.PAIN
    label = f"{measure.label[0].lower()}{measure.label[1:]}"
    return RowPlan(
        key=measure.key,
        label=with_mnemonic(measure.label, measure.mnemonic),
        name=f"Pain: {label}" if is_pain else measure.label,
        cells=tuple(Cell(str(number), str(number), _CELL_WIDTH) for number in numbers),
        height=_CELL_HEIGHT,
        accumulates=True,
        parse=partial(parse_score, measure),
    )
