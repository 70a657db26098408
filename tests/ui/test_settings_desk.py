"""What stands between the page of the settings and the services."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.desk_support import LOCKED, Door, FaultyClinic, settle
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.settings_desk import SettingsDesk


@pytest.fixture
def clinic() -> FaultyClinic:
    return FaultyClinic()


@pytest.fixture
def jobs(clinic: FaultyClinic) -> Iterator[Jobs]:
    jobs = Jobs(Door(clinic))
    yield jobs
    jobs.close()


@pytest.fixture
def settings(window: QWidget, jobs: Jobs, clock: FakeClock, qtbot: QtBot) -> SettingsDesk:
    pages = QStackedWidget(window)
    desk = SettingsDesk(window, pages, jobs, clock)
    desk.open()
    settle(qtbot, jobs)
    return desk


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
