from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_entry, make_patient, make_trial
from tests.ui.record_support import (
    BACKSPACE,
    ENTER,
    NAUSEA,
    NONE_OF_THESE,
    NOT_ASSESSED,
    NOW,
    PRURITUS,
    SAVE,
    TAB,
    UNDO,
    Stroke,
    make_snapshot,
    open_view,
    opens_a_popup,
    press,
    read,
)
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS
from trialtracker.ui.record_view import RecordView


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    return open_view(qtbot, clock)


def test_five_scores_and_no_side_effects_take_twelve_keys(qtbot: QtBot, view: RecordView) -> None:
    with qtbot.waitSignal(view.submitted) as sent:
        keys = press(["3", TAB, "4", TAB, "5", TAB, "1", TAB, "3", TAB, NONE_OF_THESE, SAVE])

    answers: Answers = sent.args[0]
    scores = [answers.values[measure.key] for measure in PAIN_MEASURES]
    assert scores == [Decimal(value) for value in (3, 4, 5, 1, 3)]
    assert all(answers.values[effect.measure] == 0 for effect in COMMON_SIDE_EFFECTS)
    assert answers.observed_at == NOW
    assert keys <= 13


@opens_a_popup
def test_reason_and_two_grades_stay_within_the_budget(qtbot: QtBot, view: RecordView) -> None:
    scores: list[Stroke] = ["3", TAB, "4", TAB, NOT_ASSESSED, "a", TAB, "1", TAB, "3", TAB]

    with qtbot.waitSignal(view.submitted) as sent:
        keys = press([*scores, "n", "n", "2", "p", "1", NONE_OF_THESE, SAVE])

    answers: Answers = sent.args[0]
    assert answers.not_assessed == {"pain_worst": NotAssessed.ASLEEP}
    assert answers.values["side_effect:nausea"] == 2
    assert answers.values[PRURITUS] == 1
    assert answers.values["side_effect:headache"] == 0
    assert keys <= 28


def test_refused_score_costs_few_keys_and_other_fields_stay_usable(
    qtbot: QtBot, view: RecordView
) -> None:
    press(["5", "5", TAB, "4", SAVE])
    refused = view.bar.get_summary()

    with qtbot.waitSignal(view.submitted) as sent:
        press([BACKSPACE, SAVE])

    assert refused == "Not saved. 1 field needs attention."
    assert sent.args[0].values == {"pain_rest": Decimal(5), "pain_movement": Decimal(4)}


def test_empty_form_is_not_saved(qtbot: QtBot, view: RecordView) -> None:
    with qtbot.assertNotEmitted(view.submitted):
        press([SAVE])

    assert "Nothing is filled in" in view.bar.get_summary()


def test_improbable_score_is_asked_once_and_kept_on_the_second_save(
    qtbot: QtBot, view: RecordView
) -> None:
    press(["9", SAVE])
    asked = view.form.score_rows[0].has_doubt()

    with qtbot.waitSignal(view.submitted) as sent:
        press([SAVE])

    assert asked
    assert sent.args[0].values["pain_rest"] == 9


def test_enter_shows_the_doubt_first_and_keeps_the_value_second(
    qtbot: QtBot, view: RecordView
) -> None:
    press(["9", ENTER])
    asked = view.form.score_rows[0].has_doubt()
    stayed = view.form.score_rows[0].strip.hasFocus()
    press([ENTER])

    with qtbot.waitSignal(view.submitted):
        press([SAVE])

    assert asked
    assert stayed
    assert not view.form.score_rows[0].has_doubt()


def test_enter_advances_and_never_commits(qtbot: QtBot, view: RecordView) -> None:
    with qtbot.assertNotEmitted(view.submitted):
        press(["3", ENTER])

    assert view.form.score_rows[1].strip.hasFocus()


def test_one_undo_takes_back_the_last_field(view: RecordView) -> None:
    press(["1", "0", TAB, "4"])

    press([UNDO])

    assert read(view).values == {"pain_rest": Decimal(10)}


def test_one_undo_takes_back_none_of_these(view: RecordView) -> None:
    press(["3", NONE_OF_THESE])

    press([UNDO])

    assert read(view).values == {"pain_rest": Decimal(3)}


def test_none_of_these_leaves_given_grades_alone(view: RecordView) -> None:
    view.form.focus_field(NAUSEA)

    press(["2", NONE_OF_THESE])

    assert read(view).values[NAUSEA] == 2


def test_refusal_of_the_service_stands_at_its_field(view: RecordView) -> None:
    view.show_problems((Problem("pain_worst", "No."), Problem("elsewhere", "The trial ended.")))

    assert view.form.score_rows[2].has_problem()
    assert view.form.score_rows[2].strip.hasFocus()
    assert view.bar.get_summary() == "Not saved. 1 field needs attention. The trial ended."


def test_observation_before_birth_is_refused_at_the_time(view: RecordView) -> None:
    patient = make_patient(birth_date=datetime(2026, 3, 7, tzinfo=UTC).date())
    view.show_snapshot(make_snapshot(make_trial(patient=patient)))
    press(["3"])
    view.form.focus_field("observed_at")

    press([*"yesterday", Qt.Key.Key_Space, *"22:00", SAVE])

    assert view.form.time_field.has_problem()


def test_second_entry_of_a_minute_is_asked_about_and_kept(qtbot: QtBot, view: RecordView) -> None:
    view.show_snapshot(make_snapshot(make_trial([make_entry(NOW, {"pain_rest": 3})])))
    press(["3", SAVE])
    asked = view.form.time_field.has_doubt()

    with qtbot.waitSignal(view.submitted):
        press([SAVE])

    assert asked
