"""A trial is ended in one form, asked twice, with what was found at its end."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial, next_id
from tests.ui.record_support import NOW
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.clinical.record import Fact
from trialtracker.clinical.trial import Trial
from trialtracker.ui.end_dialog import EndDialog


def open_dialog(qtbot: QtBot, clock: FakeClock, trial: Trial | None = None) -> EndDialog:
    clock.now = NOW
    dialog = EndDialog(trial or make_trial(), clock)
    qtbot.addWidget(dialog)
    dialog.start()
    return dialog


def choose(dialog: EndDialog, key: str, text: str) -> None:
    editor = dialog.form.fields[key].editor
    assert isinstance(editor, QComboBox)
    editor.setCurrentText(text)


def answer(dialog: EndDialog, key: str, stroke: Qt.Key) -> None:
    QTest.keyClick(dialog.answers_form.fields[key].editor, stroke)


def test_the_end_is_handed_on_when_it_is_confirmed(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)
    choose(dialog, "state", "Stopped")
    choose(dialog, "stop_reason", "Patient's wish")
    answer(dialog, "wants_to_go_on", Qt.Key.Key_N)
    dialog.submit()

    with qtbot.waitSignal(dialog.submitted) as submitted:
        dialog.confirm.end_button.click()

    details, answers, reason = submitted.args or []
    assert details.state is TrialState.STOPPED
    assert details.stop_reason is StopReason.PATIENT_REQUEST
    assert details.ended_at == NOW
    assert answers == {"wants_to_go_on": ("no", "")}
    assert reason == "Trial ended: Patient's wish"


def test_nothing_is_handed_on_before_it_is_confirmed(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)
    choose(dialog, "state", "Completed")
    handed: list[object] = []
    dialog.submitted.connect(lambda *given: handed.append(given))

    dialog.submit()

    assert handed == []
    assert not dialog.confirm.isHidden()


def test_the_question_names_patient_time_and_outcome(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)
    choose(dialog, "state", "Completed")

    dialog.submit()

    assert dialog.confirm._text.accessibleName() == (
        "End the trial of TESTCASE, Ada at 07-Mar-2026 14:05 as completed? No entry can follow it."
    )


def test_keep_editing_takes_the_question_away(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)
    choose(dialog, "state", "Completed")
    dialog.submit()

    dialog.confirm.keep_button.click()

    assert dialog.confirm.isHidden()


def test_a_change_after_the_question_asks_again(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)
    choose(dialog, "state", "Completed")
    dialog.submit()

    answer(dialog, "goal_met", Qt.Key.Key_Y)

    assert dialog.confirm.isHidden()


def test_an_outcome_must_be_chosen(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)

    dialog.submit()

    sentence = "Choose whether the trial is completed or stopped."
    assert dialog.form.fields["state"].problem == sentence
    assert dialog.confirm.isHidden()


def test_a_stop_needs_its_reason(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)
    choose(dialog, "state", "Stopped")

    dialog.submit()

    problem = dialog.form.fields["stop_reason"].problem
    assert problem == "The trial is stopped: choose the reason."


def test_stored_answers_are_shown_and_not_stored_again(qtbot: QtBot, clock: FakeClock) -> None:
    fact = Fact(next_id(), "effects_tolerable", "yes", "", "nurse", NOW)
    dialog = open_dialog(qtbot, clock, replace(make_trial(), facts=(fact,)))

    assert dialog.answers_form.get_answers() == {}


def test_an_end_that_was_stored_is_shown_to_be_corrected(qtbot: QtBot, clock: FakeClock) -> None:
    ended = make_trial(
        state=TrialState.STOPPED,
        stop_reason=StopReason.RED_FLAG,
        ended_at=NOW - timedelta(hours=2),
    )

    dialog = open_dialog(qtbot, clock, ended)

    assert dialog.form.get_details() == ended.details


def test_one_key_answers_and_goes_on(qtbot: QtBot, clock: FakeClock) -> None:
    dialog = open_dialog(qtbot, clock)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.answers_form.fields["goal_met"].editor.setFocus()

    answer(dialog, "goal_met", Qt.Key.Key_Y)

    assert dialog.focusWidget() is dialog.answers_form.fields["effects_tolerable"].editor
