"""Brings unfinished forms to disk, and holds those that could not be brought there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trialtracker.ui.jobs import Failure, Jobs

if TYPE_CHECKING:
    from datetime import datetime


class DraftDesk(QObject):
    """The newest form of each trial stays in memory until the disk has it."""

    kept = Signal(str, object)
    failed = Signal(object)
    discarded = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._unkept: dict[str, str] = {}

    @property
    def has_unkept(self) -> bool:
        """Tell whether something typed has not reached the disk."""
        return bool(self._unkept)

    def get_unkept(self, trial_id: str) -> str | None:
        """Return the form of a trial that the disk does not have yet."""
        return self._unkept.get(trial_id)

    def keep(self, trial_id: str, form: str) -> None:
        """Bring a form to disk in place of the trial's former one."""
        self._unkept[trial_id] = form

        def done(at: datetime) -> None:
            if self._unkept.get(trial_id) == form:
                del self._unkept[trial_id]
            self.kept.emit(trial_id, at)

        self._jobs.run(lambda clinic: clinic.keep_draft(trial_id, form), done, self._fail)

    def keep_again(self) -> None:
        """Try again to bring to disk what could not be kept before."""
        for trial_id, form in tuple(self._unkept.items()):
            self.keep(trial_id, form)

    def forget(self, trial_id: str) -> None:
        """Let go of a form that has become an entry."""
        self._unkept.pop(trial_id, None)

    def discard(self, trial_id: str) -> None:
        """Throw a trial's form away, on disk too."""
        self.forget(trial_id)
        self._jobs.run(
            lambda clinic: clinic.discard_draft(trial_id),
            lambda _: self.discarded.emit(),
            self._fail,
        )

    def _fail(self, failure: Failure) -> None:
        self.failed.emit(failure)
