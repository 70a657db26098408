"""The clinic's settings: reads them, shows their page, and stores what is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trialtracker.clinical.refusal import RefusedError
from trialtracker.ui.jobs import Failure, Jobs

if TYPE_CHECKING:
    from trialtracker.clinical.plan import Template
    from trialtracker.clinical.settings import ClinicSettings
    from trialtracker.services.clinic import Clinic
    from trialtracker.ui.settings_page import SettingsPage


class SettingsDesk(QObject):
    """Stands between the page of the settings and the services; made at its first use."""

    closed = Signal()
    noticed = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, pages: QStackedWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._pages = pages
        self._jobs = jobs
        self._page: SettingsPage | None = None

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
            self._pages.addWidget(self._page)
        return self._page

    def open(self) -> None:
        """Read the settings and show their page."""
        self._jobs.run(_read, self._show, self.failed.emit)

    def _show(self, found: tuple[ClinicSettings, tuple[Template, ...]]) -> None:
        settings, templates = found
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


def _read(clinic: Clinic) -> tuple[ClinicSettings, tuple[Template, ...]]:
    return clinic.house.get_settings(), clinic.dossier.list_templates()


def _change(clinic: Clinic, settings: ClinicSettings, reason: str) -> ClinicSettings:
    stored = clinic.house.change_settings(settings, reason)
    clinic.refresh_summaries()  # what is due follows the hours of observation
    return stored
