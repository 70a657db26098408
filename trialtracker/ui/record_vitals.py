"""The vital signs of the Record form: small fields side by side, their sentences below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from trialtracker.clinical.measures import DIASTOLIC, SYSTOLIC, Measure
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_measure import make_stacked_row
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_pressure import PressurePair
from trialtracker.ui.record_row import BOX_LABEL_WIDTH, MeasureRow

_GAP = 12
_ABOVE_TITLE = 22
"""The title stands in line with the boxes, below their labels."""


class VitalsSection(QWidget):
    """One line of fields that goes on in the next one where the window is narrow."""

    def __init__(self, measures: Sequence[Measure], parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        title = plain_label("Vital signs", "sectionTitle", self)
        title.setFixedWidth(BOX_LABEL_WIDTH)
        title.setContentsMargins(0, _ABOVE_TITLE, 0, 0)
        grid.addWidget(title, 0, 0, Qt.AlignmentFlag.AlignTop)
        flow = FlowLayout(gap=_GAP)
        self.rows: tuple[MeasureRow, ...] = tuple(
            make_stacked_row(measure, self, FieldMessages(grid, 1, self)) for measure in measures
        )
        for row in self.rows:
            row.rest_typed.connect(self._go_on)
        for widget in self._pair_pressures():
            flow.addWidget(widget)
        grid.addLayout(flow, 0, 1)
        grid.setColumnStretch(1, 1)

    def _pair_pressures(self) -> tuple[QWidget, ...]:
        """Return what stands side by side: the two pressures as one, else every row."""
        rows = {row.key: row for row in self.rows}
        systolic, diastolic = rows.get(SYSTOLIC.key), rows.get(DIASTOLIC.key)
        if systolic is None or diastolic is None:
            return self.rows
        pair = PressurePair(systolic, diastolic, self)
        shown = (pair if row is systolic else row for row in self.rows)
        return tuple(widget for widget in shown if widget is not diastolic)

    def _go_on(self, key: str, rest: str) -> None:
        """Take what was typed after a / into the next field."""
        place = [row.key for row in self.rows].index(key) + 1
        following = self.rows[place]
        following.take_focus()
        if rest:
            following.take_text(rest)
