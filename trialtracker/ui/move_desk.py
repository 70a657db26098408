"""Moves an entry to another trial: opens the dialog, finds the patient, stores both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.time import format_time
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.request_desk import name_patient

if TYPE_CHECKING:
    from trialtracker.clinical.trial import Entry, Trial
    from trialtracker.services.results import Snapshot
    from trialtracker.services.rows import PatientHit
    from trialtracker.ui.move_dialog import MoveDialog

_HITS = 30


class MoveDesk(QObject):
    """One dialog at a time; what is refused stays in it with the sentence."""

    stored = Signal(object)
    noticed = Signal(str)

    def __init__(self, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self.dialog: MoveDialog | None = None

    def start(self, trial: Trial, entry: Entry) -> None:
        """Ask to whom an entry of a trial belongs."""
        from trialtracker.ui.move_dialog import MoveDialog

        dialog = MoveDialog(trial, entry, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.typed.connect(self._find)
        dialog.confirmed.connect(lambda hit, reason: self._move(trial, entry, hit, reason))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _find(self, text: str) -> None:
        def show(hits: tuple[PatientHit, ...]) -> None:
            if self.dialog is not None:
                self.dialog.show_hits(text, hits)

        self._jobs.run(lambda clinic: clinic.find_patients(text, _HITS), show, self._refuse)

    def _move(self, trial: Trial, entry: Entry, hit: PatientHit, reason: str) -> None:
        def done(both: tuple[Snapshot, Snapshot]) -> None:
            source, target = both
            if self.dialog is not None:
                self.dialog.accept()
            self.stored.emit(source)
            at = format_time(entry.observed_at, trial.details.time_zone)
            whose = name_patient(target.trial)
            self.noticed.emit(f"The entry of {at} stands with {whose} now. Here it is void.")

        to_trial_id = hit.trial_id or ""
        self._jobs.run(
            lambda clinic: clinic.paper.move_entry(
                trial.trial_id, entry.entry_id, to_trial_id, reason
            ),
            done,
            self._refuse,
        )

    def _refuse(self, failure: Failure) -> None:
        if self.dialog is None:
            return
        is_refused = isinstance(failure, RefusedError)
        self.dialog.show_problem(str(failure) if is_refused else f"Nothing was moved. {failure}")

    def _forget(self) -> None:
        self.dialog = None
