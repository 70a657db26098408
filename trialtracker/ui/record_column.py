"""Rows of measures one below the other, made when they are first wanted."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trialtracker.clinical.measures import Measure
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_measure import make_row
from trialtracker.ui.record_row import LABEL_WIDTH, MeasureRow

_ABOVE_GROUP = 10


class MeasureColumn(QWidget):
    """Shows exactly the measures it is told to, each group under its name if that is wanted."""

    row_made = Signal(object)

    def __init__(
        self, parent: QWidget, *, names_groups: bool = False, label_width: int = LABEL_WIDTH
    ) -> None:
        super().__init__(parent)
        self._names_groups = names_groups
        self._label_width = label_width
        self._rows: dict[str, MeasureRow] = {}
        self._heads: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    def get_rows(self) -> tuple[MeasureRow, ...]:
        """Return the rows in view, in reading order."""
        return tuple(self._rows.values())

    def show_measures(self, measures: Iterable[Measure]) -> None:
        """Show exactly these measures, keeping what stands in their rows."""
        wanted = {measure.key: measure for measure in measures}
        if list(wanted) == list(self._rows):
            return
        for key in self._rows.keys() - wanted.keys():
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        self._rows = {key: self._rows.get(key) or self._make(wanted[key]) for key in wanted}
        self._place(wanted)
        self.setVisible(bool(wanted))

    def _make(self, measure: Measure) -> MeasureRow:
        row = make_row(measure, self, label_width=self._label_width)
        self.row_made.emit(row)
        return row

    def _place(self, wanted: dict[str, Measure]) -> None:
        for head in self._heads:
            head.hide()
            head.deleteLater()
        self._heads.clear()
        while self._box.takeAt(0) is not None:
            pass
        group = None
        for key, row in self._rows.items():
            if self._names_groups and wanted[key].group is not group:
                group = wanted[key].group
                self._heads.append(plain_label(group.label, "sectionTitle", self))
                self._heads[-1].setContentsMargins(0, _ABOVE_GROUP, 0, 2)
                self._box.addWidget(self._heads[-1])
            self._box.addWidget(row)
