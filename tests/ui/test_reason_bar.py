import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import START, make_entry
from trialtracker.clinical.choices import AmendReason
from trialtracker.ui.reason_bar import ReasonBar

CODED = [reason for reason in AmendReason if reason is not AmendReason.OTHER]


@pytest.fixture
def bar(qtbot: QtBot) -> ReasonBar:
    bar = ReasonBar()
    qtbot.addWidget(bar)
    bar.ask_amend()
    bar.activateWindow()
    qtbot.waitUntil(bar.hasFocus)
    return bar


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused
    QTest.keyClick(focused, key)


@pytest.mark.parametrize(("number", "reason"), list(enumerate(CODED)))
def test_digit_and_enter_choose_the_reason(
    qtbot: QtBot, bar: ReasonBar, number: int, reason: AmendReason
) -> None:
    with qtbot.waitSignal(bar.chosen) as chosen:
        press(Qt.Key(Qt.Key.Key_1 + number))
        press(Qt.Key.Key_Return)

    assert chosen.args == [reason, ""]


def test_enter_without_a_reason_asks_for_one(qtbot: QtBot, bar: ReasonBar) -> None:
    with qtbot.assertNotEmitted(bar.chosen):
        press(Qt.Key.Key_Return)

    assert bar.problem.text() == "Choose a reason, 1 to 6."
    assert bar.isVisible()


def test_other_needs_words(qtbot: QtBot, bar: ReasonBar) -> None:
    with qtbot.assertNotEmitted(bar.chosen):
        press(Qt.Key.Key_6)
        press(Qt.Key.Key_Return)

    assert bar.problem.text() == "Write the reason in a few words."


def test_words_of_other_are_handed_on_digits_included(qtbot: QtBot, bar: ReasonBar) -> None:
    press(Qt.Key.Key_6)
    QTest.keyClicks(bar.words, "pump 2 not 1")

    with qtbot.waitSignal(bar.chosen) as chosen:
        press(Qt.Key.Key_Return)

    assert chosen.args == [AmendReason.OTHER, "pump 2 not 1"]


def test_esc_changes_nothing(qtbot: QtBot, bar: ReasonBar) -> None:
    with qtbot.assertNotEmitted(bar.chosen), qtbot.waitSignal(bar.cancelled):
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_Escape)

    assert not bar.isVisible()


def test_button_names_the_entry_that_becomes_void(bar: ReasonBar) -> None:
    bar.ask_void(make_entry(START, score=7), "Europe/Berlin")

    assert bar.confirm_button.text() == "Void the entry of 09:00"


def test_next_question_starts_without_an_answer(bar: ReasonBar) -> None:
    press(Qt.Key.Key_2)

    bar.ask_amend()

    assert bar.reason is None


def test_every_reason_is_offered_with_its_digit(bar: ReasonBar) -> None:
    texts = [button.text() for button in bar.buttons]

    assert texts == [f"{n}  {reason.label}" for n, reason in enumerate(AmendReason, start=1)]
