"""What the tests of the Doses tab begin with."""

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.dose_support import Open
from tests.ui.record_support import NOW
from trialtracker.services.results import Snapshot
from trialtracker.ui.dose_section import DoseSection


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
