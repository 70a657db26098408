"""The clinic's settings: reads them, shows their pages, and stores what is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.ui.criteria_desk import CriteriaDesk
from trialtracker.ui.jobs import Failure, Jobs

if TYPE_CHECKING:
    from trialtracker.clinical.criteria_sets import CriteriaSet
    from trialtracker.clinical.plan import Template
    from trialtracker.clinical.settings import ClinicSettings
    from trialtracker.services.clinic import Clinic
    from trialtracker.ui.settings_page import SettingsPage

    Found = tuple[ClinicSettings, tuple[Template, ...], tuple[CriteriaSet, ...]]


CRITERIA = "Criteria sets"
"""The page that opens from the settings, and by a key from everywhere."""


class SettingsDesk(QObject):
    """Stands between the page of the settings and the services; made at its first use.

    The page of the criteria sets goes back to where it was opened from.
    """

    closed = Signal()
    noticed = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, pages: QStackedWidget, jobs: Jobs, clock: Clock) -> None:
        super().__init__(window)
        self._pages = pages
        self._jobs = jobs
        self._page: SettingsPage | None = None
        self._is_from_settings = False
        self.criteria = CriteriaDesk(self, pages, jobs, clock)
        self.criteria.closed.connect(self._leave_criteria)
        self.criteria.noticed.connect(self.noticed)
        self.criteria.failed.connect(self.failed)

    @property
    def page(self) -> SettingsPage:
        """Return the page, making it when it is wanted for the first time."""
        if self._page is None:
            from trialtracker.paths import resources
            from trialtracker.ui.settings_page import SettingsPage

            shipped = (resources() / "texts" / "discharge.txt").read_text(encoding="utf-8")
            self._page = SettingsPage(shipped)
            self._page.submitted.connect(self._store)
            self._page.retired.connect(self._retire)
            self._page.closed.connect(self.closed)
            self._page.discarded.connect(self.open)
            self._page.criteria_wanted.connect(self._open_criteria)
            self._pages.addWidget(self._page)
        return self._page

    def open(self, page: str = "") -> None:
        """Read the settings and show their page, or that of the criteria sets."""
        if page == CRITERIA:
            self._is_from_settings = False
            self.criteria.open()
        else:
            self._jobs.run(_read, self._show, self.failed.emit)

    def _open_criteria(self) -> None:
        self._is_from_settings = True
        self.criteria.open()

    def _leave_criteria(self) -> None:
        if self._is_from_settings:
            self.open()
        else:
            self.closed.emit()

    def _show(self, found: Found) -> None:
        settings, templates, sets = found
        self.page.show_sets(sets)
        if not self.page.is_changed:
            self.page.show_settings(settings)
        self.page.show_templates(templates)
        self._pages.setCurrentWidget(self.page)
        self.page.take_focus()

    def _store(self, settings: ClinicSettings, reason: str) -> None:
        self._jobs.run(
            lambda clinic: _change(clinic, settings, reason),
            self._show_stored,
            self._refuse,
        )

    def _show_stored(self, settings: ClinicSettings) -> None:
        self.page.show_settings(settings)
        self.noticed.emit("Settings saved.")

    def _retire(self, template_id: str) -> None:
        def retire(clinic: Clinic) -> tuple[Template, ...]:
            clinic.dossier.retire_template(template_id)
            return clinic.dossier.list_templates()

        self._jobs.run(retire, self.page.show_templates, self.failed.emit)

    def _refuse(self, failure: Failure) -> None:
        if isinstance(failure, RefusedError):
            self.page.show_problems(failure.problems)
        else:
            self.failed.emit(failure)


def _read(clinic: Clinic) -> Found:
    return (
        clinic.house.get_settings(),
        clinic.dossier.list_templates(),
        clinic.criteria.list_sets(),
    )


def _change(clinic: Clinic, settings: ClinicSettings, reason: str) -> ClinicSettings:
    stored = clinic.house.change_settings(settings, reason)
    clinic.refresh_summaries()  # what is due follows the hours of observation
    return stored
