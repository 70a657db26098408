"""The trials of a preview whose verdict would change, as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from trialtracker.clinical.choices import Verdict
from trialtracker.overriding import override
from trialtracker.services.criteria_book import PreviewRow
from trialtracker.ui.column_model import NO_INDEX, AnyIndex, ColumnModel
from trialtracker.ui.plain_text import one_line
from trialtracker.ui.shape_icon import SHAPE_OF_VERDICT, draw_shape
from trialtracker.ui.theme import current_colours, verdict_colours

_SIDE = 16


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column by its title and its widest usual text."""

    title: str
    sample: str
    gives: bool = False


COLUMNS = (
    PreviewColumn("Patient", "TESTCASE-NAME, Ada", gives=True),
    PreviewColumn("MRN", "MRN-000000"),
    PreviewColumn("Trial", "Completed"),
    PreviewColumn("Verdict now", "Not favourable X"),
    PreviewColumn("Would be", "Not favourable X"),
    PreviewColumn("Set it has", "Clinic default 2026-11-22", gives=True),
)
_NOW, _THEN = 3, 4
SET_COLUMN = 5


class PreviewModel(ColumnModel):
    """Grows as pages come in; rows that would not change are counted and not shown."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.rows: list[PreviewRow] = []

    def clear(self) -> None:
        """Forget every row."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def add(self, rows: Sequence[PreviewRow]) -> None:
        """Add rows below."""
        if rows:
            first = len(self.rows)
            self.beginInsertRows(NO_INDEX, first, first + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    @override
    def count_rows(self) -> int:
        return len(self.rows)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return _format_cells(row)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() in {_NOW, _THEN}:
            return _draw_verdict(row.now if index.column() == _NOW else row.then)
        return None


def _format_cells(row: PreviewRow) -> tuple[str, ...]:
    name = one_line(f"{row.family_name.upper()}, {row.given_name}")
    verdicts = row.now.label, row.then.label
    return (name, one_line(row.mrn), row.state.label, *verdicts, one_line(row.set_title))


def _draw_verdict(verdict: Verdict) -> QPixmap:
    ink, _ = verdict_colours(current_colours(), verdict)
    picture = QPixmap(_SIDE, _SIDE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_shape(painter, SHAPE_OF_VERDICT[verdict], QColor(ink), QRectF(0, 0, _SIDE, _SIDE))
    painter.end()
    return picture
