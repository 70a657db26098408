"""The criteria sets: reads them, shows their page, previews and stores new versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.ui.jobs import Failure, Jobs

if TYPE_CHECKING:
    from trialtracker.clinical.criteria_sets import CriteriaSet
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.criteria_book import PreviewPage
    from trialtracker.ui.criteria_page import CriteriaPage

_TRIALS_AT_A_TIME = 10
"""Small enough that what somebody else asks of the store meanwhile is not kept waiting."""


class CriteriaDesk(QObject):
    """Stands between the page of the criteria sets and the services; made at its first use."""

    closed = Signal()
    changed = Signal()
    noticed = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject, pages: QStackedWidget, jobs: Jobs, clock: Clock) -> None:
        super().__init__(parent)
        self._pages = pages
        self._jobs = jobs
        self._clock = clock
        self._page: CriteriaPage | None = None
        self._previews = 0

    @property
    def page(self) -> CriteriaPage:
        """Return the page, making it when it is wanted for the first time."""
        if self._page is None:
            from trialtracker.ui.criteria_page import CriteriaPage

            self._page = CriteriaPage(lambda: self._clock().astimezone().date())
            self._page.submitted.connect(self._store)
            self._page.preview_wanted.connect(self._preview)
            self._page.preview_left.connect(self._forget_preview)
            self._page.closed.connect(self.closed)
            self._pages.addWidget(self._page)
        return self._page

    def open(self) -> None:
        """Read the sets and show their page as it was left."""

        def show(sets: tuple[CriteriaSet, ...]) -> None:
            self.page.show_sets(sets)
            self._pages.setCurrentWidget(self.page)
            self.page.take_focus()

        self._jobs.run(lambda clinic: clinic.criteria.list_sets(), show, self.failed.emit)

    def _store(self, criteria_set: CriteriaSet) -> None:
        def add(clinic: Clinic) -> tuple[CriteriaSet, int, tuple[CriteriaSet, ...]]:
            added = clinic.criteria.add_version(criteria_set)
            clinic.refresh_summaries()  # a trial that has not begun may follow it now
            running = clinic.criteria.count_followers(added.name)
            return added, running, clinic.criteria.list_sets()

        self._jobs.run(add, self._show_stored, self._refuse)

    def _show_stored(self, stored: tuple[CriteriaSet, int, tuple[CriteriaSet, ...]]) -> None:
        from trialtracker.ui.criteria_texts import format_stored

        added, running, sets = stored
        self.page.show_stored(sets, added.title)
        self.noticed.emit(format_stored(added, running))
        self.changed.emit()

    def _refuse(self, failure: Failure) -> None:
        if isinstance(failure, RefusedError):
            self.page.editor.show_problems(failure.problems)
        else:
            self.page.editor.show_problems(())
            self.failed.emit(failure)

    def _preview(self, criteria_set: CriteriaSet) -> None:
        self._previews += 1
        self.page.show_preview(criteria_set)
        self._read_trials(self._previews, criteria_set, None)

    def _read_trials(self, number: int, criteria_set: CriteriaSet, after: int | None) -> None:
        """Read some trials, then the next ones, unless the preview was left meanwhile."""

        def read(clinic: Clinic) -> PreviewPage:
            return clinic.criteria.preview(criteria_set, after, _TRIALS_AT_A_TIME)

        def show(page: PreviewPage) -> None:
            if number != self._previews:
                return
            self.page.preview.add_page(page)
            if page.next_after is not None:
                self._read_trials(number, criteria_set, page.next_after)

        self._jobs.run(read, show, self._fail_preview)

    def _fail_preview(self, failure: Failure) -> None:
        self.page.preview.cancel()
        self.failed.emit(failure)

    def _forget_preview(self) -> None:
        self._previews += 1
