"""What the tests of the Doses tab and those of the desk of a trial begin with."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.dose_support import Open
from tests.ui.record_support import NOW, make_earlier, make_snapshot
from tests.ui.trial_desk_support import Heard, settle, trial_id_of
from tests.ui.window_support import FakeClinic, FakeDoor
from trialtracker.services.results import Snapshot
from trialtracker.ui.dose_section import DoseSection
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.trial_desk import TrialDesk


@pytest.fixture
def open_doses(qtbot: QtBot, clock: FakeClock) -> Open:
    def open_it(snapshot: Snapshot) -> DoseSection:
        clock.now = NOW
        section = DoseSection(clock)
        qtbot.addWidget(section)
        section.resize(1200, 800)
        section.show_snapshot(snapshot)
        with qtbot.waitActive(section):
            section.show()
            section.activateWindow()
        section.take_focus()
        return section

    return open_it


@pytest.fixture
def snapshot() -> Snapshot:
    return make_snapshot(make_trial([make_earlier()]))


@pytest.fixture
def other() -> Snapshot:
    return make_snapshot(make_trial([make_earlier()]))


@pytest.fixture
def clinic(snapshot: Snapshot, other: Snapshot) -> FakeClinic:
    return FakeClinic({trial_id_of(snap): snap for snap in (snapshot, other)})


@pytest.fixture
def jobs(clinic: FakeClinic) -> Iterator[Jobs]:
    jobs = Jobs(FakeDoor(clinic))
    yield jobs
    clinic.gate.set()
    jobs.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def desk(
    qtbot: QtBot, window: QWidget, clock: FakeClock, jobs: Jobs, snapshot: Snapshot
) -> TrialDesk:
    """A desk with a trial open on its record form."""
    clock.now = NOW
    desk = TrialDesk(window, jobs, clock, lambda: "UTC")
    QVBoxLayout(window).addWidget(desk.page)
    window.show()
    desk.open_record(trial_id_of(snapshot))
    settle(qtbot, desk)
    return desk


@pytest.fixture
def heard(desk: TrialDesk) -> Heard:
    heard = Heard()
    desk.noticed.connect(heard.notices.append)
    desk.saved.connect(heard.saved.append)
    desk.unsaved.connect(heard.unsaved.append)
    desk.failed.connect(heard.failures.append)
    desk.changed.connect(lambda: heard.changes.append(True))
    return heard
