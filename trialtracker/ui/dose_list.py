"""The list of doses with what runs now on top, and the ways to change what is in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.dose_rows import DoseRow
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Trial
from trialtracker.ui.dose_strip import DoseLine
from trialtracker.ui.dose_table import DoseModel, DoseTable
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.reason_bar import ReasonBar

_NO_DOSE = "No dose is recorded yet."


class DoseList(QFrame):
    """Asks for changes, makes none itself."""

    void_wanted = Signal(str, str)
    seal_wanted = Signal()
    break_wanted = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.model = DoseModel(self)
        self.running = DoseLine(clock, "entriesTitle")
        self.seal_button = QPushButton("Seal a code…")
        self.break_button = QPushButton("Break the blind…")
        self.void_button = QPushButton("Void dose…  Alt+F8")
        self.table = DoseTable(self.model)
        self.reasons = ReasonBar()
        self.detail = WrappedLabel("entryDetail")
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_detail)
        self.void_button.clicked.connect(self.ask_void)
        self.seal_button.clicked.connect(self.seal_wanted)
        self.break_button.clicked.connect(self._break)
        self.reasons.chosen.connect(self._void)
        self.reasons.cancelled.connect(self.table.setFocus)

    def show_trial(self, trial: Trial, chosen_id: str = "") -> None:
        """Show the doses of a trial and select one; without a wish the selected one stays so."""
        selected = self.selected
        wanted = chosen_id or (selected.event_id if selected else "")
        self.reasons.hide()
        self.model.show_trial(trial)
        self.running.show_trial(trial)
        ids = [row.event_id for row in self.model.rows]
        self.table.select_row(ids.index(wanted) if wanted in ids else 0)
        self._show_detail()

    def show_blinding(self, *, is_coded: bool) -> None:
        """Offer what belongs to coded syringes where the trial has them."""
        has_coded = is_coded or any(row.is_coded for row in self.model.rows)
        self.seal_button.setVisible(has_coded)
        self.break_button.setVisible(has_coded)

    @property
    def selected(self) -> DoseRow | None:
        """Return the selected dose."""
        return self.model.row_at(self.table.currentIndex().row())

    def ask_void(self) -> None:
        """Ask why the selected dose is made void."""
        row = self.selected
        if row is None:
            return
        question = f"Why is “{row.what} {row.dose}” of {row.when} made void? It stays readable."
        self.reasons.ask(question, f"Void the dose of {row.when}", "Keep the dose")

    def put_reasons_away(self) -> None:
        """Make nothing void."""
        self.reasons.hide()
        self.table.setFocus()

    def _void(self, reason: object, words: str) -> None:
        if self.selected is not None:
            self.void_wanted.emit(self.selected.event_id, words or str(reason))

    def _break(self) -> None:
        row = self.selected
        code = row.dose.removeprefix("code ").partition(" = ")[0] if row and row.is_coded else ""
        self.break_wanted.emit(code)

    def _show_detail(self) -> None:
        row = self.selected
        self.void_button.setEnabled(row is not None)
        self.detail.show_text(_NO_DOSE if row is None else row.detail)

    def _lay_out(self) -> None:
        actions = FlowLayout()
        for button in (self.seal_button, self.break_button, self.void_button):
            button.setProperty("small", True)
            actions.addWidget(button)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 10)
        head.setSpacing(16)
        head.addWidget(self.running, 1)
        head.addLayout(actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.reasons)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
