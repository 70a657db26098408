"""The table of entries: several rows can be chosen, and what is folded under one can be opened."""

from collections.abc import Container
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from trialtracker.overriding import override
from trialtracker.ui.entries_mark import TARGET_PX, FoldMark
from trialtracker.ui.entries_model import COLUMNS, EntriesModel
from trialtracker.ui.frozen_column import FrozenColumn
from trialtracker.ui.row_table import RowTable

ROW_HEIGHT: Final = 34
NAME = "Entries, newest on top"
_HOW = "Right and Left open and close what is folded under an entry. Ctrl+C copies chosen rows."


class EntriesTable(RowTable):
    """The entries, newest on top; their times stay in view when it is scrolled sideways."""

    copy_wanted = Signal()

    def __init__(self, model: EntriesModel) -> None:
        super().__init__(model, NAME, COLUMNS, ROW_HEIGHT)
        self.setAccessibleDescription(_HOW)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._entries = model
        self._mark = FoldMark(model)
        self.setItemDelegateForColumn(0, self._mark)
        self.frozen = FrozenColumn(self)

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """Return the rows that are chosen, from the top."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedRows()))

    def set_row_height(self, height: int) -> None:
        """Make every row this high."""
        self.verticalHeader().setDefaultSectionSize(height)
        self.frozen.place()

    def hide_columns(self, blank: Container[int]) -> None:
        """Show every column but those of which no row says anything."""
        for place in range(len(COLUMNS)):
            self.setColumnHidden(place, place in blank)
        self.widths.fit()
        self.frozen.place()

    def open_fold(self) -> bool:
        """Open what is folded under the row with the keyboard; False where nothing is."""
        row = self.currentIndex().row()
        if self._entries.is_open(row) is not False:
            return False
        self._entries.turn(row)
        return True

    def close_fold(self) -> bool:
        """Close the fold that the row with the keyboard stands in; False where there is none."""
        row = self.currentIndex().row()
        if row < 0 or self.horizontalScrollBar().value():
            return False
        top = self._entries.find_top(row)
        if not self._entries.is_open(top):
            return False
        self.select_row(top)
        self._entries.turn(top)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif not self._turn_by_key(event):
            super().keyPressEvent(event)

    def _turn_by_key(self, event: QKeyEvent) -> bool:
        """Open or close a fold; False where the key is to do what it does in every table."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_Right:
            return self.open_fold()
        return event.key() == Qt.Key.Key_Left and self.close_fold()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self._find_mark(event.position().toPoint())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._entries.turn(row)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._find_mark(event.position().toPoint()) >= 0:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _find_mark(self, at: QPoint) -> int:
        """Return the row whose mark is at a point, -1 for none."""
        index = self.indexAt(at)
        is_on_mark = index.column() == 0 and at.x() - self.columnViewportPosition(0) < TARGET_PX
        has_fold = self._entries.is_open(index.row()) is not None
        return index.row() if is_on_mark and has_fold else -1
