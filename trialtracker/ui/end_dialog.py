"""The window that ends a trial, asked twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from trialtracker.clinical.patient_words import format_name
from trialtracker.clinical.time import Clock, format_moment
from trialtracker.clinical.trial import Trial, TrialDetails
from trialtracker.overriding import override
from trialtracker.ui.end_form import EndAnswersForm, EndForm
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.form_reading import FormReading
from trialtracker.ui.plain_text import WrappedLabel


class EndDialog(FormDialog):
    """submitted carries the details, the answers and the reason, once it is confirmed."""

    submitted = Signal(object, object, str)

    def __init__(self, trial: Trial, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("End the trial", "End the trial…", parent)
        self._trial = trial
        self._confirmed: tuple[TrialDetails, dict[str, tuple[str, str]]] | None = None
        self.form = EndForm(trial, clock)
        self.answers_form = EndAnswersForm(trial, clock)
        self.add_card("How it ended", self.form, stretch=1).addStretch(1)
        card = self.add_card(
            "What the patient says, and the catheter", self.answers_form, stretch=1
        )
        card.addStretch(1)
        self.confirm = _EndQuestion()
        self.confirm.end_button.clicked.connect(self._end)
        self.confirm.keep_button.clicked.connect(self._withdraw)
        for form in (self.form, self.answers_form):
            form.changed.connect(self.confirm.hide)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.confirm)
        self.resize(1060, 720)

    @override
    def submit(self) -> None:
        reading = FormReading()
        details = reading.read_form(self.form.get_details)
        answers = reading.read_form(self.answers_form.get_answers)
        self.show_problems(reading.problems)
        if details is None or answers is None:
            return
        self._confirmed = (details, answers)
        name = format_name(self._trial.patient.details)
        when = format_moment(details.ended_at, details.time_zone)
        state = details.state.label.lower()
        self.confirm.ask(f"End the trial of {name} at {when} as {state}? No entry can follow it.")

    def _end(self) -> None:
        if self._confirmed is not None:
            details, answers = self._confirmed
            self.confirm.hide()
            self.save_button.setEnabled(False)
            outcome = details.stop_reason or details.state
            self.submitted.emit(details, answers, f"Trial ended: {outcome.label}")

    def _withdraw(self) -> None:
        self.confirm.hide()
        self._keep_editing()


class _EndQuestion(QFrame):
    """The second asking: an end is not taken back, only amended with a reason."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("leaveQuestion")
        self._text = WrappedLabel("leaveQuestionText")
        self.end_button = QPushButton("&Yes, end the trial")
        self.end_button.setProperty("primary", True)
        self.keep_button = QPushButton("&Keep editing")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(self._text, 1)
        for button in (self.end_button, self.keep_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.hide()

    def ask(self, question: str) -> None:
        """Ask, with the keyboard on the answer that ends."""
        self._text.show_text(question)
        self.show()
        self.end_button.setFocus()
