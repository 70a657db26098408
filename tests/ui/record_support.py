"""What the tests of the Record screen share: a trial to record in, an open view, and keys."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_entry, make_trial
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.assessment import Assessment, Window
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.services.results import Snapshot
from trialtracker.ui.record_view import RecordView

NOW = datetime(2026, 3, 7, 14, 5, tzinfo=UTC)
NAUSEA = "side_effect:nausea"
PRURITUS = "side_effect:pruritus"

TAB, ENTER, BACKSPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Backspace
SAVE = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_S
UNDO = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Z
REDO = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y
NONE_OF_THESE = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_0
NOT_ASSESSED = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_M

Stroke = str | Qt.Key | tuple[Qt.KeyboardModifier, Qt.Key]

opens_a_popup = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")


def make_snapshot(trial: Trial) -> Snapshot:
    """Return a trial as a service hands it back."""
    nothing = Window(None, None, 3, (), None)
    assessment = Assessment(
        Verdict.NOT_ENOUGH_DATA, "", "", "", nothing, nothing, None, (), CLINIC_DEFAULT, NOW
    )
    return Snapshot(trial, assessment, None, NOW)


def make_earlier(**changes: Any) -> Entry:
    """Return the entry of 10:00, four hours and five minutes before now."""
    values = {"pain_rest": 3, "pain_movement": 4, "pain_worst": 5, NAUSEA: 2}
    return make_entry(NOW - timedelta(hours=4, minutes=5), values)._replace(**changes)


def open_view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    """Return the Record screen of a trial with one earlier entry, shown and active."""
    clock.now = NOW
    view = RecordView(clock)
    qtbot.addWidget(view)
    view.show_snapshot(make_snapshot(make_trial([make_earlier()])))
    view.resize(1400, 720)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    qtbot.waitUntil(view.form.score_rows[0].strip.hasFocus)
    return view


def press(strokes: Iterable[Stroke], on: QWidget | None = None) -> int:
    """Press keys one after the other where the focus is; return how many there were."""
    pressed = list(strokes)
    for stroke in pressed:
        target = on or QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        if isinstance(stroke, str):
            QTest.keyClicks(target, stroke)
        elif isinstance(stroke, tuple):
            QTest.keyClick(target, stroke[1], stroke[0])
        else:
            QTest.keyClick(target, stroke)
    return len(pressed)


def read(view: RecordView) -> Answers:
    """Return what the form holds now."""
    return view.form.read(NOW)[0]
