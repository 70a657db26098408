"""New and changed patients and trials: opens the dialogs and stores what they hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.request_desk import name_patient

if TYPE_CHECKING:
    from collections.abc import Callable

    from trialtracker.clinical.criteria_sets import CriteriaSet
    from trialtracker.clinical.trial import Patient, PatientDetails, Trial, TrialDetails
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.services.rows import PatientHit
    from trialtracker.ui.form_dialog import FormDialog


class RegistrationDesk(QObject):
    """One dialog at a time; what is refused stays typed in it."""

    stored = Signal(object)
    patient_wanted = Signal(object)

    def __init__(
        self, window: QWidget, jobs: Jobs, clock: Clock, get_time_zone: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._clock = clock
        self._get_time_zone = get_time_zone
        self.dialog: FormDialog | None = None

    def register(self, patient: Patient | None = None) -> None:
        """Ask for a new trial, of a new patient or of one who is known."""
        from trialtracker.ui.registration_dialog import RegistrationDialog

        dialog = RegistrationDialog(self._clock, self._get_time_zone(), self._window)
        if patient is not None:
            dialog.show_patient(patient)

        def submit(details: PatientDetails, trial: TrialDetails) -> None:
            if patient is None:
                self._store(lambda clinic: clinic.register(details, trial))
            else:
                self._store(lambda clinic: clinic.add_trial(patient.patient_id, trial))

        dialog.submitted.connect(submit)
        dialog.open_existing.connect(self._open_existing)
        self._open(dialog)
        self._jobs.run(
            lambda clinic: clinic.dossier.list_templates(), dialog.show_templates, self._refuse
        )
        self._jobs.run(_read_sets, lambda found: dialog.show_sets(*found), self._refuse)

    def edit_patient(self, trial: Trial) -> None:
        """Ask for changes to the patient of a trial."""
        from trialtracker.ui.registration_dialog import EditPatientDialog

        zone = trial.details.time_zone
        dialog = EditPatientDialog(trial.patient, self._clock, zone, self._window)
        dialog.show_whose(name_patient(trial))
        dialog.submitted.connect(
            lambda details, reason: self._store(
                lambda clinic: clinic.amend_patient(trial, details, reason)
            )
        )
        self._open(dialog)

    def edit_trial(self, trial: Trial) -> None:
        """Ask for changes to the plan or state of a trial."""
        from trialtracker.ui.registration_dialog import EditTrialDialog

        dialog = EditTrialDialog(trial, self._clock, self._window)
        dialog.show_whose(name_patient(trial))
        dialog.submitted.connect(
            lambda details, reason: self._store(
                lambda clinic: clinic.amend_trial(trial, details, reason)
            )
        )
        self._open(dialog)
        self._jobs.run(lambda clinic: clinic.criteria.list_sets(), dialog.show_sets, self._refuse)

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.start()

    def _forget(self) -> None:
        self.dialog = None

    def _store(self, work: Callable[[Clinic], Snapshot]) -> None:
        self._jobs.run(work, self._accept, self._refuse)

    def _accept(self, snapshot: Snapshot) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.stored.emit(snapshot)

    def _refuse(self, failure: Failure) -> None:
        if self.dialog is None:
            return
        if isinstance(failure, RefusedError):
            self.dialog.show_problems(failure.problems)
        else:
            self.dialog.show_problems((Problem("", str(failure)),))

    def _open_existing(self, mrn: str) -> None:
        self._jobs.run(lambda clinic: clinic.find_patients(mrn, 1), self._go_to, self._refuse)

    def _go_to(self, hits: tuple[PatientHit, ...]) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        if hits:
            self.patient_wanted.emit(hits[0])


def _read_sets(clinic: Clinic) -> tuple[tuple[CriteriaSet, ...], str]:
    return clinic.criteria.list_sets(), clinic.house.get_settings().criteria_set
