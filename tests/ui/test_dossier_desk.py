"""What goes wrong while a plan, an end or a setting is stored is said, and what is typed stays."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.desk_support import LOCKED, SNAPSHOT, TEMPLATE, Door, FaultyClinic, settle
from tests.ui.record_support import NOW
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.ui.dossier_desk import DossierDesk
from trialtracker.ui.end_dialog import EndDialog
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.plan_dialog import PlanDialog


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


def test_a_report_is_handed_on(desk: DossierDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.report_wanted) as asked:
        desk.open("report", SNAPSHOT)

    assert asked.args == [SNAPSHOT]
