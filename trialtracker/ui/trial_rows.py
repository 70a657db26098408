"""The model behind the lists of trials: it holds the pages fetched so far and asks for more."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtCore import Signal as QtSignal

from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.services.rows import TrialRow
from trialtracker.ui.column_model import AnyIndex, ColumnModel
from trialtracker.ui.trial_words import (
    format_day,
    format_due,
    format_due_more,
    format_finding,
    format_name,
    format_pain,
    format_trend,
    format_trial,
    format_verdict,
)

PAGE_SIZE = 50
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(NamedTuple):
    """One column of a list of trials: title, share of the width, least width, and its words.

    Where the least widths do not fit, columns are left out in the order of leaves_as; 0 stays.
    get_more gives what stands in small print beside the words.
    """

    title: str
    share: int
    least_px: int
    get_text: Callable[[TrialRow, datetime], str]
    leaves_as: int = 0
    get_more: Callable[[TrialRow, datetime], str] | None = None


PATIENT = Column("Patient", 60, 140, lambda row, _now: f"{format_name(row)}, MRN {row.mrn}")
TRIAL = Column("Trial", 20, 234, lambda row, _now: format_trial(row))
DAY = Column("Day", 7, 70, lambda row, _now: format_day(row), leaves_as=1)
PAIN = Column("Pain now", 9, 92, lambda row, _now: format_pain(row), leaves_as=4)
TREND = Column("Trend", 19, 90, lambda row, _now: format_trend(row), leaves_as=2)
RELIEF = Column("Relief", 8, 100, lambda row, _now: row.relief, leaves_as=5)
SIDE_EFFECT = Column(
    "Worst side effect",
    60,
    142,
    lambda row, _now: row.worst_side_effect,
    leaves_as=3,
    get_more=lambda row, _now: format_finding(row),
)
NEXT_ENTRY = Column(
    "Next entry",
    16,
    160,
    lambda row, now: format_due(row, now).text,
    get_more=format_due_more,
)
ASSESSMENT = Column("Assessment", 17, 166, lambda row, _now: format_verdict(row))

COLUMNS = (PATIENT, TRIAL, DAY, PAIN, TREND, RELIEF, SIDE_EFFECT, NEXT_ENTRY, ASSESSMENT)


class TrialRows(ColumnModel):
    """Rows of trials, fetched a page at a time."""

    page_wanted = QtSignal(object)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._clock = clock
        self._rows: tuple[TrialRow, ...] = ()
        self._has_more = False
        self._is_waiting = False

    def show_first_page(self, rows: tuple[TrialRow, ...], page_size: int = PAGE_SIZE) -> None:
        """Replace all rows by the first page."""
        self.beginResetModel()
        self._rows = rows
        self._has_more = len(rows) >= page_size
        self._is_waiting = False
        self.endResetModel()

    def show_next_page(self, rows: tuple[TrialRow, ...]) -> None:
        """Add a page behind the rows there are."""
        self._is_waiting = False
        self._has_more = len(rows) == PAGE_SIZE
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def get_row(self, row: int) -> TrialRow:
        """Return the trial in a row."""
        return self._rows[row]

    def find_row(self, trial_id: str) -> int:
        """Return the row of a trial, -1 if it is not among those fetched."""
        return next((i for i, row in enumerate(self._rows) if row.trial_id == trial_id), -1)

    @property
    def rows(self) -> tuple[TrialRow, ...]:
        """Return the trials fetched so far."""
        return self._rows

    @property
    def now(self) -> datetime:
        """Return the time against which 'overdue' is told."""
        return self._clock()

    @override
    def count_rows(self) -> int:
        return len(self._rows)

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._has_more and not self._is_waiting

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        self._is_waiting = True
        self.page_wanted.emit(self._rows[-1])

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.get_text(row, self._clock())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _format_spoken(column, row, self._clock())
        return None


def _format_spoken(column: Column, row: TrialRow, now: datetime) -> str:
    more = "" if column.get_more is None else column.get_more(row, now)
    return ", ".join(filter(None, (column.get_text(row, now), more)))
