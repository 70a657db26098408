"""Opens the comparison of two criteria sets on a trial and reads what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.ui.jobs import Jobs
from trialtracker.ui.request_desk import name_patient

if TYPE_CHECKING:
    from trialtracker.clinical.assessment import Assessment
    from trialtracker.clinical.criteria_sets import CriteriaSet
    from trialtracker.clinical.trial import Trial
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.criteria_compare import CompareDialog


class CompareDesk(QObject):
    """One window at a time; nothing is stored by it."""

    failed = Signal(object)

    def __init__(self, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self.dialog: CompareDialog | None = None

    def open(self, snapshot: Snapshot) -> None:
        """Hold a trial against its own set and the first other one."""
        trial, own = snapshot.trial, snapshot.assessment.criteria_set

        def show(sets: tuple[CriteriaSet, ...]) -> None:
            if self.dialog is None:
                self._show(trial, sets, own.title)

        self._jobs.run(lambda clinic: clinic.criteria.list_sets(), show, self.failed.emit)

    def _show(self, trial: Trial, sets: tuple[CriteriaSet, ...], own: str) -> None:
        from trialtracker.ui.criteria_compare import CompareDialog

        other = next((each.title for each in sets if each.title != own), own)
        dialog = CompareDialog(self._window)
        dialog.show_whose(name_patient(trial))
        dialog.show_sets(sets, (own, other))

        def ask(titles: tuple[str, ...]) -> None:
            self._assess(trial.trial_id, titles)

        dialog.set_wanted.connect(ask)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.start()
        ask((own, other))

    def _assess(self, trial_id: str, titles: tuple[str, ...]) -> None:
        def assess(clinic: Clinic) -> tuple[Assessment, ...]:
            return clinic.criteria.assess_with(trial_id, titles)

        def show(assessments: tuple[Assessment, ...]) -> None:
            if self.dialog is not None:
                self.dialog.show_assessments(assessments)

        self._jobs.run(assess, show, self.failed.emit)

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._window.activateWindow()
