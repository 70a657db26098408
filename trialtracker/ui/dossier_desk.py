"""The forms that open from a trial's page: plan, end, reviews, and the discharge sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.request_desk import name_patient
from trialtracker.ui.review_desk import ReviewDesk
from trialtracker.ui.review_forms import FORMS, REPORT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QDialog

    from trialtracker.clinical.criteria_sets import CriteriaSet
    from trialtracker.clinical.plan import Plan, Template
    from trialtracker.clinical.trial import Trial, TrialDetails
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.form_dialog import FormDialog
    from trialtracker.ui.plan_dialog import PlanDialog


class DossierDesk(QObject):
    """One window at a time; what is refused stays typed in it."""

    stored = Signal(object)
    failed = Signal(object)
    report_wanted = Signal(object)

    def __init__(self, window: QWidget, jobs: Jobs, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._clock = clock
        self.dialog: QDialog | None = None
        self.reviews = ReviewDesk(window, jobs, clock)
        self.reviews.stored.connect(self.stored)
        self.reviews.failed.connect(self.failed)

    def open(self, form: str, snapshot: Snapshot) -> None:
        """Open the form that the page names: plan, end, discharge, report, or one of a review."""
        if form in FORMS:
            self.reviews.open(form, snapshot)
        elif self.dialog is None:
            report = self.report_wanted.emit
            forms = {"plan": self._open_plan, "end": self._open_end, REPORT: report}
            forms.get(form, self._open_discharge)(snapshot)

    def _open_plan(self, snapshot: Snapshot) -> None:
        trial = snapshot.trial

        def show(templates: tuple[Template, ...]) -> None:
            if self.dialog is not None:
                return  # asked for twice before it was there
            from trialtracker.ui.plan_dialog import PlanDialog

            dialog = PlanDialog(trial, templates, self._window)

            def submit(details: TrialDetails, reason: str) -> None:
                self._store(lambda clinic: clinic.amend_trial(trial, details, reason), dialog)

            def keep(name: str, plan: Plan) -> None:
                self._keep_template(dialog, name, plan)

            dialog.submitted.connect(submit)
            dialog.template_named.connect(keep)
            self._show(dialog, trial)
            self._offer_sets(dialog)

        self._jobs.run(lambda clinic: clinic.dossier.list_templates(), show, self.failed.emit)

    def _offer_sets(self, dialog: PlanDialog) -> None:
        today = self._clock().astimezone().date()

        def offer(sets: tuple[CriteriaSet, ...]) -> None:
            dialog.show_sets(sets, today)

        self._jobs.run(lambda clinic: clinic.criteria.list_sets(), offer, self.failed.emit)

    def _keep_template(self, dialog: PlanDialog, name: str, plan: Plan) -> None:
        self._jobs.run(
            lambda clinic: clinic.dossier.save_template(name, plan),
            lambda _: dialog.show_template_saved(name),
            lambda failure: dialog.show_template_refused(str(failure)),
        )

    def _open_end(self, snapshot: Snapshot) -> None:
        from trialtracker.ui.end_dialog import EndDialog

        trial = snapshot.trial
        dialog = EndDialog(trial, self._clock, self._window)

        def submit(
            details: TrialDetails, answers: Mapping[str, tuple[str, str]], reason: str
        ) -> None:
            self._store(lambda clinic: clinic.dossier.end(trial, details, answers, reason), dialog)

        dialog.submitted.connect(submit)
        self._show(dialog, trial)

    def _open_discharge(self, snapshot: Snapshot) -> None:
        from trialtracker.ui.discharge_sheet import DischargeDialog

        self.dialog = DischargeDialog(snapshot, self._window)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _show(self, dialog: FormDialog, trial: Trial) -> None:
        self.dialog = dialog
        dialog.show_whose(name_patient(trial))
        dialog.finished.connect(self._forget)
        dialog.start()

    def _forget(self) -> None:
        self.dialog = None
        self._window.activateWindow()

    def _store(self, work: Callable[[Clinic], Snapshot], dialog: FormDialog) -> None:
        def accept(snapshot: Snapshot) -> None:
            dialog.accept()
            self.stored.emit(snapshot)

        def refuse(failure: Failure) -> None:
            is_refused = isinstance(failure, RefusedError)
            problems = failure.problems if isinstance(failure, RefusedError) else ()
            dialog.show_problems(problems if is_refused else (Problem("", str(failure)),))

        self._jobs.run(work, accept, refuse)
