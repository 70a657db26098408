"""A table of whole rows with fixed sizes, so that nothing out of view is ever measured."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from trialtracker.overriding import override
from trialtracker.ui.column_widths import ColumnWidths

_CELL_PADDING = 21


class SizedColumn(Protocol):
    """A column that knows its title and the widest usual text."""

    @property
    def title(self) -> str:
        """Return the words of its head."""

    @property
    def sample(self) -> str:
        """Return the widest usual text."""

    @property
    def gives(self) -> bool:
        """Tell whether it is cut with an ellipsis before the table scrolls sideways."""


class RowTable(QTableView):
    """One row is chosen at a time; Enter on it is told."""

    entered_row = Signal()

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        columns: Sequence[SizedColumn],
        row_height: int,
    ) -> None:
        super().__init__()
        self.setObjectName("entriesTable")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        rows.hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        sizes = [(column.title, column.sample) for column in columns]
        gives = {column.title for column in columns if column.gives}
        self.widths = ColumnWidths(self, sizes, gives, _CELL_PADDING)

    def select_row(self, row: int) -> None:
        """Select a row and bring it into view."""
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)
