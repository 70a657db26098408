"""The windows that register a patient with a trial, and amend either."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.plan import Template
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import Clock, local_date
from trialtracker.clinical.trial import Patient, Trial
from trialtracker.overriding import override
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.form_field import FieldSet, FormField
from trialtracker.ui.form_reading import FormReading, read_reason
from trialtracker.ui.patient_form import PatientForm
from trialtracker.ui.trial_form import TrialForm


class RegistrationDialog(FormDialog):
    """New trial: the patient and the plan, handed on together.

    The host answers with accept() or show_problems(). A problem with the MRN that comes from the
    host means that somebody has it already, so it offers to open that patient.
    """

    submitted = Signal(object, object)
    open_existing = Signal(str)

    def __init__(self, clock: Clock, time_zone: str, parent: QWidget | None = None) -> None:
        super().__init__("New trial", "Register patient and trial", parent)
        self.patient_form = PatientForm(lambda: local_date(clock(), time_zone))
        self.trial_form = TrialForm(clock, time_zone)
        patient_card = self.add_card("Patient", self.patient_form, stretch=2)
        patient_card.addStretch(1)
        self.add_card("Trial", self.trial_form, stretch=3).addStretch(1)
        self.open_existing_button = QPushButton("Open the patient who has this MRN")
        self.open_existing_button.setProperty("link", True)
        self.open_existing_button.setAutoDefault(False)
        self.open_existing_button.clicked.connect(self._open_existing)
        left = Qt.AlignmentFlag.AlignLeft
        patient_card.insertWidget(patient_card.count() - 1, self.open_existing_button, 0, left)
        self.open_existing_button.hide()
        self.patient_form.changed.connect(self.open_existing_button.hide)
        self.resize(980, 700)

    def show_patient(self, patient: Patient) -> None:
        """Register another trial of a patient who is known: only the trial can be typed."""
        self.patient_form.show_details(patient.details)
        self.patient_form.setEnabled(False)

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer the clinic's plans."""
        self.trial_form.show_templates(templates)

    def show_sets(self, sets: Sequence[CriteriaSet], default: str) -> None:
        """Offer the criteria sets; default is the clinic's for new trials."""
        self.trial_form.show_sets(sets, default)

    @override
    def show_problems(self, problems: Sequence[Problem]) -> None:
        super().show_problems(problems)
        self.open_existing_button.setVisible(any(p.field == "mrn" for p in problems))

    @override
    def submit(self) -> None:
        reading = FormReading()
        patient = reading.read_form(self.patient_form.get_details)
        birth_date = patient.birth_date if patient else None
        trial = reading.read_form(lambda: self.trial_form.get_details(birth_date))
        super().show_problems(reading.problems)
        if patient and trial:
            self.save_button.setEnabled(False)
            self.submitted.emit(patient, trial)

    def _open_existing(self) -> None:
        self.open_existing.emit(self.patient_form.get_mrn())


class EditPatientDialog(FormDialog):
    """Amend what is known of a patient; submitted carries the details and the reason."""

    submitted = Signal(object, str)

    def __init__(
        self, patient: Patient, clock: Clock, time_zone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("Change the patient's details", "Save changes to the patient", parent)
        self.patient_form = PatientForm(lambda: local_date(clock(), time_zone))
        self.patient_form.show_details(patient.details)
        self.reason_form = ReasonForm()
        self.add_card("Patient", self.patient_form).addStretch(1)
        self.add_footer(self.reason_form)
        self.resize(560, 720)

    @override
    def submit(self) -> None:
        reading = FormReading()
        details = reading.read_form(self.patient_form.get_details)
        reason = reading.read("reason", self.reason_form.get_reason, "")
        self.show_problems(reading.problems)
        if details and reason:
            self.save_button.setEnabled(False)
            self.submitted.emit(details, reason)


class EditTrialDialog(FormDialog):
    """Amend the plan or the state of a trial; submitted carries the details and the reason."""

    submitted = Signal(object, str)

    def __init__(self, trial: Trial, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("Change the trial", "Save changes to the trial", parent)
        self._birth_date: date | None = trial.patient.details.birth_date
        self.trial_form = TrialForm(clock, trial.details.time_zone)
        self.trial_form.show_details(trial.details)
        self.reason_form = ReasonForm()
        self.add_card("Trial", self.trial_form).addStretch(1)
        self.add_footer(self.reason_form)
        self.resize(620, 700)

    def show_sets(self, sets: Sequence[CriteriaSet]) -> None:
        """Offer the criteria sets; the trial's own stays chosen."""
        self.trial_form.show_sets(sets)

    @override
    def submit(self) -> None:
        reading = FormReading()
        details = reading.read_form(lambda: self.trial_form.get_details(self._birth_date))
        reason = reading.read("reason", self.reason_form.get_reason, "")
        self.show_problems(reading.problems)
        if details and reason:
            self.save_button.setEnabled(False)
            self.submitted.emit(details, reason)


class ReasonForm(FieldSet):
    """Why something stored is changed, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._reason = QLineEdit()
        self._reason.setPlaceholderText("Kept with the former details, your name and the time")
        field = FormField(
            "reason", "Reason for the c&hange", self._reason, self._reason.textChanged
        )
        self.add_fields((field,))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(field)

    def get_reason(self) -> str:
        """Return the reason.

        Raises:
            ValueError: with a sentence, if there is none.
        """
        return read_reason(self._reason.text())
