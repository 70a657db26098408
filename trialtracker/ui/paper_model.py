"""The rows of the paper grid as a table: what is typed, suggested, refused and doubted."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from trialtracker.clinical.paper import can_follow
from trialtracker.clinical.refusal import Problem, join_sentences
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import format_date
from trialtracker.overriding import override
from trialtracker.ui.date_text import format_clock_time, parse_date
from trialtracker.ui.paper_look import Looks, get_alignment, get_label, get_look, get_title
from trialtracker.ui.paper_rows import (
    DAY,
    NOTE,
    TIME,
    Mode,
    Row,
    Setting,
    find_suggestion,
    get_text,
    new_row,
    read_cells,
    read_moment,
    with_text,
)
from trialtracker.ui.plain_text import one_line, plain_tooltip

_AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
_REFUSED_SIGN, _DOUBTED_SIGN = "!", "?"
_MOST_UNDONE = 200

Place = tuple[int, str]


class PaperModel(QAbstractTableModel):
    """Rows that are typed into; the last row is always empty, ready for the next line."""

    typed = Signal()

    def __init__(self, get_setting: Callable[[], Setting], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._get_setting = get_setting
        self.rows: tuple[Row, ...] = ()
        self.columns: tuple[str, ...] = ()
        self.typing: Place | None = None
        self._may_grow = True
        self._former: list[tuple[Row, ...]] = []
        self._problems: Mapping[Place, str] = {}
        self._doubts: Mapping[Place, str] = {}

    @property
    def setting(self) -> Setting:
        """Return what the rows are read against now."""
        return self._get_setting()

    def show_rows(self, mode: Mode, keys: Sequence[str], rows: Sequence[Row]) -> None:
        """Show rows of one mode; only a sheet grows."""
        self.beginResetModel()
        self._may_grow = mode is Mode.SHEET
        notes = () if mode is Mode.SECOND else (NOTE,)
        self.columns = (DAY, TIME, *keys, *notes)
        self.rows = self._grown(tuple(rows))
        self._former.clear()
        self._problems, self._doubts, self.typing = {}, {}, None
        self.endResetModel()

    def get_row(self, place: int) -> Row:
        """Return one row."""
        return self.rows[place]

    def get_text(self, place: Place) -> str:
        """Return what is typed in a cell."""
        return get_text(self.rows[place[0]], place[1])

    def is_open(self, place: Place) -> bool:
        """Tell whether a cell can be typed into."""
        return not (self.rows[place[0]].is_given and place[1] in {DAY, TIME})

    def type_text(self, place: Place, text: str) -> None:
        """Put text into a cell."""
        if self.is_open(place) and text != self.get_text(place):
            self._change(place[0], with_text(self.rows[place[0]], place[1], text))

    def clear_row(self, number: int) -> None:
        """Empty a row; its given day and time stay."""
        row = self.rows[number]
        blank = Row(row.entry_id, row.day, row.time, is_given=True) if row.is_given else new_row()
        self._change(number, blank)

    def deny_effects(self, number: int) -> None:
        """Grade every side effect of a row that is unanswered as none."""
        row = self.rows[number]
        for key in self.columns:
            if key in SIDE_EFFECT_BY_MEASURE and not get_text(row, key):
                row = with_text(row, key, "0")
        self._change(number, row)

    def undo(self) -> bool:
        """Take back the last change; tell whether there was any."""
        if not self._former:
            return False
        self.beginResetModel()
        self.rows = self._former.pop()
        self.endResetModel()
        self.typed.emit()
        return True

    def accept_suggestion(self, number: int) -> bool:
        """Take date and time as they are shown; tell whether the row has both now."""
        row = self.rows[number]
        day, time = find_suggestion(self.rows, number, self.setting)
        taken = with_text(with_text(row, DAY, row.day or day), TIME, row.time or time)
        if taken != row:
            self._change(number, taken)
        self.write_out(number)
        return bool(taken.day and taken.time)

    def write_out(self, number: int) -> None:
        """Write date and time of a row in full: -1d becomes 04-Mar-2026, 800 becomes 08:00."""
        row = self.rows[number]
        if row.is_given:
            return
        try:
            row = with_text(row, DAY, format_date(parse_date(row.day, self.setting.today)))
            at = read_moment(row, self.setting)
            row = with_text(row, TIME, format_clock_time(at, self.setting.zone))
        except ValueError:
            pass  # what cannot be read stays as it is typed, with its sentence
        if row != self.rows[number]:
            self._change(number, row)

    def get_suggestion(self, place: Place) -> str:
        """Return the date or time suggested for a cell that is empty."""
        if place[1] not in {DAY, TIME} or self.get_text(place):
            return ""
        day, time = find_suggestion(self.rows, place[0], self.setting)
        return day if place[1] == DAY else time

    def show_findings(self, problems: Mapping[Place, str], doubts: Mapping[Place, str]) -> None:
        """Mark what was refused and doubted when the rows were to be saved."""
        self._problems, self._doubts = problems, doubts
        self._tell_all()

    def get_problem(self, place: Place) -> str:
        """Return why a cell is refused; what can still become right is not refused while typed."""
        row, key = self.rows[place[0]], place[1]
        text = self.get_text(place)
        if key == NOTE or not text:
            return self._problems.get(place, "")
        is_being_typed = self.typing == place
        if key in {DAY, TIME}:
            found = () if is_being_typed else self._find_moment_problems(row)
        elif is_being_typed and can_follow(key, text):
            found = ()
        else:
            found = read_cells(row)[1]
        return join_sentences(found, key) or self._problems.get(place, "")

    def get_doubt(self, place: Place) -> str:
        """Return what is improbable about a cell."""
        return self._doubts.get(place, "")

    def name_row(self, number: int) -> str:
        """Return 'Row 2, 04-Mar-2026 08:00'."""
        row = self.rows[number] if number < len(self.rows) else Row("")
        when = " ".join(part for part in (row.day, row.time) if part)
        return f"Row {number + 1}, {when}" if when else f"Row {number + 1}"

    def has(self, place: Place) -> bool:
        """Tell whether there is such a cell."""
        return place[0] < len(self.rows) and place[1] in self.columns

    def find(self, place: Place) -> QModelIndex:
        """Return where a cell stands."""
        return self.index(place[0], self.columns.index(place[1]))

    def place_of(self, index: _AnyIndex) -> Place:
        """Return row and column key of a cell."""
        return index.row(), self.columns[index.column()]

    @override
    def rowCount(self, parent: _AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return section + 1
        return get_title(self.columns[section]) if section < len(self.columns) else None

    @override
    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place = self.place_of(index)
        sayings: dict[int, Callable[[Place], str]] = {
            Qt.ItemDataRole.DisplayRole: self._say,
            Qt.ItemDataRole.EditRole: self.get_text,
            Qt.ItemDataRole.ToolTipRole: self._explain,
            Qt.ItemDataRole.AccessibleTextRole: self._tell,
        }
        if role in sayings:
            return sayings[role](place)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return get_alignment(place[1])
        return self._look(place, role)

    @override
    def setData(
        self, index: _AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        self.type_text(self.place_of(index), str(value))
        return True

    @override
    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_note = self.columns[index.column()] == NOTE
        return flags | Qt.ItemFlag.ItemIsEditable if is_note else flags

    def _change(self, number: int, row: Row) -> None:
        self._former = [*self._former[-_MOST_UNDONE:], self.rows]
        self.rows = (*self.rows[:number], row, *self.rows[number + 1 :])
        self._problems = _without_row(self._problems, number)
        self._doubts = _without_row(self._doubts, number)
        self._tell_all()
        grown = self._grown(self.rows)
        if len(grown) > len(self.rows):
            self.beginInsertRows(QModelIndex(), len(self.rows), len(grown) - 1)
            self.rows = grown
            self.endInsertRows()
        self.typed.emit()

    def _grown(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        needs_row = self._may_grow and (not rows or not rows[-1].is_blank)
        return (*rows, new_row()) if needs_row else rows

    def _tell_all(self) -> None:
        # Another row's time changes what is suggested below: a handful of rows, all told.
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _find_moment_problems(self, row: Row) -> Collection[Problem]:
        try:
            read_moment(row, self.setting)
        except ValueError as refused:
            return getattr(refused, "problems", ())
        return ()

    def _say(self, place: Place) -> str:
        text = one_line(self.get_text(place)) or self.get_suggestion(place)
        if self.get_problem(place):
            return f"{text} {_REFUSED_SIGN}".strip()
        return f"{text} {_DOUBTED_SIGN}".strip() if self.get_doubt(place) else text

    def _explain(self, place: Place) -> str:
        return plain_tooltip(self.get_problem(place) or self.get_doubt(place))

    def _tell(self, place: Place) -> str:
        return f"{get_label(place[1])}: {self._say(place) or 'blank'}"

    def _look(self, place: Place, role: int) -> object:
        looks = Looks(
            is_refused=bool(self.get_problem(place)),
            is_doubted=bool(self.get_doubt(place)),
            is_suggested=bool(self.get_suggestion(place)),
            is_given=not self.is_open(place),
        )
        return get_look(looks, role)


def _without_row(found: Mapping[Place, str], number: int) -> dict[Place, str]:
    return {place: sentence for place, sentence in found.items() if place[0] != number}
