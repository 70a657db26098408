"""One open trial: loads it, stores what its page hands in, and keeps the draft on disk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.time import Clock, format_time
from trialtracker.ui.dossier_desk import DossierDesk
from trialtracker.ui.draft_desk import DraftDesk
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.move_desk import MoveDesk
from trialtracker.ui.registration_desk import RegistrationDesk
from trialtracker.ui.trial_tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from trialtracker.clinical.answers import Answers
    from trialtracker.clinical.trial import Entry, Trial
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.section import Request, Section
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
        self._window = window
        self._jobs = jobs
        self._clock = clock
        self._page: TrialPage | None = None
        self._is_saving = False
        self._has_failed_save = False
        self._is_closing = False
        self._may_lose_draft = False
        self._drafts = DraftDesk(jobs, self)
        self._drafts.kept.connect(self._show_draft_kept)
        self._drafts.settled.connect(self._close_if_wanted)
        self._drafts.failed.connect(self._fail_draft)
        self._drafts.discarded.connect(self.changed)
        self.registration = RegistrationDesk(window, jobs, clock, get_time_zone)
        self.registration.stored.connect(self._show_stored)
        self.registration.patient_wanted.connect(self.patient_wanted)
        self.forms = DossierDesk(window, jobs, clock)
        self.forms.stored.connect(self._show_stored)
        self.forms.failed.connect(self.failed)
        self.moving = MoveDesk(window, jobs)
        self.moving.stored.connect(self._show_stored)
        self.moving.noticed.connect(self.noticed)

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
            page.asked.connect(self._carry_out)
            page.section_draft_changed.connect(self._drafts.keep_section)
            page.closed.connect(self.left)
            page.entries.move_requested.connect(self.moving.start)
            page.form_wanted.connect(self.forms.open)
            page.edit_patient_wanted.connect(self.registration.edit_patient)
            page.edit_trial_wanted.connect(self.registration.edit_trial)
            page.new_trial_wanted.connect(lambda trial: self.registration.register(trial.patient))
            self._page = page
        return self._page

    @property
    def open_trial(self) -> Trial | None:
        """Return the trial whose page is in view."""
        return self._page.trial if self._page is not None and self._page.isVisible() else None

    def prepare(self) -> None:
        """Load what the first chart needs while nobody waits for it."""
        self._jobs.run(lambda _clinic: load_charts(), lambda _: None, self.failed.emit)

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
        self.page.show_snapshot(self._drafts.add_unkept(snapshot))
        self.shown.emit(self.page)
        self.page.show_tab(tab)

    def _show_stored(self, snapshot: Snapshot) -> None:
        self.leave()
        self._show(snapshot, self.page.tab)
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
        self._save(
            trial_id, answers, lambda clinic: clinic.record(trial_id, answers), goes_on=goes_on
        )

    def _amend(self, trial_id: str, entry_id: str, answers: Answers, reason: str) -> None:
        self._save(
            trial_id,
            answers,
            lambda clinic: clinic.amend_entry(trial_id, entry_id, answers, reason),
        )

    def _save(
        self,
        trial_id: str,
        answers: Answers,
        work: Callable[[Clinic], Snapshot],
        *,
        goes_on: bool = False,
    ) -> None:
        self._is_saving = True

        def done(snapshot: Snapshot) -> None:
            self._is_saving = self._has_failed_save = False
            self._drafts.forget(trial_id)
            text = f"Saved {self._format_now(snapshot)}"
            self.page.record.show_saved(text)
            self.page.show_snapshot(snapshot)
            if goes_on:
                self.next_wanted.emit(trial_id, text)
            else:
                self.page.show_saved(answers.entry_id)
                self.noticed.emit(f"{text}. Ctrl+Z makes the entry void.")
            self.saved.emit(text)
            self.changed.emit()

        self._jobs.run(work, done, self._refuse_save)

    def _void(self, trial_id: str, entry: Entry, reason: str) -> None:
        def done(snapshot: Snapshot) -> None:
            self.page.show_snapshot(snapshot)
            self.page.show_voided()
            time = format_time(entry.observed_at, snapshot.trial.details.time_zone)
            self.noticed.emit(f"The entry of {time} is void. It stays readable under Entries.")
            self.saved.emit(f"Saved {self._format_now(snapshot)}")
            self.changed.emit()

        self._jobs.run(
            lambda clinic: clinic.void_entry(trial_id, entry.entry_id, reason),
            done,
            self._refuse_void,
        )

    def _refuse_void(self, failure: Failure) -> None:
        self.page.show_refused()
        self.failed.emit(failure)

    def _refuse_save(self, failure: Failure) -> None:
        self._is_saving = False
        self.page.show_refused()
        if isinstance(failure, RefusedError):
            self.page.record.show_problems(failure.problems)
        else:
            self._has_failed_save = True
            self.failed.emit(failure)
            self.unsaved.emit("Not saved: what you typed is kept in the form")

    def _carry_out(self, section: Section, request: Request) -> None:
        """Store what a section asked for; what is refused stays typed in it."""

        def done(snapshot: Snapshot) -> None:
            if self._is_open(snapshot):
                section.show_stored()
                section.note_change()
                self.page.show_snapshot(snapshot)
            self.noticed.emit(request.said)
            self.saved.emit(f"Saved {self._format_now(snapshot)}")
            self.changed.emit()

        def refuse(failure: Failure) -> None:
            if isinstance(failure, RefusedError):
                section.show_problems(failure.problems)
            else:
                self.failed.emit(failure)
                self.unsaved.emit("Not saved: what you typed is kept in the form")

        self._jobs.run(request.work, done, refuse)

    def _is_open(self, snapshot: Snapshot) -> bool:
        # Another trial may have been opened while this one was stored.
        trial = self.page.trial
        return trial is not None and trial.trial_id == snapshot.trial.trial_id

    # What is typed and not stored

    @property
    def is_unsaved(self) -> bool:
        """Tell whether a save has failed, or something typed has not reached the disk."""
        return self._has_failed_save or self._drafts.has_unkept

    def try_again(self) -> None:
        """Save again what could not be saved, or else bring to disk what is typed."""
        if self._has_failed_save and self.page.record.isVisible():
            self.page.record.save()
        else:
            self._has_failed_save = False
            self._drafts.keep_again()

    def _keep_draft(self, trial_id: str, form: str) -> None:
        if self._is_saving:
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
        self.unsaved.emit(_CLOSE_AGAIN if self._may_lose_draft else "Draft not on disk")

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


def load_charts() -> None:
    """Import the chart code, and matplotlib with it."""
    import trialtracker.charts.trial_chart  # noqa: F401
