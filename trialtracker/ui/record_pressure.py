"""Blood pressure in the Record form: two boxes that read as one pair, 124 / 78."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_row import MeasureRow

_GAP = 6


class PressurePair(QWidget):
    """The rows of both pressures under one label, their last values side by side."""

    def __init__(self, systolic: MeasureRow, diastolic: MeasureRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = (systolic, diastolic)
        label = plain_label("Blood pressure mmHg", "boxLabel", self)
        label.setBuddy(systolic.strip)
        self.last = plain_label("", "rowLast", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(0)
        grid.addWidget(label, 0, 0, 1, 4)
        middle = Qt.AlignmentFlag.AlignVCenter
        parts = (systolic, plain_label("/", "boxLabel", self), diastolic, self.last)
        for column, part in enumerate(parts):
            grid.addWidget(part, 1, column, middle)
        for row in self._rows:
            row.show_box_alone()
            row.previous_shown.connect(self._show_last)

    def _show_last(self) -> None:
        """Say 'last 124/78' of one time; what is of two times is said apart."""
        (high, high_at), (low, low_at) = (row.get_previous() for row in self._rows)
        if high and low and high_at == low_at:
            text = f"{high}/{low.removeprefix('last ')}"
        else:
            text = " · ".join(
                f"{name} {last}" for name, last in (("systolic", high), ("diastolic", low)) if last
            )
        self.last.setText(text)
        self.last.setToolTip(
            "\n".join(f"{row.get_label()}: {row.describe_previous()}" for row in self._rows)
        )
