"""The table in which trials are listed; the keyboard opens and records."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.services.rows import TrialRow
from trialtracker.ui.trial_painter import ROW_HEIGHT, TrialPainter
from trialtracker.ui.trial_rows import COLUMNS, Column, TrialRows

_HEADER_HEIGHT = 36


class TrialTable(QTableView):
    """Rows of trials; Enter or a double click opens one."""

    opened = Signal(str)

    def __init__(self, name: str, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trialTable")
        self.setAccessibleName(name)
        self.rows = TrialRows(clock, self)
        self.setModel(self.rows)
        self.setItemDelegate(TrialPainter(clock, self))
        self._set_up_look()
        self.activated.connect(self.open_selected)

    def _set_up_look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(_HEADER_HEIGHT)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)

    def show_page(self, rows: tuple[TrialRow, ...]) -> None:
        """Show the first page, keeping the selected trial selected where it still is."""
        selected = self.selected_trial_id
        self.rows.show_first_page(rows)
        row = self.rows.find_row(selected) if selected else 0
        if rows:
            self._select(max(row, 0))

    @property
    def selected_trial_id(self) -> str:
        """Return the key of the selected trial, empty if there is none."""
        index = self.currentIndex()
        return self.rows.get_row(index.row()).trial_id if index.isValid() else ""

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def open_selected(self) -> None:
        """Ask for the page of the selected trial."""
        if self.selected_trial_id:
            self.opened.emit(self.selected_trial_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.open_selected()
            return
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.rows.rowCount():
            self._select(0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1)
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The event is the viewport's. Asking for the viewport itself would make PySide load every
        # widget class to find out its type, a tenth of the way to the first paint.
        widths = get_widths(event.size().width())
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column not in widths)
            self.setColumnWidth(number, widths.get(column, 0))


def get_widths(room_px: int) -> dict[Column, int]:
    """Return the width of each column that is shown; together they fill the room."""
    shown = list(COLUMNS)
    for column in sorted(COLUMNS, key=lambda column: column.leaves_as):
        if column.leaves_as and sum(c.least_px for c in shown) > room_px:
            shown.remove(column)
    spare = max(0, room_px - sum(column.least_px for column in shown))
    total = sum(column.share for column in shown)
    widths = {column: column.least_px + spare * column.share // total for column in shown}
    widths[shown[-1]] += max(0, room_px - sum(widths.values()))
    return widths
