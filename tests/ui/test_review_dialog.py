"""A physician decides on what is shown and signs both; what is refused stays typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_support import LOCKED
from tests.ui.review_support import (
    ALVAREZ,
    ASSESSMENT,
    DISCUSS,
    NURSE,
    SHOWN,
    Place,
    open_place,
    problem_of,
    words_of,
)
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.review import Decision, Opinion
from trialtracker.ui.why_verdict import VerdictCard


@pytest.fixture
def place(qtbot: QtBot, window: QWidget) -> Iterator[Place]:
    with open_place(qtbot, window) as place:
        yield place


def test_a_physician_signs_a_decision_with_its_reason(place: Place) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)
    dialog.reason.setPlainText(f" {DISCUSS.reason}\n")

    with place.qtbot.waitSignal(place.desk.stored):
        dialog.submit()

    assert place.clinic.signed == [DISCUSS]
    assert place.desk.dialog is None


def test_the_window_states_name_role_time_and_meaning(place: Place) -> None:
    dialog = place.open_signing()

    assert dialog.signs.accessibleName() == (
        "R. Alvarez (physician), 07-Mar-2026 14:05: “I have reviewed chart and assessment.”"
    )


def test_the_time_that_is_stated_goes_on_until_it_is_signed(place: Place) -> None:
    dialog = place.open_signing()

    place.clock.advance(timedelta(minutes=20))

    place.qtbot.waitUntil(lambda: "07-Mar-2026 14:25:" in dialog.signs.accessibleName())


def test_what_is_signed_stands_beside_the_decision(place: Place) -> None:
    words = words_of(place.open_signing())

    assert {ASSESSMENT.headline, ASSESSMENT.summary, ASSESSMENT.criteria_set.title} <= set(words)
    assert {"What is missing", "What could fool us"} <= set(words)


def test_verdict_and_decision_are_in_view_at_once_in_the_smallest_window(place: Place) -> None:
    dialog = place.open_signing()

    dialog.resize(720, 450)

    verdict = dialog.findChild(VerdictCard)
    focused = dialog.focusWidget()
    assert isinstance(verdict, VerdictCard)
    assert isinstance(focused, QWidget)
    assert not verdict.visibleRegion().isEmpty()
    assert dialog.decision.isAncestorOf(focused)
    assert focused.visibleRegion().boundingRect() == focused.rect()


def test_without_a_decision_nothing_is_signed(place: Place) -> None:
    dialog = place.open_signing()

    dialog.submit()

    assert "Nothing is decided yet" in problem_of(dialog, "decision")
    assert place.clinic.signed == []


def test_a_decision_takes_the_problem_away(place: Place) -> None:
    dialog = place.open_signing()
    dialog.submit()

    dialog.decision.choose(Decision.DISCUSS)

    assert not dialog.summary.isVisible()
    assert problem_of(dialog, "decision") == ""


@pytest.mark.parametrize("decision", [Decision.OTHER], ids=["other"])
def test_a_decision_that_needs_a_reason_says_so_at_the_field(
    place: Place, decision: Decision
) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(decision)

    dialog.submit()

    assert problem_of(dialog, "reason").startswith("Needed: ")
    assert dialog.hint.accessibleName() == problem_of(dialog, "reason")
    assert place.clinic.signed == []


def test_against_the_flag_a_letter_leads_to_the_reason(place: Place) -> None:
    place.clinic.current = replace(
        SHOWN, assessment=replace(ASSESSMENT, verdict=Verdict.FAVOURABLE)
    )
    dialog = place.open_signing()

    QTest.keyClicks(dialog.decision, "n")

    assert dialog.decision.decision is Decision.DO_NOT_PROCEED
    assert dialog.focusWidget() is dialog.reason
    assert dialog.hint.text() == "Needed: this goes against the flag “Favourable”."


@pytest.mark.parametrize(("letter", "decision"), list(zip("DENRO", Decision, strict=True)))
def test_each_decision_has_its_letter(place: Place, letter: str, decision: Decision) -> None:
    dialog = place.open_signing()

    QTest.keyClicks(dialog.decision, letter.lower())

    assert dialog.decision.decision is decision


def test_another_letter_decides_nothing(place: Place) -> None:
    dialog = place.open_signing()

    QTest.keyClicks(dialog.decision, "x")

    assert dialog.decision.decision is None
    assert dialog.opinion is None


def test_enter_in_the_reason_begins_a_line_and_signs_nothing(place: Place) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)
    dialog.reason.setFocus()

    QTest.keySequence(dialog.reason, "Return")
    place.settle()

    assert dialog.reason.toPlainText() == "\n"
    assert place.clinic.signed == []


def test_a_nurse_is_told_that_a_physician_signs(place: Place) -> None:
    place.actors._who = NURSE
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)

    dialog.submit()
    place.settle()

    assert place.clinic.signed == []
    assert dialog.obstacle.isVisible()
    assert dialog.obstacle.sentence.accessibleName().startswith(
        "nurse is at the keyboard as nurse; a physician signs."
    )


def test_who_changes_the_name_comes_back_to_what_was_decided(place: Place) -> None:
    place.actors._who = NURSE
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)
    dialog.obstacle.change_button.click()
    assert place.actors.dialog is not None

    place.actors.dialog.submitted.emit(ALVAREZ)
    place.settle()
    with place.qtbot.waitSignal(place.desk.stored):
        dialog.submit()

    assert place.clinic.acted == [ALVAREZ]
    assert place.clinic.signed == [Opinion(Decision.DISCUSS, "")]


def test_a_refused_review_stays_typed(place: Place) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)
    place.clinic.fault = RefusedError((Problem("reason", "Too long."),))

    dialog.submit()
    place.settle()

    assert problem_of(dialog, "reason") == "Too long."
    assert place.desk.dialog is dialog


def test_a_store_that_fails_leaves_the_review_typed(place: Place) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)
    place.clinic.fault = LOCKED

    dialog.submit()
    place.settle()

    assert [line.text() for line in dialog.summary.lines] == ["The store is locked."]


def test_what_is_signed_is_as_it_is_by_now(place: Place) -> None:
    later = replace(ASSESSMENT, headline="Borderline: physician review")
    place.clinic.current = replace(SHOWN, assessment=later)

    assert later.headline in words_of(place.open_signing())


def test_a_signature_given_twice_in_haste_is_one(place: Place) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)

    QTest.keySequence(dialog, "Ctrl+S")
    QTest.keySequence(dialog, "Ctrl+S")
    place.settle()

    assert len(place.clinic.signed) == 1


def test_a_signature_under_way_is_not_left_and_not_given_again(place: Place) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)
    dialog.reason.setPlainText("She walks again.")
    QTest.keySequence(dialog, "Ctrl+S")

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.reason.setPlainText("She walks to the shop.")
    QTest.keySequence(dialog, "Ctrl+S")
    was_open = dialog.isVisible() and not dialog.question.isVisible()
    with place.qtbot.waitSignal(place.desk.stored):
        place.settle()

    assert was_open
    assert [opinion.reason for opinion in place.clinic.signed] == ["She walks again."]
    assert place.desk.dialog is None


def test_a_refused_signature_can_be_left(place: Place) -> None:
    dialog = place.open_signing()
    dialog.decision.choose(Decision.DISCUSS)
    dialog.reason.setPlainText("She walks again.")
    place.clinic.fault = RefusedError([Problem("", "The record has changed.")])
    QTest.keySequence(dialog, "Ctrl+S")
    place.settle()

    dialog.reject()
    dialog.question.discard_button.click()

    assert place.desk.dialog is None


def test_enter_goes_on_to_the_reason_and_signs_from_the_button_alone(place: Place) -> None:
    dialog = place.open_signing()
    dialog.activateWindow()
    place.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClicks(dialog.decision.buttons[0], "e")

    QTest.keySequence(dialog.decision.buttons[1], "Return")
    came_to = dialog.focusWidget()
    dialog.save_button.setFocus()
    signed_before = len(place.clinic.signed)
    QTest.keySequence(dialog.save_button, "Return")
    place.settle()

    assert came_to is dialog.reason
    assert (signed_before, len(place.clinic.signed)) == (0, 1)
