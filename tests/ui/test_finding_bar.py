"""The safety findings above a trial: what they say, and what two keys acknowledge."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_dose, make_entry, make_trial
from tests.ui.finding_support import (
    BACK,
    HOT,
    HOUR,
    NOTE,
    SLOW,
    Stand,
    acknowledge,
    links,
    note,
    open_stand,
    snapshot_of,
)
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.refusal import Problem
from trialtracker.ui.finding_bar import FindingBar


@pytest.fixture
def stand(qtbot: QtBot, clock: FakeClock) -> Stand:
    return open_stand(qtbot, clock)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)


def question(bar: FindingBar) -> str:
    return bar.question.title.accessibleName()


def test_nothing_is_shown_where_nothing_was_found(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([BACK]))
    stand.bar.ask()

    assert not stand.bar.isVisible()
    assert stand.below.hasFocus()


def test_alerts_are_shown_with_word_datum_and_status_and_take_no_focus(stand: Stand) -> None:
    caution = make_entry(NOW - HOUR, {"spo2": 91})

    stand.bar.show_snapshot(snapshot_of([SLOW, HOT, caution]))

    first = stand.bar.rows[0]
    assert links(stand.bar) == [
        "Respiratory rate 7 /min at 12:05 is below 8.",
        "Temperature 38.4 °C at 11:05 is 38.0 or more.",
        "SpO2 91 % at 13:05 is 90 to 92.",
    ]
    assert first.link.accessibleName() == (
        "Alert: Respiratory rate 7 /min at 12:05 is below 8. Open · 07-Mar-2026 12:05"
    )
    assert note(stand.bar) == f"Notify the physician. {NOTE}"
    assert stand.below.hasFocus()


def test_a_return_into_range_is_said_beside_the_datum(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW, BACK]))

    assert links(stand.bar) == [
        "Respiratory rate 7 /min at 12:05 is below 8. Back in range since 13:05."
    ]


def test_hallucinations_under_ziconotide_say_stop(stand: Stand) -> None:
    seen = make_entry(NOW - HOUR, {"hallucination": 1})
    trial = make_trial([seen], doses=[make_dose(NOW - 5 * HOUR, drug="ziconotide")])

    stand.bar.show_snapshot(make_snapshot(trial))

    assert note(stand.bar).startswith("Ziconotide: stop it, as its label says.")


def test_more_findings_than_rows_are_counted(stand: Stand) -> None:
    signs = {"site_pus": 1, "csf_leak": 1, "photophobia": 1, "neck_stiffness": 1}

    stand.bar.show_snapshot(snapshot_of([make_entry(NOW - HOUR, signs)]))

    assert len(links(stand.bar)) == 3
    assert note(stand.bar).startswith("And 1 more.")


def test_a_low_window_shows_one_and_counts_the_others(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW, HOT]))

    stand.resize(1180, 600)

    assert len(links(stand.bar)) == 1
    assert note(stand.bar).startswith("And 1 more. Notify the physician.")


def test_the_datum_leads_to_its_entry(stand: Stand, qtbot: QtBot) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))

    with qtbot.waitSignal(stand.bar.entry_wanted) as wanted:
        stand.bar.rows[0].link.click()

    assert wanted.args == [SLOW.entry_id]


def test_an_acknowledged_alert_says_by_whom_and_that_it_holds(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW], [acknowledge("respiratory_alert", SLOW)]))

    assert note(stand.bar) == (
        f"07-Mar-2026 13:05 nurse: Physician notified. It holds until resolved. {NOTE}"
    )


def test_an_acknowledged_caution_says_by_whom(stand: Stand) -> None:
    caution = make_entry(NOW - 2 * HOUR, {"spo2": 91})

    stand.bar.show_snapshot(snapshot_of([caution], [acknowledge("spo2_caution", caution)]))

    assert note(stand.bar) == f"07-Mar-2026 13:05 nurse: Physician notified. {NOTE}"


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (Qt.Key.Key_1, FindingAction.PHYSICIAN_NOTIFIED),
        (Qt.Key.Key_2, FindingAction.DOSE_REDUCED),
        (Qt.Key.Key_3, FindingAction.INFUSION_STOPPED),
        (Qt.Key.Key_4, FindingAction.TREATED),
    ],
)
def test_a_digit_answers_at_once(stand: Stand, key: Qt.Key, action: FindingAction) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))
    stand.bar.ask()

    press(key)

    (request,) = stand.asked
    assert request.said == (
        f"Acknowledged: {action.label}. Respiratory rate 7 /min at 12:05 is below 8."
    )


def test_other_asks_for_words(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))
    stand.bar.ask()

    press(Qt.Key.Key_5)
    QTest.keyClicks(stand.bar.question.words, "5 L oxygen")
    press(Qt.Key.Key_Return)

    assert stand.asked[0].said.startswith("Acknowledged: Other.")


def test_resolved_is_an_act_of_its_own_with_words(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW, BACK]))
    stand.bar.ask()

    press(Qt.Key.Key_R)
    QTest.keyClicks(stand.bar.question.words, "awake, RR 14")
    press(Qt.Key.Key_Return)

    assert stand.asked[0].said.startswith("Resolved. Respiratory rate 7 /min")


def test_what_was_refused_is_said_and_the_words_stay(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))
    stand.bar.ask()
    press(Qt.Key.Key_R)
    QTest.keyClicks(stand.bar.question.words, "ok")

    stand.bar.show_problems((Problem("words", "Write what was found."),))

    assert stand.bar.question.problem.text() == "Write what was found."
    assert stand.bar.question.words.text() == "ok"


def test_up_and_down_go_to_the_other_findings(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW, HOT]))
    stand.bar.ask()
    first = question(stand.bar)

    press(Qt.Key.Key_Down)
    second = question(stand.bar)
    press(Qt.Key.Key_Up)

    assert first.startswith("What was done? (1 of 2, Up and Down) Respiratory rate 7 /min")
    assert second.startswith("What was done? (2 of 2, Up and Down) Temperature 38.4")
    assert question(stand.bar) == first


def test_what_nobody_has_seen_is_asked_about_first(stand: Stand) -> None:
    seen = [acknowledge("respiratory_alert", SLOW)]
    stand.bar.show_snapshot(snapshot_of([SLOW, HOT], seen))

    stand.bar.ask()

    assert "Temperature 38.4" in question(stand.bar)


def test_escape_gives_the_keyboard_back(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))
    stand.bar.ask()
    asked = stand.bar.question.isVisible()

    press(Qt.Key.Key_Escape)

    assert asked
    assert not stand.bar.question.isVisible()
    assert stand.below.hasFocus()


def test_when_it_is_stored_the_question_goes_and_the_keyboard_comes_back(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))
    stand.bar.ask()

    stand.bar.show_stored()

    assert not stand.bar.question.isVisible()
    assert stand.below.hasFocus()


def test_enter_on_a_button_of_the_question_presses_it(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))
    stand.bar.ask()
    stand.bar.question.buttons[3].setFocus()

    press(Qt.Key.Key_Return)

    assert stand.asked[0].said.startswith("Acknowledged: Treated.")


def test_another_key_answers_nothing(stand: Stand) -> None:
    stand.bar.show_snapshot(snapshot_of([SLOW]))
    stand.bar.ask()

    press(Qt.Key.Key_X, Qt.Key.Key_9, Qt.Key.Key_Return)

    assert stand.asked == []
