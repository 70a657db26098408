"""The episodes of one trial as table cells; those after dural puncture under their own heading."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication

from trialtracker.clinical.effect_words import (
    NOT_STATED,
    format_course,
    format_lasted,
    format_worst,
)
from trialtracker.clinical.episodes import Episode
from trialtracker.overriding import override
from trialtracker.ui.column_model import AnyIndex, ColumnModel
from trialtracker.ui.plain_text import one_line, plain_tooltip
from trialtracker.ui.theme import current_colours

AFTER_PUNCTURE_HEADING = "Headache after dural puncture, apart from the pain of the trial"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its words, the widest usual text, and what it says of an episode.

    One that gives is cut with an ellipsis before the table scrolls sideways.
    """

    title: str
    sample: str
    get_text: Callable[[Episode, datetime, str], str]
    gives: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("Side effect", "Muscle weakness, legs", lambda e, _now, _zone: e.label),
    Column("Lasted", "open, 10d 23hr", lambda e, now, _zone: format_lasted(e, now)),
    Column("Worst", "10 of 10", lambda e, _now, _zone: format_worst(e)),
    Column("From", "Something else", lambda e, _now, _zone: _format_relation(e)),
    Column("Dose", "Dose unchanged", lambda e, _now, _zone: _format_action(e)),
    Column(
        "Treatment", "Ondansetron 4 mg", lambda e, _now, _zone: _format_treatment(e), gives=True
    ),
    Column("Course", "1 (Mon 14:00) 2 (Tue 14:00)", format_course, gives=True),
)
COURSE = len(COLUMNS) - 1


def _format_relation(episode: Episode) -> str:
    return NOT_STATED if episode.detail is None else episode.detail.relation.label


def _format_action(episode: Episode) -> str:
    return NOT_STATED if episode.detail is None else episode.detail.action.label


def _format_treatment(episode: Episode) -> str:
    if episode.detail is None or not episode.detail.treatment.strip():
        return NOT_STATED
    return one_line(episode.detail.treatment)


def _make_heading_font() -> QFont:
    font = QGuiApplication.font()
    font.setPixelSize(13)
    font.setWeight(QFont.Weight.DemiBold)
    return font


class EffectsModel(ColumnModel):
    """Open episodes first; a heading takes a whole row and cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._rows: tuple[Episode | str, ...] = ()
        self._now: datetime | None = None
        self._zone = ""

    def show_episodes(self, episodes: tuple[Episode, ...], now: datetime, zone: str) -> None:
        """Show the episodes of a trial as of now."""
        self.beginResetModel()
        others = tuple(e for e in episodes if not e.is_after_puncture)
        apart = tuple(e for e in episodes if e.is_after_puncture)
        self._rows = (*others, AFTER_PUNCTURE_HEADING, *apart) if apart else others
        self._now, self._zone = now, zone
        self.endResetModel()

    def episode_at(self, row: int) -> Episode | None:
        """Return the episode of a row, None for a heading or where there is no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(found, str) else found

    def find_row(self, is_wanted: Callable[[Episode], bool]) -> int:
        """Return the first row whose episode is wanted, -1 without one."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if not isinstance(row, str) and is_wanted(row)), -1)

    def list_headings(self) -> tuple[int, ...]:
        """Return the rows that are headings."""
        return tuple(n for n, row in enumerate(self._rows) if isinstance(row, str))

    @override
    def count_rows(self) -> int:
        return len(self._rows)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.episode_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(
        self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | QFont | QColor | None:
        text = self._get_text(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(text)
            case Qt.ItemDataRole.FontRole if isinstance(self._rows[index.row()], str):
                return _make_heading_font()
            case Qt.ItemDataRole.ForegroundRole if text == NOT_STATED:
                return QColor(current_colours().secondary)
            case _:
                return None

    def _get_text(self, index: AnyIndex) -> str:
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if index.column() == 0 else ""
        if self._now is None:
            return ""
        return COLUMNS[index.column()].get_text(row, self._now, self._zone)
