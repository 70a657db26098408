"""The part of the Record form that says what is infused, and whether that was looked at."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trialtracker.clinical.measures import Measure
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_measure import make_row
from trialtracker.ui.record_row import MeasureRow


class DoseSection(QWidget):
    """Dose unchanged: the space bar says yes and takes it back; the dose stands below."""

    def __init__(self, measures: Sequence[Measure], parent: QWidget, *, label_width: int) -> None:
        super().__init__(parent)
        self._words = plain_label("", "runningDose", self)
        self._words.setWordWrap(True)
        self.rows: tuple[MeasureRow, ...] = tuple(
            make_row(measure, self, label_width=label_width) for measure in measures
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for row in self.rows:
            box.addWidget(row)
        box.addWidget(self._words)

    def show_dose(self, words: str) -> None:
        """Show what runs at the time observed."""
        self._words.setText(words)
        for row in self.rows:
            row.strip.setToolTip(words)

    def get_words(self) -> str:
        """Return the dose in words."""
        return self._words.text()
