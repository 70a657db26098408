"""What a version would do to the clinic's past trials: a count, a table, a progress bar."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.overriding import override
from trialtracker.services.criteria_book import PreviewPage
from trialtracker.ui.criteria_preview_model import COLUMNS, SET_COLUMN, PreviewModel
from trialtracker.ui.criteria_texts import NOTHING_STORED, format_preview
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.row_table import RowTable

_ROW_HEIGHT = 34
_ROOM_FOR_SETS = 800
_NOTHING_READ = "no trial was read."


class CriteriaPreview(QWidget):
    """Grows page by page until all trials are read or somebody cancels."""

    cancelled = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = PreviewModel()
        self.table = RowTable(self.model, "Trials that would change verdict", COLUMNS, _ROW_HEIGHT)
        self.title = WrappedLabel("criteriaCount")
        self.note = WrappedLabel("secondary")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Trials read")
        self.progress.setTextVisible(False)
        self.cancel_button = QPushButton("&Cancel")
        self.cancel_button.setAccessibleName("Cancel the preview")
        self.cancel_button.clicked.connect(self.cancel)
        self.back_button = QPushButton("&Back to the form  Esc")
        self.back_button.setAccessibleName("Back to the form")
        self.back_button.clicked.connect(self.left)
        self._shown = self._looked_at = self._total = 0
        self._lay_out()

    def start(self, criteria_set: CriteriaSet) -> None:
        """Show that the trials are being read."""
        self._shown = self._looked_at = self._total = 0
        self.model.clear()
        self.title.show_text("Reading past trials…")
        self.note.show_text(f"With the rules of {criteria_set.name}. {NOTHING_STORED}")
        self.progress.setRange(0, 0)
        self._show_running(is_running=True)

    def add_page(self, page: PreviewPage) -> None:
        """Add what was found in some trials."""
        self._shown += len(page.rows)
        self._looked_at += page.looked_at
        self._total = page.total if page.next_after is not None else self._looked_at
        self.model.add([row for row in page.rows if row.is_changed])
        self.progress.setRange(0, max(page.total, 1))
        self.progress.setValue(self._looked_at)
        self._count()
        if page.next_after is None:
            self._show_running(is_running=False)

    def cancel(self) -> None:
        """Stop reading; what was found so far stays."""
        if not self.cancel_button.isHidden():
            self._show_running(is_running=False)
            found = self.title.accessibleName() if self._looked_at else _NOTHING_READ
            self.title.show_text(f"Stopped: {found}")
            self.cancelled.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(SET_COLUMN, event.size().width() < _ROOM_FOR_SETS)
        self.table.widths.fit()

    def _count(self) -> None:
        changed = len(self.model.rows)
        said = format_preview(changed, self._shown, self._looked_at, self._total)
        self.title.show_text(said)

    def _show_running(self, *, is_running: bool) -> None:
        had_focus = self.cancel_button.hasFocus()
        self.progress.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        if had_focus and not is_running:
            self.back_button.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.cancel_button)
        head.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.progress)
        column.addWidget(self.table, 1)
