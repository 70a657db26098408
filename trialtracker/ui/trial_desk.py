"""One open trial: loads it, stores what its page hands in, and keeps the draft on disk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.time import Clock, format_time
from trialtracker.ui.beside_desk import BesideDesk
from trialtracker.ui.chart_desk import ChartDesk
from trialtracker.ui.criteria_compare_desk import CompareDesk
from trialtracker.ui.dossier_desk import DossierDesk
from trialtracker.ui.draft_desk import DraftDesk
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.move_desk import MoveDesk
from trialtracker.ui.registration_desk import RegistrationDesk
from trialtracker.ui.request_desk import (
    IN_THE_DRAFT,
    IN_THE_FORM,
    RequestDesk,
    is_open,
    name_failure,
    name_patient,
)
from trialtracker.ui.trial_tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from trialtracker.clinical.answers import Answers
    from trialtracker.clinical.trial import Entry, Trial
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.trial_page import TrialPage

_CLOSE_AGAIN = "Draft not on disk: close again to leave without it"


class TrialDesk(QObject):
    """Stands between the page of a trial and the services; the page is made at its first use."""

    shown = Signal(object)
    left = Signal()
    changed = Signal()
    noticed = Signal(str)
    saved = Signal(str)
    unsaved = Signal(str)
    failed = Signal(object)
    patient_wanted = Signal(object)
    next_wanted = Signal(str, str)

    def __init__(
        self, window: QWidget, jobs: Jobs, clock: Clock, get_time_zone: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._window, self._jobs, self._clock = window, jobs, clock
        self._page: TrialPage | None = None
        self._saving_id = self._unsaved_id = ""
        self._is_closing = self._may_lose_draft = False
        self._requests = RequestDesk(jobs, lambda: self.page, self)
        self._drafts = DraftDesk(jobs, self)
        self.registration = RegistrationDesk(window, jobs, clock, get_time_zone)
        self.forms = DossierDesk(window, jobs, clock)
        self.moving = MoveDesk(window, jobs)
        self.comparing = CompareDesk(window, jobs)
        self.beside = BesideDesk(window, jobs, self.failed)
        self.charts = ChartDesk(jobs, self)
        self._connect()

    def _connect(self) -> None:
        self._requests.stored.connect(self._tell_stored)
        self._requests.unsaved.connect(self.unsaved)
        self._drafts.kept.connect(self._show_draft_kept)
        self._drafts.settled.connect(self._close_if_wanted)
        self._drafts.failed.connect(self._fail_draft)
        self._drafts.discarded.connect(self.changed)
        self.registration.patient_wanted.connect(self.patient_wanted)
        for stored in (self.registration.stored, self.forms.stored, self.moving.stored):
            stored.connect(self._show_stored)
        self.charts.failed.connect(self.failed)
        for failed in (self._requests.failed, self.forms.failed, self.comparing.failed):
            failed.connect(self.failed)
        for noticed in (self._requests.noticed, self.moving.noticed, self.charts.noticed):
            noticed.connect(self.noticed)

    # Opening and leaving

    @property
    def page(self) -> TrialPage:
        """Return the page, making it when it is wanted for the first time."""
        if self._page is None:
            from trialtracker.ui.trial_page import TrialPage

            page = TrialPage(self._clock)
            page.submitted.connect(self._record)
            page.record.submitted_for_next.connect(partial(self._record, goes_on=True))
            page.amended.connect(self._amend)
            page.voided.connect(self._void)
            page.draft_changed.connect(self._keep_draft)
            page.draft_discarded.connect(self._drafts.discard)
            page.asked.connect(self._requests.carry_out)
            page.section_draft_changed.connect(self._drafts.keep_section)
            page.closed.connect(self.left)
            page.entries.move_requested.connect(self.moving.start)
            page.form_wanted.connect(self.forms.open)
            page.edit_patient_wanted.connect(self.registration.edit_patient)
            page.edit_trial_wanted.connect(self.registration.edit_trial)
            page.why.noticed.connect(self.noticed)
            page.after_entry.use(self._jobs)
            self.charts.use(page.chart)
            self.beside.serve(page)
            page.why.compare_wanted.connect(self.comparing.open)
            page.new_trial_wanted.connect(lambda trial: self.registration.register(trial.patient))
            self._page = page
        return self._page

    @property
    def open_trial(self) -> Trial | None:
        """Return the trial whose page is in view."""
        return self._page.trial if self._page is not None and self._page.isVisible() else None

    def prepare(self) -> None:
        """Load what the first chart needs while nobody waits for it."""
        self.charts.prepare()

    def open_chart(self, trial_id: str) -> None:
        """Show a trial's chart and assessment."""
        self._open(trial_id, Tab.CHART)

    def open_record(self, trial_id: str) -> None:
        """Show a trial's record form."""
        self._open(trial_id, Tab.RECORD)

    def _open(self, trial_id: str, tab: Tab) -> None:
        self.leave()

        def show(snapshot: Snapshot) -> None:
            self._show(snapshot, tab)

        self._jobs.run(lambda clinic: clinic.get_snapshot(trial_id), show, self.failed.emit)

    def _show(self, snapshot: Snapshot, tab: Tab) -> None:
        self.leave()  # whoever typed on while the other trial was read
        self.page.show_snapshot(self._drafts.add_unkept(snapshot))
        self.shown.emit(self.page)
        self.page.show_tab(tab)

    def _show_stored(self, snapshot: Snapshot) -> None:
        self._show(snapshot, self.page.tab)
        self._tell_stored(snapshot)

    def _tell_stored(self, snapshot: Snapshot) -> None:
        self.saved.emit(f"Saved {self._format_now(snapshot)}")
        self.changed.emit()

    def show_tab(self, tab: Tab) -> None:
        """Show one tab of the trial that is open."""
        if self._page is not None and self._page.isVisible():
            self._page.show_tab(tab)

    def leave(self) -> None:
        """Bring what is typed to disk before the page shows something else."""
        if self._page is not None:
            self._page.flush_drafts()

    # Storing

    def _record(self, trial_id: str, answers: Answers, *, goes_on: bool = False) -> None:
        self._save(trial_id, answers, lambda c: c.record(trial_id, answers), goes_on=goes_on)

    def _amend(self, trial_id: str, entry_id: str, answers: Answers, reason: str) -> None:
        self._save(trial_id, answers, lambda c: c.amend_entry(trial_id, entry_id, answers, reason))

    def _save(
        self,
        trial_id: str,
        answers: Answers,
        work: Callable[[Clinic], Snapshot],
        *,
        goes_on: bool = False,
    ) -> None:
        trial = self.page.trial
        if trial is None:
            return
        self._saving_id = trial_id

        def done(snapshot: Snapshot) -> None:
            self._saving_id = self._unsaved_id = ""
            self._drafts.forget(trial_id)
            text = f"Saved {self._format_now(snapshot)}"
            if is_open(self.page, trial):
                self._show_saved(snapshot, answers.entry_id, text, goes_on=goes_on)
            else:
                self.noticed.emit(f"{name_patient(trial)}: {text}.")
            self._tell_stored(snapshot)

        self._jobs.run(work, done, partial(self._refuse_save, trial))

    def _show_saved(self, snapshot: Snapshot, entry_id: str, text: str, *, goes_on: bool) -> None:
        self.page.record.show_saved(text)
        self.page.show_snapshot(snapshot)
        if goes_on:
            self.next_wanted.emit(snapshot.trial.trial_id, text)
        else:
            self.page.show_saved(entry_id)
            self.noticed.emit(f"{text}. Ctrl+Z makes the entry void.")

    def _void(self, trial_id: str, entry: Entry, reason: str) -> None:
        def done(snapshot: Snapshot) -> None:
            if is_open(self.page, snapshot.trial):
                self.page.show_snapshot(snapshot)
                self.page.show_voided()
            time = format_time(entry.observed_at, snapshot.trial.details.time_zone)
            self.noticed.emit(f"The entry of {time} is void. It stays readable under Entries.")
            self._tell_stored(snapshot)

        self._jobs.run(
            lambda clinic: clinic.void_entry(trial_id, entry.entry_id, reason),
            done,
            self._refuse_void,
        )

    def _refuse_void(self, failure: Failure) -> None:
        self.page.show_refused()
        self.failed.emit(failure)

    def _refuse_save(self, trial: Trial, failure: Failure) -> None:
        self._saving_id = ""
        if not is_open(self.page, trial):
            self.failed.emit(name_failure(trial, failure))
            self.unsaved.emit(IN_THE_DRAFT)
            return
        self.page.show_refused()
        if isinstance(failure, RefusedError):
            self.page.record.show_problems(failure.problems)
        else:
            self._unsaved_id = trial.trial_id
            self.failed.emit(failure)
            self.unsaved.emit(IN_THE_FORM)

    # What is typed and not stored

    @property
    def is_unsaved(self) -> bool:
        """Tell whether a save has failed, or something typed has not reached the disk."""
        return bool(self._unsaved_id) or self._requests.has_failed or self._drafts.has_unkept

    def try_again(self) -> None:
        """Save again what could not be saved, or else bring to disk what is typed."""
        # Only what is in view is stored: a form of another trial may be half typed.
        trial = self.open_trial if self._unsaved_id and self.page.record.isVisible() else None
        if trial is not None and trial.trial_id == self._unsaved_id:
            self.page.record.save()
        elif not self._requests.carry_out_again():
            self._unsaved_id = ""
            self._drafts.keep_again()

    def _keep_draft(self, trial_id: str, form: str) -> None:
        if self._saving_id == trial_id:
            return
        self._may_lose_draft = False
        self._drafts.keep(trial_id, form)

    def _show_draft_kept(self, trial_id: str, at: datetime) -> None:
        trial = self.page.trial
        if trial is not None and trial.trial_id == trial_id:
            self.page.record.show_draft_kept(at)

    def _close_if_wanted(self) -> None:
        if self._is_closing and not self._drafts.has_unkept:
            self._window.close()

    def _fail_draft(self, failure: Failure) -> None:
        self._may_lose_draft = self._may_lose_draft or self._is_closing
        self._is_closing = False
        self.failed.emit(failure)
        has_failed = bool(self._unsaved_id) or self._requests.has_failed
        said = IN_THE_FORM if has_failed else "Draft not on disk"  # a lost save weighs more
        self.unsaved.emit(_CLOSE_AGAIN if self._may_lose_draft else said)

    def may_close(self) -> bool:
        """Tell whether everything typed is on disk; if not, the window closes when it is.

        A second try closes all the same: the disk may never come back.
        """
        self.leave()
        if not self._drafts.has_unkept or self._is_closing or self._may_lose_draft:
            return True
        self._is_closing = True
        self._drafts.keep_again()
        return False

    def _format_now(self, snapshot: Snapshot) -> str:
        return format_time(snapshot.taken_at, snapshot.trial.details.time_zone)
