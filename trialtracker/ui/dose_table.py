"""The table of a trial's doses, newest first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QObject,
    Qt,
)
from PySide6.QtGui import QFont

from trialtracker.clinical.dose_rows import NOTHING, DoseRow, get_dose_rows
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.column_model import AnyIndex, ColumnModel
from trialtracker.ui.plain_text import one_line, plain_tooltip
from trialtracker.ui.row_table import RowTable

_ROW_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its words, the widest usual text, and what it says of a row.

    One that gives is cut with an ellipsis before the table scrolls sideways.
    """

    title: str
    sample: str
    get_text: Callable[[DoseRow], str]
    is_strong: bool = False
    gives: bool = False


COLUMNS = (
    Column("When", "20-Nov-2026 14:05", lambda row: row.when),
    Column("Day", "-10", lambda row: row.day),
    Column("What", "Refill or reservoir change", lambda row: row.what),
    Column(
        "Dose",
        "bupivacaine 10 mg/day + morphine 0.5 mg/day",
        lambda row: row.dose,
        is_strong=True,
    ),
    Column("Why", "Too little relief", lambda row: row.why, gives=True),
    Column("Checked with", "Checked with", lambda row: row.second_person, gives=True),
    Column("By", "m.longer-name", lambda row: row.author, gives=True),
    Column("Note", "A short note", lambda row: row.note, gives=True),
)


class DoseModel(ColumnModel):
    """The doses that count; one made void is gone from here and stays in the store."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.rows: tuple[DoseRow, ...] = ()

    def show_trial(self, trial: Trial) -> None:
        """Show the doses of a trial."""
        self.beginResetModel()
        self.rows = get_dose_rows(trial)
        self.endResetModel()

    def row_at(self, row: int) -> DoseRow | None:
        """Return the row, None where there is none."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    @override
    def count_rows(self) -> int:
        return len(self.rows)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = COLUMNS[index.column()]
        text = one_line(column.get_text(row))
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("" if text == NOTHING else text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} {'not recorded' if text == NOTHING else text}"
        if role == Qt.ItemDataRole.FontRole and column.is_strong:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


class DoseTable(RowTable):
    """The doses, newest on top."""

    def __init__(self, model: DoseModel) -> None:
        super().__init__(model, "Doses, newest on top", COLUMNS, _ROW_HEIGHT)
        self.setMinimumHeight(4 * _ROW_HEIGHT)
