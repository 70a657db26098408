"""What goes wrong while a plan, an end or a setting is stored is said, and what is typed stays."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.desk_support import LOCKED, SNAPSHOT, TEMPLATE, Door, FaultyClinic, settle
from tests.ui.record_support import NOW
from trialtracker.clinical.actor import Role
from trialtracker.clinical.frozen import Meaning, Signature
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.ui.dossier_desk import DossierDesk
from trialtracker.ui.end_dialog import EndDialog
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.plan_dialog import PlanDialog
from trialtracker.ui.sign_dialog import SignDialog


@pytest.fixture
def clinic() -> FaultyClinic:
    return FaultyClinic()


@pytest.fixture
def jobs(clinic: FaultyClinic) -> Iterator[Jobs]:
    jobs = Jobs(Door(clinic))
    yield jobs
    jobs.close()


@pytest.fixture
def desk(window: QWidget, jobs: Jobs, clock: FakeClock) -> DossierDesk:
    clock.now = NOW
    return DossierDesk(window, jobs, clock)


def open_plan(desk: DossierDesk, qtbot: QtBot, jobs: Jobs) -> PlanDialog:
    desk.open("plan", SNAPSHOT)
    settle(qtbot, jobs)
    assert isinstance(desk.dialog, PlanDialog)
    return desk.dialog


def open_end(desk: DossierDesk) -> EndDialog:
    desk.open("end", SNAPSHOT)
    assert isinstance(desk.dialog, EndDialog)
    return desk.dialog


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


def open_signing(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, name: str, *, is_physician: bool
) -> SignDialog:
    desk.open("sign", SNAPSHOT)
    settle(qtbot, jobs)
    assert isinstance(desk.dialog, SignDialog)
    desk.dialog.name.setText(name)
    desk.dialog.statement.setChecked(is_physician)
    return desk.dialog


def test_a_physician_signs_what_is_shown(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs, " R. Alvarez ", is_physician=True)

    with qtbot.waitSignal(desk.stored):
        dialog.submit()

    assert clinic.signatures == [Signature("R. Alvarez", Role.PHYSICIAN, Meaning.REVIEWED)]
    assert desk.dialog is None


def test_who_does_not_state_to_be_a_physician_signs_nothing(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs, "R. Alvarez", is_physician=False)

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
    dialog = open_signing(desk, qtbot, jobs, "", is_physician=True)

    dialog.submit()
    settle(qtbot, jobs)

    field = dialog.get_field("name")
    assert field is not None
    assert field.problem == "The name is missing."
    assert desk.dialog is dialog


def test_what_is_signed_is_as_it_is_by_now(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    later = replace(SNAPSHOT.assessment, headline="Borderline: physician review")
    clinic.current = replace(SNAPSHOT, assessment=later)

    dialog = open_signing(desk, qtbot, jobs, "R. Alvarez", is_physician=True)

    assert later.headline in [label.text() for label in dialog.findChildren(QLabel)]


def test_signing_asked_for_twice_opens_once(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, window: QWidget
) -> None:
    desk.open("sign", SNAPSHOT)
    desk.open("sign", SNAPSHOT)
    settle(qtbot, jobs)

    assert window.findChildren(SignDialog) == [desk.dialog]


def test_a_signature_given_twice_in_haste_is_one(
    desk: DossierDesk, qtbot: QtBot, jobs: Jobs, clinic: FaultyClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs, "R. Alvarez", is_physician=True)

    QTest.keySequence(dialog, "Ctrl+S")
    QTest.keySequence(dialog, "Ctrl+S")
    settle(qtbot, jobs)

    assert len(clinic.signatures) == 1
