"""The entries of one trial as table cells, made only for the rows in view."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont

from trialtracker.clinical.choices import Source
from trialtracker.clinical.entry_folds import Fold, get_folds
from trialtracker.clinical.entry_intakes import split_by_entry
from trialtracker.clinical.entry_rows import (
    NOTHING,
    EntryRow,
    Standing,
    format_day,
    format_observation,
    format_others,
    format_side_effects,
    format_standing,
    format_when,
)
from trialtracker.clinical.measures import MEASURE_BY_KEY, PAIN_MEASURES, Measure
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.clinical.value_words import OTHER_MEASURES
from trialtracker.overriding import override
from trialtracker.ui.column_model import NO_INDEX, AnyIndex, ColumnModel
from trialtracker.ui.plain_text import one_line, plain_tooltip
from trialtracker.ui.theme import current_colours

_CELL_ROLES: Final = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
}
_ROLES: Final = _CELL_ROLES | {
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ForegroundRole,
    Qt.ItemDataRole.FontRole,
}
_LONGEST_SHOWN: Final = 300
"""More never fits a cell, and laying out a note of 20,000 characters takes its time."""


class FoldedRow(NamedTuple):
    """One row of the table and the fold that it stands in."""

    row: EntryRow
    fold: Fold

    @property
    def is_top(self) -> bool:
        """Tell whether it is the row that others are folded under."""
        return self.row is self.fold.top


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its words, the widest usual text, and what it says of a row.

    One that gives is cut with an ellipsis before the table scrolls sideways.
    """

    key: str
    title: str
    sample: str
    get_text: Callable[[EntryRow, Trial], str]
    is_number: bool = False
    gives: bool = False


def _pain_column(measure: Measure) -> Column:
    def get_text(row: EntryRow, _trial: Trial) -> str:
        return format_observation(row.entry, measure.key)

    title = measure.short_label.capitalize()
    return Column(measure.key, title, "Declined", get_text, is_number=True)


def _format_author(row: EntryRow, _trial: Trial) -> str:
    entry = row.entry
    return entry.author if entry.source is Source.NURSE else f"{entry.source.label}, {entry.author}"


COLUMNS: tuple[Column, ...] = (
    Column(
        "when", "When", "MM Wed 20-Nov-2026 14:05", lambda row, trial: format_when(row.entry, trial)
    ),
    Column("day", "Day", "-10", lambda row, trial: format_day(row.entry, trial), is_number=True),
    *(_pain_column(measure) for measure in PAIN_MEASURES),
    Column(
        "others",
        "Signs and scales",
        "RR 14 · SpO2 96 on air · HR 72 · BP 124/7",
        lambda row, trial: format_others(row.entry, trial),
        gives=True,
    ),
    Column(
        "side_effects",
        "Side effects",
        "Urinary retention 2",
        lambda row, _trial: format_side_effects(row.entry),
        gives=True,
    ),
    Column(
        "status", "Status", "Amended: Typ", lambda row, _trial: format_standing(row), gives=True
    ),
    Column(
        "note", "Note", "A short note", lambda row, _trial: row.entry.note or NOTHING, gives=True
    ),
    Column("by", "By", "Patient diary, r.alvarez", _format_author, gives=True),
)

_OTHERS = frozenset(measure.key for measure in OTHER_MEASURES)


