"""One open trial: loads it, stores what its page hands in, and keeps the draft on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.answers import RefusedError
from trialtracker.clinical.time import Clock, format_time
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.registration_desk import RegistrationDesk
from trialtracker.ui.trial_tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from trialtracker.clinical.answers import Answers
    from trialtracker.clinical.trial import Entry
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.trial_page import TrialPage


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

    def __init__(self, window: QWidget, jobs: Jobs, clock: Clock, time_zone: str) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._clock = clock
        self._page: TrialPage | None = None
        self._kept_form: tuple[str, str] | None = None
        self._is_saving = False
        self._is_closing = False
        self.registration = RegistrationDesk(window, jobs, clock, time_zone)
        self.registration.stored.connect(self._show_stored)
        self.registration.patient_wanted.connect(self.patient_wanted)

    # Opening and leaving

    @property
    def page(self) -> TrialPage:
        """Return the page, making it when it is wanted for the first time."""
        if self._page is None:
            from trialtracker.ui.trial_page import TrialPage

            page = TrialPage(self._clock)
            page.submitted.connect(self._record)
            page.amended.connect(self._amend)
            page.voided.connect(self._void)
            page.draft_changed.connect(self._keep_draft)
            page.draft_discarded.connect(self._discard_draft)
            page.closed.connect(self.left)
            page.edit_patient_wanted.connect(self.registration.edit_patient)
            page.edit_trial_wanted.connect(self.registration.edit_trial)
            page.new_trial_wanted.connect(lambda trial: self.registration.register(trial.patient))
            self._page = page
        return self._page

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
        self.page.show_snapshot(snapshot)
        self.shown.emit(self.page)
        self.page.show_tab(tab)

    def _show_stored(self, snapshot: Snapshot) -> None:
        self._show(snapshot, self.page.tab)
        self.saved.emit(f"Saved {self._format_now(snapshot)}")
        self.changed.emit()

    def show_chart(self) -> None:
        """Show the chart of the trial that is open."""
        self._show_tab(Tab.CHART)

    def show_record(self) -> None:
        """Show the record form of the trial that is open."""
        self._show_tab(Tab.RECORD)

    def show_entries(self) -> None:
        """Show the entries of the trial that is open."""
        self._show_tab(Tab.ENTRIES)

    def _show_tab(self, tab: Tab) -> None:
        if self._page is not None and self._page.isVisible():
            self._page.show_tab(tab)

    def leave(self) -> None:
        """Bring what is typed to disk before the page shows something else."""
        if self._page is not None:
            self._page.record.flush_draft()

    # Storing

    def _record(self, trial_id: str, answers: Answers) -> None:
        self._save(trial_id, answers, lambda clinic: clinic.record(trial_id, answers))

    def _amend(self, trial_id: str, entry_id: str, answers: Answers, reason: str) -> None:
        self._save(
            trial_id,
            answers,
            lambda clinic: clinic.amend_entry(trial_id, entry_id, answers, reason),
        )

    def _save(self, trial_id: str, answers: Answers, work: Callable[[Clinic], Snapshot]) -> None:
        self._is_saving = True

        def done(snapshot: Snapshot) -> None:
            self._is_saving = False
            self._kept_form = None
            text = f"Saved {self._format_now(snapshot)}"
            self.page.record.show_saved(text)
            self.page.show_snapshot(snapshot)
            self.page.show_saved(answers.entry_id)
            self.noticed.emit(f"{text}. Ctrl+Z makes the entry void.")
            self.saved.emit(text)
            self.changed.emit()

        self._jobs.run(work, done, self._refuse)

    def _void(self, trial_id: str, entry: Entry, reason: str) -> None:
        def done(snapshot: Snapshot) -> None:
            self.page.show_snapshot(snapshot)
            self.page.show_voided()
            time = format_time(entry.observed_at, snapshot.trial.details.time_zone)
            self.noticed.emit(f"The entry of {time} is void. It stays readable under Entries.")
            self.saved.emit(f"Saved {self._format_now(snapshot)}")
            self.changed.emit()

        self._jobs.run(
            lambda clinic: clinic.void_entry(trial_id, entry.entry_id, reason), done, self._refuse
        )

    def _refuse(self, failure: Failure) -> None:
        self._is_saving = False
        self.page.show_refused()
        if isinstance(failure, RefusedError):
            self.page.record.show_problems(failure.problems)
        else:
            self.unsaved.emit("Not saved: what you typed is kept in the form")
            self.failed.emit(failure)

    # Drafts

    @property
    def has_unsaved_draft(self) -> bool:
        """Tell whether something typed has not reached the disk."""
        return self._kept_form is not None

    def keep_draft_now(self) -> None:
        """Try again to bring to disk what could not be kept before."""
        if self._kept_form is not None:
            self._keep_draft(*self._kept_form)

    def _keep_draft(self, trial_id: str, form: str) -> None:
        if self._is_saving:
            return
        self._kept_form = (trial_id, form)

        def done(at: datetime) -> None:
            if self._kept_form == (trial_id, form):
                self._kept_form = None
            self.page.record.show_draft_kept(at)
            self._close_if_waiting()

        def fail(failure: Failure) -> None:
            self._is_closing = False
            self.unsaved.emit("Draft not on disk")
            self.failed.emit(failure)

        self._jobs.run(lambda clinic: clinic.keep_draft(trial_id, form), done, fail)

    def _discard_draft(self, trial_id: str) -> None:
        self._kept_form = None
        self._jobs.run(
            lambda clinic: clinic.discard_draft(trial_id),
            lambda _: self.changed.emit(),
            self.failed.emit,
        )

    def may_close(self) -> bool:
        """Tell whether everything typed is on disk; if not, the window closes when it is.

        A second try closes all the same: the disk may never come back.
        """
        self.leave()
        if not self.has_unsaved_draft or self._is_closing:
            return True
        self._is_closing = True
        return False

    def _close_if_waiting(self) -> None:
        if self._is_closing and not self.has_unsaved_draft:
            self._window.close()

    def _format_now(self, snapshot: Snapshot) -> str:
        return format_time(snapshot.taken_at, snapshot.trial.details.time_zone)


def load_charts() -> None:
    """Import the chart code, and matplotlib with it."""
    import trialtracker.charts.trial_chart  # noqa: F401
