"""The table of a trial's episodes: one row is chosen, Enter goes on to what is stated of it."""

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from trialtracker.overriding import override
from trialtracker.ui.effect_paint import CourseDelegate
from trialtracker.ui.effect_rows import COLUMNS, COURSE, EffectsModel

_CELL_PADDING = 21
_ROW_HEIGHT = 36


class EffectsTable(QTableView):
    """Whole rows of a fixed height."""

    entered_row = Signal()

    def __init__(self, model: EffectsModel) -> None:
        super().__init__()
        self.setObjectName("entriesTable")
        self.setAccessibleName("Side effects, open ones first")
        self.setModel(model)
        self.course_delegate = CourseDelegate()
        self.setItemDelegateForColumn(COURSE, self.course_delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        rows.hide()
        self._size_columns()
        self.setMinimumHeight(2 * _ROW_HEIGHT + 8)

    def span_headings(self, headings: tuple[int, ...]) -> None:
        """Let each heading take its whole row."""
        self.clearSpans()
        for row in headings:
            self.setSpan(row, 0, 1, len(COLUMNS))

    def select_row(self, row: int) -> None:
        """Select a row and bring it into view."""
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def _size_columns(self) -> None:
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, column in enumerate(COLUMNS):
            text = max(column.title, column.sample, key=metrics.horizontalAdvance)
            header.resizeSection(number, metrics.horizontalAdvance(text) + _CELL_PADDING)
        header.setStretchLastSection(True)