class EntriesModel(ColumnModel):
    """Newest on top; what was amended or made void is folded under the entry it belongs to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._trial: Trial | None = None
        self._get_own: Callable[[Entry], Trial] | None = None
        self._folds: tuple[Fold, ...] = ()
        self._open: set[str] = set()
        self._rows: list[FoldedRow] = []

    def show_trial(
        self, trial: Trial, *, with_history: bool, only: Collection[str] = frozenset()
    ) -> None:
        """Show the entries of a trial, or only those named; with history every fold is open.

        Without it the folds that were opened one by one stay open.
        """
        self.beginResetModel()
        if self._trial is not None and self._trial.trial_id != trial.trial_id:
            self._open.clear()
        self._trial, self._get_own = trial, split_by_entry(trial)
        folds = get_folds(trial.entries)
        named = (f for f in folds if not only or any(r.entry.entry_id in only for r in f.rows))
        self._folds = tuple(fold for fold in named if with_history or fold.top.standing.counts)
        if with_history:
            self._open = {fold.key for fold in self._folds}
        self._rows = [row for fold in self._folds for row in self._unfold(fold)]
        self.endResetModel()

    def fold_all(self) -> None:
        """Fold every entry, so that only what counts is left when it is shown again."""
        self._open.clear()

    def _unfold(self, fold: Fold) -> tuple[FoldedRow, ...]:
        rows = fold.rows if fold.key in self._open else (fold.top,)
        return tuple(FoldedRow(row, fold) for row in rows)

    # Folds

    @property
    def has_folds(self) -> bool:
        """Tell whether anything is folded under any entry."""
        return any(fold.under for fold in self._folds)

    def is_open(self, row: int) -> bool | None:
        """Tell whether the fold of a row is open; None where nothing is folded under it."""
        shown = self._rows[row] if 0 <= row < len(self._rows) else None
        if shown is None or not shown.is_top or not shown.fold.under:
            return None
        return shown.fold.key in self._open

    def find_top(self, row: int) -> int:
        """Return the row that a row is folded under, itself if it is under none."""
        while row > 0 and not self._rows[row].is_top:
            row -= 1
        return row

    def turn(self, row: int) -> None:
        """Open the fold of a row, or close it."""
        fold, first, last = self._rows[row].fold, row + 1, row + len(self._rows[row].fold.under)
        if self.is_open(row):
            self.beginRemoveRows(NO_INDEX, first, last)
            self._open.discard(fold.key)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        else:
            self.beginInsertRows(NO_INDEX, first, last)
            self._open.add(fold.key)
            self._rows[first:first] = self._unfold(fold)[1:]
            self.endInsertRows()
        when = self.index(row, 0)
        self.dataChanged.emit(when, when)

    def get_blank_columns(self) -> tuple[int, ...]:
        """Return the columns about measures of which no entry says anything."""
        entries = [row.entry for row in self.shown_rows]
        asked = {key for entry in entries for key in (*entry.values, *entry.not_assessed)}
        has_others = bool(asked & _OTHERS) or bool(self._trial and self._trial.intakes)
        blank = {measure.key for measure in PAIN_MEASURES} - asked if entries else set()
        blank |= set() if has_others else {"others"}
        blank |= set() if any(entry.note for entry in entries) else {"note"}
        return tuple(place for place, column in enumerate(COLUMNS) if column.key in blank)

    @property
    def shown_rows(self) -> tuple[EntryRow, ...]:
        """Return the rows as they stand, newest on top."""
        return tuple(shown.row for shown in self._rows)

    def row_at(self, row: int) -> EntryRow | None:
        """Return the row, None where there is none."""
        return self._rows[row].row if 0 <= row < len(self._rows) else None

    def find_row(self, entry_id: str) -> int:
        """Return where an entry, or what replaced it, stands now; -1 if it is not shown."""
        for number, row in enumerate(self.shown_rows):
            former = row.former.entry_id if row.former else None
            if entry_id in {row.entry.entry_id, former}:
                return number
        return -1

    @override
    def count_rows(self) -> int:
        return len(self._rows)

    @override
    def get_side(self, place: int) -> Qt.AlignmentFlag:
        return _alignment(COLUMNS[place])

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or self._get_own is None or role not in _ROLES:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        text = column.get_text(row, self._get_own(row.entry))
        if role in _CELL_ROLES:
            said = _say(column, text, role)
            is_spoken = index.column() == 0 and role == Qt.ItemDataRole.AccessibleTextRole
            return said + self._say_fold(index.row()) if is_spoken else said
        return _look(row, column, text, role)

    def _say_fold(self, row: int) -> str:
        is_open = self.is_open(row)
        if is_open is None:
            return "" if self._rows[row].is_top else ", under the entry above"
        count = len(self._rows[row].fold.under)
        return f", {count} amended or void {'below' if is_open else 'folded'}"


def _say(column: Column, text: str, role: int) -> str:
    if role == Qt.ItemDataRole.DisplayRole:
        return one_line(text).split(" (")[0] if column.is_number else _shorten(text)
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip("" if text == NOTHING else text)
    return f"{column.title} {'not recorded' if text == NOTHING else text}"


def _shorten(text: str) -> str:
    shown = one_line(text[: 2 * _LONGEST_SHOWN])
    is_long = len(text) > 2 * _LONGEST_SHOWN or len(shown) > _LONGEST_SHOWN
    return f"{shown[:_LONGEST_SHOWN]}…" if is_long else shown


def _look(row: EntryRow, column: Column, text: str, role: int) -> object:
    counts = row.standing.counts
    if role == Qt.ItemDataRole.ForegroundRole:
        quiet = (
            not counts or text == NOTHING or row.standing.label == text == Standing.CURRENT.label
        )
        return QColor(current_colours().secondary) if quiet else None
    if role == Qt.ItemDataRole.FontRole:
        return _font(row, column, is_score=text.replace(".", "").isdigit())
    return None


def _font(row: EntryRow, column: Column, *, is_score: bool) -> QFont | None:
    struck = not row.standing.counts and column.key != "status"
    strong = is_score and row.standing.counts and column.key in MEASURE_BY_KEY
    if not struck and not strong:
        return None
    font = QFont()
    font.setStrikeOut(struck)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignHCenter if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
