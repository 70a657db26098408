"""The row of one measured number: a small box, with its unit in the label."""

from functools import partial

from PySide6.QtWidgets import QWidget

from trialtracker.clinical.measures import SYSTOLIC, Measure
from trialtracker.ui.record_labels import with_mnemonic
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_parsing import parse_number
from trialtracker.ui.record_row import MeasureRow, RowPlan

_LONGEST_LABEL = 16
_UNITS_IN_WORDS = {"score"}


class NumberRow(MeasureRow):
    """A number with as many decimals as its measure has; comma and point both separate them."""

    def __init__(
        self,
        measure: Measure,
        parent: QWidget | None = None,
        *,
        messages: FieldMessages | None = None,
    ) -> None:
        super().__init__(
            _plan_number(measure, is_short=messages is not None), parent, messages=messages
        )


def _plan_number(measure: Measure, *, is_short: bool) -> RowPlan:
    fits = not is_short or len(measure.label) <= _LONGEST_LABEL
    label = measure.label if fits else measure.short_label.capitalize()
    unit = "" if measure.unit in _UNITS_IN_WORDS else f" {measure.unit}"
    return RowPlan(
        key=measure.key,
        label=with_mnemonic(f"{label}{unit}", measure.mnemonic),
        name=measure.label,
        cells=(),
        height=0,
        accumulates=True,
        parse=partial(parse_number, measure),
        splits=measure.key == SYSTOLIC.key,
    )
