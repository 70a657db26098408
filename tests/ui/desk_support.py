"""Services that fail with what they are told to, for the tests of the desks."""

from dataclasses import dataclass, field
from typing import cast

from pytestqt.qtbot import QtBot

from tests.factories import make_trial
from tests.ui.record_support import make_snapshot
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.plan import Plan, PlannedDrug, Template
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import StorageError
from trialtracker.services.results import Snapshot
from trialtracker.ui.jobs import Jobs

SNAPSHOT = make_snapshot(make_trial())
TEMPLATE = Template("t1", "Alone", Plan(drugs=(PlannedDrug("morphine"),)), "nurse")
LOCKED = StorageError("The store is locked.")


@dataclass
class FaultyClinic:
    """Services that fail with what they are told to, and else answer at once."""

    fault: Exception | None = None
    templates: list[Template] = field(default_factory=lambda: [TEMPLATE])
    settings: ClinicSettings = ClinicSettings()  # noqa: RUF009  (frozen)

    @property
    def dossier(self) -> "FaultyClinic":
        return self

    @property
    def house(self) -> "FaultyClinic":
        return self

    @property
    def criteria(self) -> "FaultyClinic":
        return self

    def list_sets(self) -> tuple[CriteriaSet, ...]:
        return (CLINIC_DEFAULT,)

    def list_templates(self) -> tuple[Template, ...]:
        self._fail()
        return tuple(self.templates)

    def save_template(self, _name: str, _plan: Plan) -> None:
        self._fail()

    def retire_template(self, template_id: str) -> None:
        self._fail()
        self.templates = [kept for kept in self.templates if kept.template_id != template_id]

    def amend_trial(self, *_: object) -> Snapshot:
        self._fail()
        return SNAPSHOT

    def end(self, *_: object) -> Snapshot:
        self._fail()
        return SNAPSHOT

    def get_settings(self) -> ClinicSettings:
        self._fail()
        return self.settings

    def change_settings(self, settings: ClinicSettings, _reason: str) -> ClinicSettings:
        self._fail()
        self.settings = settings
        return settings

    def refresh_summaries(self) -> int:
        return 0

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault


@dataclass
class Door:
    """The way to the made-up services."""

    clinic: object

    def open(self) -> Clinic:
        return cast(Clinic, self.clinic)

    def close(self) -> None:
        """There is nothing to close."""


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: jobs.is_idle)
