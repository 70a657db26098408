"""The row of one coded scale: a cell for every level, in the scale's order."""

from functools import partial

from PySide6.QtWidgets import QWidget

from trialtracker.clinical.measures import Level, Measure, MeasureGroup
from trialtracker.clinical.value_words import format_typed_value, has_short_labels
from trialtracker.overriding import override
from trialtracker.ui.record_definition import Definition, define_level
from trialtracker.ui.record_labels import with_mnemonic
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_paint import Cell
from trialtracker.ui.record_parsing import parse_level
from trialtracker.ui.record_row import LABEL_WIDTH, MeasureRow, RowPlan

_DIGIT_WIDTH = 34
_WORD_WIDTH = 58
_CELL_HEIGHT = 25


class LevelRow(MeasureRow):
    """Levels are typed by their own text, S as well as 2; Yes, No and Air by their first letter."""

    def __init__(
        self,
        measure: Measure,
        parent: QWidget | None = None,
        *,
        messages: FieldMessages | None = None,
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__(_plan_levels(measure), parent, messages=messages, label_width=label_width)
        self.measure = measure

    @override
    def get_definition(self) -> Definition | None:
        if has_short_labels(self.measure):
            return None
        return define_level(self.measure, self.get_state().text)

    def starts_with(self, letter: str) -> bool:
        """Tell whether this letter finds the row."""
        return self.measure.label.casefold().startswith(letter.casefold())


def _plan_levels(measure: Measure) -> RowPlan:
    in_words = has_short_labels(measure)
    is_dose = measure.group is MeasureGroup.DOSE
    return RowPlan(
        key=measure.key,
        label=with_mnemonic(measure.label, measure.mnemonic),
        name=measure.label,
        cells=tuple(_make_cell(level, in_words=in_words) for level in measure.levels),
        height=_CELL_HEIGHT,
        accumulates=False,
        parse=partial(parse_level, measure),
        write=partial(format_typed_value, measure.key),
        words={level.text: level.label for level in measure.levels},
        toggles=measure.levels[-1].text if is_dose else "",
    )


def _make_cell(level: Level, *, in_words: bool) -> Cell:
    if in_words:
        return Cell(level.text, level.label, _WORD_WIDTH, letter=level.label[0].casefold())
    return Cell(level.text, level.text, _DIGIT_WIDTH)
