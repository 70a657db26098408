from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.record_support import press
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_KEY, SIDE_EFFECTS, SideEffect
from trialtracker.ui.grade_row import GradeRow
from trialtracker.ui.record_parsing import parse_grade
from trialtracker.ui.record_state import RowState

NAUSEA = SIDE_EFFECT_BY_KEY["nausea"]


@pytest.fixture
def row(qtbot: QtBot) -> GradeRow:
    row = GradeRow(NAUSEA)
    qtbot.addWidget(row)
    row.show()
    row.take_focus()
    qtbot.waitUntil(row.strip.hasFocus)
    return row


@pytest.mark.parametrize("effect", SIDE_EFFECTS, ids=lambda effect: effect.key)
def test_every_side_effect_takes_none_and_its_own_grades_only(effect: SideEffect) -> None:
    allowed = {grade for grade in range(10) if _is_taken(effect, str(grade))}

    assert allowed == {0, *effect.grades}


def _is_taken(effect: SideEffect, text: str) -> bool:
    try:
        parse_grade(effect, text)
    except ValueError:
        return False
    return True


def test_grade_that_the_term_lacks_is_refused_at_the_row(row: GradeRow) -> None:
    press(["4"], on=row.strip)

    assert row.has_problem()
    assert row.get_grade() is None
    assert "4 is not a grade of Nausea: 0 for none, 1, 2 or 3." in (
        row.strip.accessibleDescription()
    )


def test_next_digit_mends_a_refused_grade(row: GradeRow) -> None:
    press(["42"], on=row.strip)

    assert row.get_value() == Decimal(2)
    assert not row.has_problem()


def test_zero_records_that_there_was_none(row: GradeRow) -> None:
    press(["0"], on=row.strip)

    assert row.get_value() == Decimal(0)
    assert "None" in row.strip.accessibleDescription()


def test_row_begins_without_an_answer(row: GradeRow) -> None:
    assert row.get_value() is None
    assert "no answer yet" in row.strip.accessibleDescription()


def test_letter_is_no_answer_but_a_wish_for_another_row(qtbot: QtBot, row: GradeRow) -> None:
    with qtbot.waitSignal(row.letter_typed) as asked:
        press(["p"], on=row.strip)

    assert asked.args == [NAUSEA.measure, "p"]
    assert row.get_value() is None


def test_none_of_these_leaves_an_answer_alone(row: GradeRow) -> None:
    row.show_state(RowState("2"))

    assert not row.answer_none()
    assert row.get_grade() == 2
