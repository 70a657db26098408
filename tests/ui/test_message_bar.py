import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from trialtracker.ui.message_bar import MessageBar

MARKUP = "<b>full</b> & <img src=x>"


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def button(bar: MessageBar, name: str) -> QPushButton:
    return next(b for b in bar.findChildren(QPushButton) if b.text() == name)


def test_nothing_is_shown_at_first(bar: MessageBar) -> None:
    assert not bar.isVisible()


def test_notice_leaves_by_itself(qtbot: QtBot, bar: MessageBar) -> None:
    bar._leave.setInterval(1)

    bar.show_notice("Saved 14:05.")

    assert bar.text == "Saved 14:05."
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_error_stays_even_when_a_notice_went_before_it(bar: MessageBar) -> None:
    bar.show_notice("Saved 14:05.")

    bar.show_error("The disk is full.")

    assert bar.isVisible()
    assert not bar._leave.isActive()
    assert bar.property("kind") == "error"


def test_error_offers_what_can_be_done(qtbot: QtBot, bar: MessageBar) -> None:
    bar.show_error("The disk is full.", "Try again")

    with qtbot.waitSignal(bar.action_chosen):
        QTest.mouseClick(button(bar, "Try again"), Qt.MouseButton.LeftButton)


def test_notice_offers_no_action(bar: MessageBar) -> None:
    bar.show_error("The disk is full.", "Try again")

    bar.show_notice("Saved 14:05.")

    assert not bar._action.isVisible()


def test_close_puts_the_message_away(bar: MessageBar) -> None:
    bar.show_error("The disk is full.")

    QTest.mouseClick(button(bar, "Close"), Qt.MouseButton.LeftButton)

    assert not bar.isVisible()


def test_error_is_put_away_when_its_cause_is_gone(bar: MessageBar) -> None:
    bar.show_error("The disk is full.")

    bar.hide_error()

    assert not bar.isVisible()


def test_notice_stays_when_the_cause_of_an_error_is_gone(bar: MessageBar) -> None:
    bar.show_notice("Saved 14:05.")

    bar.hide_error()

    assert bar.isVisible()


def test_markup_is_shown_letter_by_letter(bar: MessageBar) -> None:
    bar.show_error(MARKUP)

    label = bar.findChild(QLabel, "messageText")
    assert label is not None
    assert (label.text(), label.textFormat()) == (MARKUP, Qt.TextFormat.PlainText)
