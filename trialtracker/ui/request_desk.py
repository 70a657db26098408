"""Stores what the tabs of the open trial ask for, each request once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trialtracker.clinical.refusal import RefusedError
from trialtracker.services.errors import StorageError
from trialtracker.ui.jobs import Failure, Jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from trialtracker.clinical.trial import Trial
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.section import Request, Section
    from trialtracker.ui.trial_page import TrialPage

IN_THE_FORM = "Not saved: what you typed is kept in the form"
IN_THE_DRAFT = "Not saved: what you typed is kept as the draft of that patient"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with the tab and the trial that it came from, and what was typed at the time."""

    section: Section
    request: Request
    trial: Trial
    form: str


class RequestDesk(QObject):
    """A tab takes no keys while its request is under way: they would be lost with the form."""

    stored = Signal(object)
    noticed = Signal(str)
    failed = Signal(object)
    unsaved = Signal(str)

    def __init__(self, jobs: Jobs, get_page: Callable[[], TrialPage], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._get_page = get_page
        self._failed: Asked | None = None

    @property
    def has_failed(self) -> bool:
        """Tell whether the last request could not be stored."""
        return self._failed is not None

    def carry_out(self, section: Section, request: Request) -> None:
        """Store what a tab asks for; what it asks for meanwhile is dropped."""
        trial = self._get_page().trial
        if trial is not None and not section.is_held:
            self._store(Asked(section, request, trial, section.get_form()))

    def carry_out_again(self) -> bool:
        """Store what could not be stored, if the tab in view still holds it as it was."""
        asked, self._failed = self._failed, None
        if asked is None or not is_open(self._get_page(), asked.trial):
            return False
        if not asked.section.isVisible() or asked.section.get_form() != asked.form:
            return False
        self._store(asked)
        return True

    def _store(self, asked: Asked) -> None:
        asked.section.hold()

        def done(snapshot: Snapshot) -> None:
            asked.section.release()
            self._failed = None
            self._show_stored(asked, snapshot)

        def refuse(failure: Failure) -> None:
            asked.section.release()
            self._refuse(asked, failure)

        self._jobs.run(asked.request.work, done, refuse)

    def _show_stored(self, asked: Asked, snapshot: Snapshot) -> None:
        page = self._get_page()
        if is_open(page, asked.trial):
            asked.section.show_stored()
            asked.section.note_change()
            page.show_snapshot(snapshot)
            self.noticed.emit(asked.request.said)
        else:
            self.noticed.emit(f"{name_patient(asked.trial)}: {asked.request.said}")
        self.stored.emit(snapshot)

    def _refuse(self, asked: Asked, failure: Failure) -> None:
        if not is_open(self._get_page(), asked.trial):
            self.failed.emit(name_failure(asked.trial, failure))
            self.unsaved.emit(IN_THE_DRAFT)
        elif isinstance(failure, RefusedError):
            asked.section.show_problems(failure.problems)
        else:
            self._failed = asked
            self.failed.emit(failure)
            self.unsaved.emit(IN_THE_FORM)


def is_open(page: TrialPage, trial: Trial) -> bool:
    """Tell whether a page shows a trial: another may have been opened while it was stored."""
    return page.trial is not None and page.trial.trial_id == trial.trial_id


def name_failure(trial: Trial, failure: Failure) -> StorageError:
    """Return why a trial that is no longer in view was not changed, with whose it is."""
    return StorageError(f"{name_patient(trial)}: not saved. {failure}")


def name_patient(trial: Trial) -> str:
    """Return whose trial it is, in one line."""
    from trialtracker.clinical.patient_words import format_name_and_number

    return format_name_and_number(trial.patient.details)
