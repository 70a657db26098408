"""The list of recorded opioids, newest first, and the ways to end one or make it void."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.opioid_rows import format_held, get_intake_rows
from trialtracker.clinical.opioid_words import format_intake
from trialtracker.clinical.opioids import get_worn
from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.time import Clock, format_moment
from trialtracker.clinical.trial import Trial
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.opioid_end_bar import OpioidEndBar
from trialtracker.ui.opioid_tables import TextColumn, TextModel, TextTable
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.reason_bar import ReasonBar

_COLUMNS = (
    TextColumn("How", "Regular, goes on"),
    TextColumn("Drug and dose", "hydromorphone 2 x 10 mg each day", is_strong=True),
    TextColumn("When", "20-Nov-2026 14:05 to 28-Nov-2026 14:05"),
    TextColumn("By", "m.hernandez", gives=True),
    TextColumn("Note", "A short note", gives=True, may_be_empty=True),
)


class OpioidList(QFrame):
    """Asks for changes, makes none itself."""

    ended = Signal(object, object)
    void_wanted = Signal(str, str)
    question_shown = Signal(QWidget)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._clock = clock
        self._trial: Trial | None = None
        self.held = WrappedLabel("entriesTitle")
        self.end_button = QPushButton("Take off or end…  Alt+F7")
        self.void_button = QPushButton("Void…  Alt+F8")
        self.table = TextTable(TextModel(_COLUMNS, self), "Opioids recorded, newest on top")
        self.end_bar = OpioidEndBar(clock)
        self.reasons = ReasonBar()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.end_button.clicked.connect(self.ask_end)
        self.void_button.clicked.connect(self.ask_void)
        self.end_bar.ended.connect(self.ended)
        self.end_bar.cancelled.connect(self.table.setFocus)
        self.reasons.chosen.connect(self._void)
        self.reasons.cancelled.connect(self.table.setFocus)

    def show_trial(self, trial: Trial) -> None:
        """Show what is recorded of a trial; nothing is asked any more."""
        self._trial = trial
        now = self._clock()
        self.end_bar.hide()
        self.reasons.hide()
        self.held.show_text(format_held(trial, now))
        self.table.show_rows(get_intake_rows(trial, now))
        self._offer()

    @property
    def selected(self) -> Intake | None:
        """Return the chosen intake."""
        intakes = () if self._trial is None else current_intakes(self._trial.intakes)
        key = self.table.selected_key
        return next((intake for intake in intakes if intake.intake_id == key), None)

    @property
    def ending(self) -> Intake | None:
        """Return the chosen intake if it goes on; if not, the only patch, or the only one."""
        held: tuple[Intake, ...] = ()
        if self._trial is not None:
            held = get_worn(self._trial.intakes, self._clock())
        if self.selected in held:
            return self.selected
        likely = tuple(i for i in held if i.kind is IntakeKind.PATCH) or held
        return likely[0] if len(likely) == 1 else None

    def ask_end(self) -> None:
        """Ask when a patch was taken off or a regular dose ended."""
        intake = self.ending
        if intake is not None and self._trial is not None:
            self.reasons.hide()
            self.end_bar.ask(intake, self._trial.details.time_zone)
            self.question_shown.emit(self.end_bar)

    def ask_void(self) -> None:
        """Ask why the chosen intake is made void."""
        intake = self.selected
        if intake is None or self._trial is None:
            return
        self.end_bar.hide()
        when = format_moment(intake.at, self._trial.details.time_zone)
        question = f"Why is “{format_intake(intake)}” of {when} made void? It stays readable."
        self.reasons.ask(question, f"Void the opioid of {when}", "Keep it")
        self.question_shown.emit(self.reasons)

    def _void(self, reason: object, words: str) -> None:
        if self.selected is not None:
            self.void_wanted.emit(self.selected.intake_id, words or str(reason))

    def _offer(self) -> None:
        self.void_button.setEnabled(self.selected is not None)
        self.end_button.setEnabled(self.ending is not None)

    def _lay_out(self) -> None:
        actions = FlowLayout()
        for button in (self.end_button, self.void_button):
            button.setProperty("small", True)
            actions.addWidget(button)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 10)
        head.setSpacing(16)
        head.addWidget(self.held, 1)
        head.addLayout(actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.end_bar)
        column.addWidget(self.reasons)
        column.addWidget(self.table, 1)
