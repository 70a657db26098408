"""Opens two trials of one patient side by side and reads what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.request_desk import name_patient

if TYPE_CHECKING:
    from trialtracker.clinical.trial import Trial
    from trialtracker.services.patient_trials import PatientTrial
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.beside_dialog import BesideDialog
    from trialtracker.ui.trial_page import TrialPage


class BesideDesk(QObject):
    """One window at a time; nothing is stored by it."""

    def __init__(self, window: QWidget, jobs: Jobs, failed: SignalInstance) -> None:
        """Take the signal by which a store that fails is told."""
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._failed = failed
        self.dialog: BesideDialog | None = None

    def serve(self, page: TrialPage) -> None:
        """Open the window for the trial of a page when it is asked for."""
        page.tabs.beside_wanted.connect(lambda: self.open(page.trial))

    def open(self, trial: Trial | None) -> None:
        """Show the trial before this one beside it, or else its beginning beside its end."""
        if trial is None or self.dialog is not None:
            return

        def show(trials: tuple[PatientTrial, ...]) -> None:
            if self.dialog is None:
                self._show(trial, trials)

        patient_id = trial.patient.patient_id
        self._jobs.run(lambda c: c.list_trials_of(patient_id), show, self._failed.emit)

    def _show(self, trial: Trial, trials: tuple[PatientTrial, ...]) -> None:
        from trialtracker.ui.beside_dialog import BesideDialog

        dialog = BesideDialog(self._window)
        self.dialog = dialog
        dialog.show_whose(name_patient(trial))
        dialog.trial_wanted.connect(self._read)
        dialog.finished.connect(self._forget)
        dialog.show_trials(trials, choose_pair([t.trial_id for t in trials], trial.trial_id))
        dialog.start()

    def _read(self, number: int, trial_id: str) -> None:
        def show(snapshot: Snapshot) -> None:
            if self.dialog is not None:
                self.dialog.show_snapshot(number, snapshot)

        def fail(failure: Failure) -> None:
            if self.dialog is not None:
                self.dialog.show_failure(number, trial_id, str(failure))
            self._failed.emit(failure)

        self._jobs.run(lambda clinic: clinic.get_snapshot(trial_id), show, fail)

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._window.activateWindow()


def choose_pair(newest_first: list[str], trial_id: str) -> tuple[str, str]:
    """Return what stands left and right: the earlier trial left; a trial alone on both sides."""
    place = newest_first.index(trial_id)
    earlier = newest_first[place + 1 : place + 2]
    if earlier:
        return earlier[0], trial_id
    return trial_id, newest_first[max(0, place - 1)]
