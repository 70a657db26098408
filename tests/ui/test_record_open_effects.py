"""Open side effects are answered in one key, each with its last grade, as answers of now."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.record_support import (
    NAUSEA,
    PRURITUS,
    UNDO,
    make_earlier,
    make_snapshot,
    open_view,
    press,
    read,
)
from trialtracker.ui.record_view import RecordView

UNCHANGED = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_S
BOTH = {NAUSEA: Decimal(2), PRURITUS: Decimal(1)}


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    """The form of a trial with nausea 2 and pruritus 1 open."""
    view = open_view(qtbot, clock)
    view.show_snapshot(make_snapshot(make_trial([make_earlier(values=BOTH)])))
    return view


def test_open_effects_are_answered_with_their_last_grades_in_one_key(view: RecordView) -> None:
    press([UNCHANGED])

    assert read(view).values == BOTH


def test_answer_given_already_stays(view: RecordView) -> None:
    view.form.focus_field(NAUSEA)

    press(["0", UNCHANGED])

    assert read(view).values == {**BOTH, NAUSEA: Decimal(0)}


def test_unchanged_is_one_change_to_take_back(view: RecordView) -> None:
    press([UNCHANGED, UNCHANGED, UNDO])

    assert read(view).is_empty


def test_button_does_what_its_key_does(view: RecordView) -> None:
    assert view.form.effects.same_button.isVisible()

    view.form.effects.same_button.click()

    assert read(view).values == BOTH


def test_nothing_is_offered_where_nothing_is_open(view: RecordView) -> None:
    ended = make_earlier(values={NAUSEA: Decimal(0)})

    view.show_snapshot(make_snapshot(make_trial([ended])))
    press([UNCHANGED])

    assert not view.form.effects.same_button.isVisible()
    assert read(view).is_empty


def test_nothing_is_offered_while_an_entry_is_amended(view: RecordView) -> None:
    entry = make_earlier(values=BOTH)
    view.show_snapshot(make_snapshot(make_trial([entry])))

    view.edit_entry(entry)

    assert not view.form.effects.same_button.isVisible()
