"""Tables of plain text whose rows are known by a key: recorded opioids, and the MME of each day."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QObject,
    Qt,
)
from PySide6.QtGui import QFont

from trialtracker.clinical.opioid_rows import NOTHING, TextRow
from trialtracker.overriding import override
from trialtracker.ui.column_model import AnyIndex, ColumnModel
from trialtracker.ui.plain_text import one_line, plain_tooltip
from trialtracker.ui.row_table import RowTable

_ROW_HEIGHT = 32


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column: its title and the widest usual text; numbers stand at the right.

    One that gives is cut with an ellipsis before the table scrolls sideways; one that may be
    empty is left out while no row says anything in it.
    """

    title: str
    sample: str
    is_number: bool = False
    is_strong: bool = False
    gives: bool = False
    may_be_empty: bool = False


class TextModel(ColumnModel):
    """Rows of text under fixed columns."""

    def __init__(self, columns: Sequence[TextColumn], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.columns = tuple(columns)
        self.rows: tuple[TextRow, ...] = ()

    def show_rows(self, rows: Sequence[TextRow]) -> None:
        """Show these rows in place of the others."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def find_row(self, key: str) -> int:
        """Return the place of a row, 0 where it is gone."""
        keys = [row.key for row in self.rows]
        return keys.index(key) if key in keys else 0

    @override
    def count_rows(self) -> int:
        return len(self.rows)

    @override
    def get_side(self, place: int) -> Qt.AlignmentFlag:
        return _align(self.columns[place])

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        text = one_line(self.rows[index.row()].cells[index.column()])
        said: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            said = text
        elif role == Qt.ItemDataRole.ToolTipRole:
            said = plain_tooltip("" if text == NOTHING else text)
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{column.title} {'nothing' if text == NOTHING else text}"
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            said = _align(column)
        elif role == Qt.ItemDataRole.FontRole and column.is_strong:
            said = _make_strong()
        return said


class TextTable(RowTable):
    """Rows of text; the one that is chosen is known by its key."""

    def __init__(self, model: TextModel, name: str) -> None:
        super().__init__(model, name, model.columns, _ROW_HEIGHT)
        self._rows = model

    def show_at_least(self, rows: int) -> None:
        """Be high enough for some rows below the titles."""
        self.setMinimumHeight((rows + 1) * _ROW_HEIGHT)

    @property
    def selected_key(self) -> str:
        """Return the key of the chosen row, empty for none."""
        row = self.currentIndex().row()
        return self._rows.rows[row].key if 0 <= row < len(self._rows.rows) else ""

    def show_rows(self, rows: Sequence[TextRow]) -> None:
        """Show these rows; the one that was chosen stays chosen."""
        key = self.selected_key
        self._rows.show_rows(rows)
        self._hide_empty()
        self.select_row(self._rows.find_row(key))

    def _hide_empty(self) -> None:
        for place, column in enumerate(self._rows.columns):
            is_empty = all(row.cells[place] == NOTHING for row in self._rows.rows)
            self.setColumnHidden(place, column.may_be_empty and is_empty)
        self.widths.fit()

    def select_key(self, key: str) -> None:
        """Choose the row of a key, if there is one, and bring it into view."""
        if key in {row.key for row in self._rows.rows}:
            self.select_row(self._rows.find_row(key))


def _align(column: TextColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _make_strong() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
