"""The form of a trial's end: its outcome and time, and what the patient says at it."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from trialtracker.clinical.checks import check_trial
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.clinical.dossier import ITEMS, check_answers_to_items, get_answers
from trialtracker.clinical.dossier_choices import DossierPart
from trialtracker.clinical.time import Clock, local_date
from trialtracker.clinical.trial import Trial, TrialDetails
from trialtracker.ui.dossier_editors import AnswerKeys, make_editor
from trialtracker.ui.form_field import ChoiceBox, FieldSet, FormField
from trialtracker.ui.form_reading import FormReading
from trialtracker.ui.moment_field import MomentField

_OUTCOMES = (TrialState.COMPLETED, TrialState.STOPPED)
_DATE_WIDTH = 124
_ALSO_ASKED = {"goal_met"}
END_ITEMS = tuple(
    item for item in ITEMS if item.part is DossierPart.ENDING or item.key in _ALSO_ASKED
)
"""What is asked at the end of a trial."""


class EndForm(FieldSet):
    """How and when the trial ended; the time is now unless it is changed."""

    def __init__(self, trial: Trial, clock: Clock) -> None:
        super().__init__()
        self._trial = trial
        self._clock = clock
        self._zone = trial.details.time_zone
        self._outcome = ChoiceBox(_OUTCOMES, prompt="Choose")
        self._reason = ChoiceBox(tuple(StopReason), prompt="Choose")
        self._end = MomentField(self._today)
        self._end.name_parts("End")
        self._end.day.editor.setMinimumWidth(_DATE_WIDTH)
        now = clock().replace(second=0, microsecond=0)
        self._end.show_moment(trial.details.ended_at or now, self._zone)
        self.add_fields(self._make_fields())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)
        column.addStretch(1)
        self._outcome.currentIndexChanged.connect(self._show_what_applies)
        self._end.problem_found.connect(self.fields["ended_at"].show_problem)
        self._show_stored_end(trial.details)

    def get_details(self) -> TrialDetails:
        """Return the trial as it is after its end.

        Raises:
            RefusedError: with every problem of every field.
        """
        reading = FormReading()
        details = replace(
            self._trial.details,
            state=reading.read("state", self._get_outcome, TrialState.COMPLETED),
            ended_at=reading.read("ended_at", self._get_end, None),
            stop_reason=self._get_reason(),
        )
        birth_date = self._trial.patient.details.birth_date
        reading.check(lambda: check_trial(details, birth_date, self._clock()))
        reading.finish()
        return details

    def _make_fields(self) -> tuple[FormField, ...]:
        outcome, reason, end = self._outcome, self._reason, self._end
        return (
            FormField("state", "&Outcome", outcome, outcome.currentIndexChanged),
            FormField("stop_reason", "&Why stopped", reason, reason.currentIndexChanged),
            FormField("ended_at", "E&nd (24-hour time)", end, end.changed),
        )

    def _show_stored_end(self, details: TrialDetails) -> None:
        """Show the end of a trial that has one, to be corrected."""
        if not details.state.is_open:
            self._outcome.show_choice(details.state)
            self._reason.show_choice(details.stop_reason)
        self._show_what_applies()

    def _get_outcome(self) -> TrialState:
        if self._outcome.choice is None:
            raise ValueError("Choose whether the trial is completed or stopped.")
        return TrialState(self._outcome.choice)

    def _get_end(self) -> datetime | None:
        return self._end.get_moment(self._zone)

    def _get_reason(self) -> StopReason | None:
        is_stopped, reason = self._outcome.choice is TrialState.STOPPED, self._reason.choice
        return StopReason(reason) if is_stopped and reason else None

    def _show_what_applies(self) -> None:
        is_stopped = self._outcome.choice is TrialState.STOPPED
        self.fields["stop_reason"].setVisible(is_stopped)

    def _today(self) -> date:
        return local_date(self._clock(), self._zone)


class EndAnswersForm(FieldSet):
    """The items of the dossier that belong to the end, with what is stored of them."""

    def __init__(self, trial: Trial, clock: Clock) -> None:
        super().__init__()
        self._trial = trial
        self._clock = clock
        stored = get_answers(trial)
        self._stored = {
            item.key: stored[item.key].value for item in END_ITEMS if item.key in stored
        }
        self._editors = {item.key: make_editor(item, self) for item in END_ITEMS}
        self.add_fields(
            [
                FormField(
                    item.key, item.label, self._editors[item.key], self._editors[item.key].changed
                )
                for item in END_ITEMS
            ]
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for row, (key, field) in enumerate(self.fields.items()):
            editor = self._editors[key]
            editor.show_typed(editor.to_typed(self._stored.get(key, "")))
            if isinstance(editor, AnswerKeys):
                editor.answered.connect(self.focusNextChild)
            grid.addWidget(field, row, 0)

    def get_zone(self) -> str:
        """Return the trial's IANA time zone."""
        return self._trial.details.time_zone

    def get_today(self) -> date:
        """Return the clinic-local date."""
        return local_date(self._clock(), self.get_zone())

    def get_answers(self) -> dict[str, tuple[str, str]]:
        """Return the answers that differ from what is stored.

        Raises:
            RefusedError: with every problem of every field.
        """
        reading = FormReading()
        values = {key: reading.read(key, e.get_value, "") for key, e in self._editors.items()}
        answers = {
            key: (value, "") for key, value in values.items() if value != self._stored.get(key, "")
        }
        reading.check(lambda: check_answers_to_items(self._trial, answers, self._clock()))
        reading.finish()
        return answers
