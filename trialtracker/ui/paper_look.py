"""How the cells of the paper grid look, and what their columns are called."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from trialtracker.clinical.paper import get_column_label, get_column_title
from trialtracker.ui.paper_rows import DAY, NOTE, TIME
from trialtracker.ui.theme import current_colours

_TITLES = {DAY: "Date", TIME: "Time", NOTE: "Note"}


@dataclass(frozen=True, slots=True)
class Looks:
    """What is to be seen of a cell besides its text."""

    is_refused: bool
    is_doubted: bool
    is_suggested: bool
    is_given: bool


def get_title(column: str) -> str:
    """Return the heading of a column."""
    return _TITLES.get(column) or get_column_title(column)


def get_label(column: str) -> str:
    """Return the whole name of a column."""
    return _TITLES.get(column) or get_column_label(column)


def get_alignment(column: str) -> Qt.AlignmentFlag:
    """Return how the text of a column stands."""
    side = Qt.AlignmentFlag.AlignLeft if column in {DAY, NOTE} else Qt.AlignmentFlag.AlignHCenter
    return side | Qt.AlignmentFlag.AlignVCenter


def get_look(looks: Looks, role: int) -> object:
    """Return ground, colour or font of a cell; None where it looks as any other."""
    colours = current_colours()
    if role == Qt.ItemDataRole.BackgroundRole:
        ground = colours.warning_soft if looks.is_doubted else None
        return _colour(colours.danger_soft if looks.is_refused else ground)
    if role == Qt.ItemDataRole.ForegroundRole:
        quiet = colours.secondary if looks.is_suggested or looks.is_given else None
        return _colour(colours.danger if looks.is_refused else quiet)
    if role == Qt.ItemDataRole.FontRole and looks.is_suggested:
        font = QFont()
        font.setItalic(True)
        return font
    return None


def _colour(name: str | None) -> QColor | None:
    return None if name is None else QColor(name)
