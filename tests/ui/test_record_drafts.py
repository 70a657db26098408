from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.record_support import SAVE, TAB, make_earlier, make_snapshot, open_view, press
from trialtracker.clinical.choices import NotAssessed
from trialtracker.ui.record_view import RecordView


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    return open_view(qtbot, clock)


def test_draft_brings_back_values_half_typed_text_and_focus(
    qtbot: QtBot, view: RecordView, clock: FakeClock
) -> None:
    with qtbot.waitSignal(view.draft_changed, timeout=2000) as kept:
        press(["3", TAB, "5", "5", TAB])
    view.form.note.edit.setPlainText("half a sen")
    with qtbot.waitSignal(view.draft_changed) as kept:
        view.flush_draft()
    other = RecordView(clock)
    qtbot.addWidget(other)
    other.show_snapshot(make_snapshot(make_trial([make_earlier()])))

    other.show_draft(kept.args[0])

    state = other.form.get_state()
    assert state == view.form.get_state()
    assert state.focus == "pain_worst"
    assert state.note == "half a sen"
    assert other.form.score_rows[1].has_problem()


def test_escape_keeps_the_draft_and_never_asks(qtbot: QtBot, view: RecordView) -> None:
    press(["3"])

    with qtbot.waitSignals([view.draft_changed, view.closed], order="strict"):
        press([Qt.Key.Key_Escape])


def test_draft_goes_out_before_the_entry(qtbot: QtBot, view: RecordView) -> None:
    press(["3"])

    with qtbot.waitSignals([view.draft_changed, view.submitted], order="strict"):
        press([SAVE])


def test_saved_form_begins_anew_without_a_draft(qtbot: QtBot, view: RecordView) -> None:
    press(["3", SAVE])
    saved = view.form.get_state().entry_id

    with qtbot.assertNotEmitted(view.draft_changed):
        view.show_saved("Saved 14:05")

    assert view.form.get_state().is_blank
    assert view.form.get_state().entry_id != saved
    assert view.bar.get_status() == "Saved 14:05"


def test_discard_asks_inline_and_the_safe_answer_has_the_focus(
    qtbot: QtBot, view: RecordView
) -> None:
    press(["3"])

    view.bar.discard_button.click()

    assert view.bar.is_asking()
    assert view.bar.keep_button.hasFocus()
    with qtbot.waitSignal(view.draft_discarded):
        view.bar.confirm_button.click()
    assert view.form.get_state().is_blank


def test_amendment_is_filled_in_and_names_the_entry(qtbot: QtBot, view: RecordView) -> None:
    old = make_earlier(note="as it was", not_assessed={"pain_least": NotAssessed.ASLEEP})
    view.show_snapshot(make_snapshot(make_trial([old])))
    view.edit_entry(old)

    with qtbot.waitSignal(view.amended) as sent:
        press([TAB, "5", SAVE])

    entry, answers = sent.args
    shown = {label.text() for label in view.findChildren(QLabel)}
    assert entry is old
    assert answers.values == {**old.values, "pain_movement": Decimal(5)}
    assert answers.not_assessed == old.not_assessed
    assert (answers.note, answers.observed_at) == ("as it was", old.observed_at)
    assert answers.entry_id != old.entry_id
    assert "Amending the entry of 07-Mar-2026 10:00" in shown


def test_form_left_open_for_long_asks_about_its_time(view: RecordView, clock: FakeClock) -> None:
    press(["3"])
    clock.advance(timedelta(hours=4))

    press([SAVE])

    assert view.form.time_field.has_doubt()
    assert view.form.time_field.edit.hasFocus()
