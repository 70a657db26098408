"""Brings unfinished forms to disk, and holds those that could not be brought there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trialtracker.ui.jobs import Failure, Jobs

if TYPE_CHECKING:
    from datetime import datetime

    from trialtracker.services.results import Snapshot

RECORD = ""
"""The record form; the forms of other tabs go by the tab's name."""


class DraftDesk(QObject):
    """The newest form of each trial and tab stays in memory until the disk has it."""

    kept = Signal(str, object)
    settled = Signal()
    failed = Signal(object)
    discarded = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._unkept: dict[tuple[str, str], str] = {}

    @property
    def has_unkept(self) -> bool:
        """Tell whether something typed has not reached the disk."""
        return bool(self._unkept)

    def get_unkept(self, trial_id: str) -> str | None:
        """Return the record form of a trial that the disk does not have yet."""
        return self._unkept.get((trial_id, RECORD))

    def get_unkept_sections(self, trial_id: str) -> dict[str, str]:
        """Return the forms of other tabs that the disk does not have yet."""
        return {
            section: form
            for (owner, section), form in self._unkept.items()
            if owner == trial_id and section != RECORD
        }

    def add_unkept(self, snapshot: Snapshot) -> Snapshot:
        """Return the trial with the forms that the disk does not have yet."""
        from dataclasses import replace

        from trialtracker.services.results import Draft

        trial_id = snapshot.trial.trial_id
        form = self.get_unkept(trial_id)
        if form is not None:
            snapshot = replace(snapshot, draft=Draft(trial_id, form, snapshot.taken_at))
        unkept = self.get_unkept_sections(trial_id)
        if unkept:
            snapshot = replace(snapshot, section_drafts={**snapshot.section_drafts, **unkept})
        return snapshot

    def keep(self, trial_id: str, form: str) -> None:
        """Bring a record form to disk in place of the trial's former one."""

        def done(at: datetime) -> None:
            self._forget_if(trial_id, RECORD, form)
            self.kept.emit(trial_id, at)
            self.settled.emit()

        self._unkept[trial_id, RECORD] = form
        self._jobs.run(lambda clinic: clinic.keep_draft(trial_id, form), done, self._fail)

    def keep_section(self, trial_id: str, section: str, form: str) -> None:
        """Bring the form of another tab to disk; an empty one is forgotten there."""

        def done(_at: datetime) -> None:
            self._forget_if(trial_id, section, form)
            self.settled.emit()

        self._unkept[trial_id, section] = form
        self._jobs.run(
            lambda clinic: clinic.keep_section_draft(trial_id, section, form), done, self._fail
        )

    def keep_again(self) -> None:
        """Try again to bring to disk what could not be kept before."""
        for (trial_id, section), form in tuple(self._unkept.items()):
            if section == RECORD:
                self.keep(trial_id, form)
            else:
                self.keep_section(trial_id, section, form)

    def forget(self, trial_id: str) -> None:
        """Let go of a record form that has become an entry."""
        self._unkept.pop((trial_id, RECORD), None)

    def discard(self, trial_id: str) -> None:
        """Throw a trial's record form away, on disk too."""
        self.forget(trial_id)
        self._jobs.run(
            lambda clinic: clinic.discard_draft(trial_id),
            lambda _: self.discarded.emit(),
            self._fail,
        )

    def _forget_if(self, trial_id: str, section: str, form: str) -> None:
        if self._unkept.get((trial_id, section)) == form:
            del self._unkept[trial_id, section]

    def _fail(self, failure: Failure) -> None:
        self.failed.emit(failure)
