"""What goes wrong while a plan, an end or a setting is stored is said, and what is typed stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.frozen import Meaning, Signature, SignerRole
from trialtracker.clinical.plan import Plan, PlannedDrug, Template
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import StorageError
from trialtracker.services.results import Snapshot
from trialtracker.ui.dossier_desk import DossierDesk
from trialtracker.ui.end_dialog import EndDialog
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.plan_dialog import PlanDialog
from trialtracker.ui.settings_desk import SettingsDesk
from trialtracker.ui.sign_dialog import SignDialog

SNAPSHOT = make_snapshot(make_trial())
TEMPLATE = Template("t1", "Alone", Plan(drugs=(PlannedDrug("morphine"),)), "nurse")
LOCKED = StorageError("The store is locked.")


@dataclass
class FaultyClinic:
    """Services that fail with what they are told to, and else answer at once."""

    fault: Exception | None = None
    templates: list[Template] = field(default_factory=lambda: [TEMPLATE])
    settings: ClinicSettings = ClinicSettings()  # noqa: RUF009  (frozen)
    signatures: list[Signature] = field(default_factory=list)

    @property
    def dossier(self) -> "FaultyClinic":
        return self

    @property
    def assessments(self) -> "FaultyClinic":
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

    def sign(self, _shown: Snapshot, signature: Signature) -> Snapshot:
        self._fail()
        self.signatures.append(signature)
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

    clinic: FaultyClinic

    def open(self) -> Clinic:
        return cast(Clinic, self.clinic)

    def close(self) -> None:
        """There is nothing to close."""


@pytest.fixture
def clinic() -> FaultyClinic:
    return FaultyClinic()


@pytest.fixture
def jobs(clinic: FaultyClinic) -> Iterator[Jobs]:
    jobs = Jobs(Door(clinic))
    yield jobs
    jobs.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def desk(window: QWidget, jobs: Jobs, clock: FakeClock) -> DossierDesk:
    clock.now = NOW
    return DossierDesk(window, jobs, clock)


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: jobs.is_idle)


def open_plan(desk: DossierDesk, qtbot: QtBot, jobs: Jobs) -> PlanDialog:
    desk.open("plan", SNAPSHOT)
    settle(qtbot, jobs)
    assert isinstance(desk.dialog, PlanDialog)
    return desk.dialog


def open_end(desk: DossierDesk) -> EndDialog:
    desk.open("end", SNAPSHOT)
    assert isinstance(desk.dialog, EndDialog)
    return desk.dialog


@pytest.fixture
def settings(window: QWidget, jobs: Jobs, clock: FakeClock, qtbot: QtBot) -> SettingsDesk:
    pages = QStackedWidget(window)
    desk = SettingsDesk(window, pages, jobs, clock)
    desk.open()
    settle(qtbot, jobs)
    return desk


def test_a_stored_plan_closes_its_window(desk: DossierDesk, qtbot: QtBot, jobs: Jobs) -> None:
    dialog = open_plan(desk, qtbot, jobs)

    with qtbot.waitSignal(desk.stored):
        dialog.submitted.emit(SNAPSHOT.trial.details, "Plan")

    assert desk.dialog is None


def test_a_plan_asked_for_twice_opens_once(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, window: QWidget
) -> None:
    desk.open("plan", SNAPSHOT)
    desk.open("plan", SNAPSHOT)
    settle(qtbot, jobs)

    assert window.findChildren(PlanDialog) == [desk.dialog]


def test_a_plan_says_whose_it_is(desk: DossierDesk, qtbot: QtBot, jobs: Jobs) -> None:
    dialog = open_plan(desk, qtbot, jobs)

    assert dialog.whose.text() == "TESTCASE, Ada, MRN T-001"
    assert dialog.whose.isVisible()


def test_an_end_says_whose_it_is(desk: DossierDesk) -> None:
    assert open_end(desk).whose.text() == "TESTCASE, Ada, MRN T-001"


def test_a_refused_plan_stays_open_with_its_problem(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    dialog = open_plan(desk, qtbot, jobs)
    clinic.fault = RefusedError([Problem("planned_days", "Not possible.")])

    dialog.submitted.emit(SNAPSHOT.trial.details, "Plan")
    settle(qtbot, jobs)

    assert dialog.form.fields["planned_days"].problem == "Not possible."
    assert desk.dialog is dialog


def test_a_store_that_fails_leaves_the_end_typed(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    dialog = open_end(desk)
    clinic.fault = LOCKED

    dialog.submitted.emit(SNAPSHOT.trial.details, {}, "Ended")
    settle(qtbot, jobs)

    assert desk.dialog is dialog
    assert dialog.summary.isVisibleTo(dialog)


def test_templates_that_cannot_be_read_are_a_failure(
    desk: DossierDesk, qtbot: QtBot, clinic: FaultyClinic
) -> None:
    clinic.fault = LOCKED

    with qtbot.waitSignal(desk.failed):
        desk.open("plan", SNAPSHOT)

    assert desk.dialog is None


def test_a_template_is_stored_or_its_refusal_said(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    dialog = open_plan(desk, qtbot, jobs)
    dialog.template_named.emit("Mine", TEMPLATE.plan)
    settle(qtbot, jobs)
    saved = dialog.said.text()
    clinic.fault = RefusedError([Problem("template", "It has no name.")])

    dialog.template_named.emit("", TEMPLATE.plan)
    settle(qtbot, jobs)

    assert (saved, dialog.said.text()) == ("Template “Mine” saved.", "It has no name.")


def test_one_window_at_a_time(desk: DossierDesk) -> None:
    dialog = open_end(desk)

    desk.open("discharge", SNAPSHOT)

    assert desk.dialog is dialog


def test_a_discharge_sheet_that_is_closed_makes_room(desk: DossierDesk) -> None:
    desk.open("discharge", SNAPSHOT)
    assert desk.dialog is not None

    desk.dialog.accept()

    assert desk.dialog is None


def test_settings_are_stored_and_shown(settings: SettingsDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(settings.noticed) as noticed:
        settings.page.submitted.emit(ClinicSettings(clinic_name="Hill"), "Name")

    assert noticed.args == ["Settings saved."]
    assert settings.page.form.get_settings().clinic_name == "Hill"


def test_refused_settings_show_their_problem(
    settings: SettingsDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    clinic.fault = RefusedError([Problem("clinic_name", "Not possible.")])

    settings.page.submitted.emit(ClinicSettings(), "Name")
    settle(qtbot, jobs)

    assert settings.page.form.fields["clinic_name"].problem == "Not possible."


def test_settings_that_cannot_be_stored_are_a_failure(
    settings: SettingsDesk, qtbot: QtBot, clinic: FaultyClinic
) -> None:
    clinic.fault = LOCKED

    with qtbot.waitSignal(settings.failed):
        settings.page.submitted.emit(ClinicSettings(), "Name")


def test_a_retired_template_leaves_the_list(
    settings: SettingsDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    settings.page.retired.emit("t1")
    settle(qtbot, jobs)

    assert clinic.templates == []


def open_signing(desk: DossierDesk, name: str, *, is_physician: bool) -> SignDialog:
    desk.open("sign", SNAPSHOT)
    assert isinstance(desk.dialog, SignDialog)
    desk.dialog.name.setText(name)
    desk.dialog.statement.setChecked(is_physician)
    return desk.dialog


def test_a_physician_signs_what_is_shown(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    dialog = open_signing(desk, " R. Alvarez ", is_physician=True)

    with qtbot.waitSignal(desk.stored):
        dialog.submit()

    assert clinic.signatures == [Signature("R. Alvarez", SignerRole.PHYSICIAN, Meaning.REVIEWED)]
    assert desk.dialog is None


def test_who_does_not_state_to_be_a_physician_signs_nothing(
    desk: DossierDesk, clinic: FaultyClinic
) -> None:
    dialog = open_signing(desk, "R. Alvarez", is_physician=False)

    dialog.submit()

    field = dialog.get_field("role")
    assert field is not None
    assert field.problem == (
        "An assessment is signed by a physician: tick the statement, or close."
    )
    assert clinic.signatures == []


def test_a_refused_signature_stays_typed(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    clinic.fault = RefusedError((Problem("name", "The name is missing."),))
    dialog = open_signing(desk, "", is_physician=True)

    dialog.submit()
    settle(qtbot, jobs)

    field = dialog.get_field("name")
    assert field is not None
    assert field.problem == "The name is missing."
    assert desk.dialog is dialog
