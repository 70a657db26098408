"""The entries of one trial as table cells, made only for the rows in view."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont

from trialtracker.clinical.choices import Source
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
    get_rows,
)
from trialtracker.clinical.measures import MEASURE_BY_KEY, PAIN_MEASURES, Measure
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_words import OTHER_MEASURES
from trialtracker.overriding import override
from trialtracker.ui.column_model import AnyIndex, ColumnModel
from trialtracker.ui.plain_text import one_line, plain_tooltip
from trialtracker.ui.theme import current_colours

_CELL_ROLES: Final = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
}


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
        "when", "When", "Wed 20-Nov-2026 14:05", lambda row, trial: format_when(row.entry, trial)
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
    """Newest on top; with history every replaced and void entry stands below its successor."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._trial: Trial | None = None
        self._rows: tuple[EntryRow, ...] = ()

    def show_trial(
        self, trial: Trial, *, with_history: bool, only: Collection[str] = frozenset()
    ) -> None:
        """Show the entries of a trial, or only those named."""
        self.beginResetModel()
        self._trial = trial
        rows = get_rows(trial.entries, with_history=with_history)
        self._rows = tuple(r for r in rows if not only or r.entry.entry_id in only)
        self.endResetModel()

    def get_blank_columns(self) -> tuple[int, ...]:
        """Return the columns about measures of which no entry says anything."""
        entries = [row.entry for row in self._rows]
        asked = {key for entry in entries for key in (*entry.values, *entry.not_assessed)}
        has_others = bool(asked & _OTHERS) or bool(self._trial and self._trial.intakes)
        blank = {measure.key for measure in PAIN_MEASURES} - asked if entries else set()
        blank |= set() if has_others else {"others"}
        blank |= set() if any(entry.note for entry in entries) else {"note"}
        return tuple(place for place, column in enumerate(COLUMNS) if column.key in blank)

    def row_at(self, row: int) -> EntryRow | None:
        """Return the row, None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def find_row(self, entry_id: str) -> int:
        """Return where an entry, or what replaced it, stands now; -1 if it is not shown."""
        for number, row in enumerate(self._rows):
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
        if row is None or self._trial is None:
            return None
        column = COLUMNS[index.column()]
        if role in _CELL_ROLES:
            return _say(column, column.get_text(row, self._trial), role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return _look(row, column, column.get_text(row, self._trial), role)


def _say(column: Column, text: str, role: int) -> str:
    if role == Qt.ItemDataRole.DisplayRole:
        return one_line(text).split(" (")[0] if column.is_number else one_line(text)
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip("" if text == NOTHING else text)
    return f"{column.title} {'not recorded' if text == NOTHING else text}"


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
