from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_entry, make_trial
from tests.ui.record_support import NOW, make_snapshot, open_view
from trialtracker.ui.record_pressure import PressurePair
from trialtracker.ui.record_view import RecordView


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    return open_view(qtbot, clock)


def last_pressure(view: RecordView) -> str:
    pair = view.findChild(PressurePair)
    assert pair is not None
    return pair.last.text()


def test_last_blood_pressure_reads_as_one_pair(view: RecordView) -> None:
    entry = make_entry(NOW - timedelta(hours=2), {"systolic": 127, "diastolic": 74})

    view.show_snapshot(make_snapshot(make_trial([entry])))

    assert last_pressure(view) == "last 127/74"


def test_pressures_of_two_times_are_never_shown_as_one(view: RecordView) -> None:
    before = make_entry(NOW - timedelta(hours=4), {"systolic": 127, "diastolic": 74})
    entry = make_entry(NOW - timedelta(hours=2), {"systolic": 90})

    view.show_snapshot(make_snapshot(make_trial([before, entry])))

    assert last_pressure(view) == "systolic last 90 · diastolic last 74"


def test_half_a_pressure_says_which_half_it_is(view: RecordView) -> None:
    entry = make_entry(NOW - timedelta(hours=2), {"diastolic": 74})

    view.show_snapshot(make_snapshot(make_trial([entry])))

    assert last_pressure(view) == "diastolic last 74"
