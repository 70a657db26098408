from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.record_support import press
from trialtracker.ui.time_field import TimeField

NOW = datetime(2026, 3, 7, 14, 5, tzinfo=UTC)


@pytest.fixture
def field(qtbot: QtBot, clock: FakeClock) -> TimeField:
    clock.now = NOW
    field = TimeField(clock)
    field.show_trial(make_trial(), NOW - timedelta(hours=4))
    qtbot.addWidget(field)
    field.show()
    field.take_focus()
    qtbot.waitUntil(field.edit.hasFocus)
    return field


def test_time_is_now_until_it_is_edited(field: TimeField) -> None:
    later = NOW + timedelta(minutes=3)

    assert field.get_moment(later) == later


def test_typed_span_counts_from_when_it_was_typed(field: TimeField, clock: FakeClock) -> None:
    press(["-2h"], on=field.edit)
    clock.now = NOW + timedelta(hours=5)

    assert field.get_moment(clock.now) == NOW - timedelta(hours=2)


def test_late_time_is_marked(field: TimeField) -> None:
    press(["-2h"], on=field.edit)

    assert field.is_marked_late()
    assert field.get_meaning().startswith("07-Mar-2026 12:05 · Day 6, hour 124")


def test_time_of_now_is_not_late(field: TimeField) -> None:
    assert not field.is_marked_late()


def test_half_typed_time_is_refused_only_when_left(field: TimeField) -> None:
    press(["yester"], on=field.edit)
    while_typing = field.has_problem()

    press([Qt.Key.Key_Tab], on=field.edit)
    field.edit.clearFocus()

    assert not while_typing
    assert field.has_problem()


def test_amendment_keeps_the_exact_time_of_the_entry(field: TimeField) -> None:
    recorded_at = NOW - timedelta(hours=3, seconds=17)

    field.show_recorded(recorded_at)

    assert field.get_moment(NOW) == recorded_at
    assert field.edit.placeholderText() == "07-Mar-2026 11:04"
