"""A page that lists trials: Today, what is due; Trials, everything by name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.time import Clock
from trialtracker.services.rows import DueCounts, TrialRow
from trialtracker.ui.plain_text import plain_label, wrapped_label
from trialtracker.ui.safety_bar import SafetyBar
from trialtracker.ui.trial_table import TrialTable


class ListPage(QWidget):
    """Title, figures, two buttons and the table; it says so when there is nothing to list."""

    opened = Signal(str)
    record_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, name: str, empty: str, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._title = plain_label(name, "pageTitle")
        self._figures = plain_label("", "figures")
        self._record = QPushButton("Record scores  Ctrl+R")
        self._record.setProperty("primary", True)
        self._new = QPushButton("New trial…  Ctrl+N")
        self.safety = SafetyBar()
        self.table = TrialTable(f"{name}: trials", clock)
        self._empty = wrapped_label(empty, "emptyState")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.table.opened.connect(self._open)
        self.safety.opened.connect(self.opened)
        self._record.clicked.connect(self.record_selected)
        self._new.clicked.connect(self.new_wanted)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._figures)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addWidget(self._new)
        top.addWidget(self._record)
        card = QFrame()
        card.setObjectName("card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.safety)
        layout.addWidget(card, 1)

    def show_title(self, title: str, figures: str) -> None:
        """Show the heading and the line of figures below it."""
        self._title.setText(title)
        self._figures.setText(figures)

    def show_rows(self, rows: tuple[TrialRow, ...]) -> None:
        """Show the first page of trials."""
        self.table.show_page(rows)
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        self._record.setEnabled(bool(rows))
        self.safety.show_rows(tuple(r for r in rows if r.verdict is Verdict.SAFETY_HOLD))

    def _open(self, trial_id: str) -> None:
        # Where a draft waits, that is what somebody was called away from.
        row = self.table.rows.get_row(self.table.rows.find_row(trial_id))
        (self.record_wanted if row.has_draft else self.opened).emit(trial_id)

    def record_selected(self) -> None:
        """Ask to record for the selected trial."""
        if self.table.selected_trial_id:
            self.record_wanted.emit(self.table.selected_trial_id)

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def format_figures(counts: DueCounts) -> str:
    """Return '6 trials running · 2 entries due · 1 safety finding'."""
    parts = (
        _count(counts.running, "trial running", "trials running"),
        _count(counts.due, "entry due", "entries due"),
        _count(counts.alerts, "safety finding", "safety findings"),
    )
    return " · ".join(parts)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
