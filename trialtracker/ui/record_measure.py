"""The row that a measure is answered in: scores and levels as cells, numbers as a box."""

from PySide6.QtWidgets import QWidget

from trialtracker.clinical.measures import Measure
from trialtracker.ui.record_level_row import LevelRow
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_number_row import NumberRow
from trialtracker.ui.record_row import LABEL_WIDTH, MeasureRow
from trialtracker.ui.score_row import ScoreRow


def make_row(measure: Measure, parent: QWidget, *, label_width: int = LABEL_WIDTH) -> MeasureRow:
    """Return the row of a measure with its label at the left."""
    if measure.levels:
        return LevelRow(measure, parent, label_width=label_width)
    return ScoreRow(measure, parent) if measure.unit == "NRS" else NumberRow(measure, parent)


def make_stacked_row(measure: Measure, parent: QWidget, messages: FieldMessages) -> MeasureRow:
    """Return the small field of a measure with its label above; sentences stand in messages."""
    if measure.levels:
        return LevelRow(measure, parent, messages=messages)
    return NumberRow(measure, parent, messages=messages)
