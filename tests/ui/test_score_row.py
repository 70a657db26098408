from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.record_support import opens_a_popup, press
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import MEASURES, PAIN_REST, Measure
from trialtracker.ui.not_assessed_menu import NotAssessedMenu
from trialtracker.ui.record_cells import CellStrip
from trialtracker.ui.record_parsing import parse_score
from trialtracker.ui.record_state import BLANK_ROW, RowState
from trialtracker.ui.score_row import ScoreRow

KEY = Qt.Key
SCORES = [measure for measure in MEASURES if measure.unit == "NRS"]


def cells_of(row: ScoreRow) -> CellStrip:
    assert isinstance(row.strip, CellStrip)
    return row.strip


@pytest.fixture
def row(qtbot: QtBot) -> ScoreRow:
    row = ScoreRow(PAIN_REST)
    qtbot.addWidget(row)
    row.resize(700, 40)
    row.show()
    row.take_focus()
    qtbot.waitUntil(row.strip.hasFocus)
    return row


@pytest.mark.parametrize("measure", SCORES, ids=lambda measure: measure.key)
@pytest.mark.parametrize(
    "text", ["-1", "11", "55", "NaN", "7.5", "07", "", "\u0665", "\uff11", "five"]
)
def test_every_score_refuses_what_is_not_possible(measure: Measure, text: str) -> None:
    with pytest.raises(ValueError, match="is 0 to 10"):
        parse_score(measure, text)


@pytest.mark.parametrize("measure", SCORES, ids=lambda measure: measure.key)
def test_cells_stay_large_enough_to_click_in_the_narrowest_row(
    qtbot: QtBot, measure: Measure
) -> None:
    row = ScoreRow(measure)
    qtbot.addWidget(row)
    row.resize(row.minimumSizeHint())
    row.show()

    assert cells_of(row).get_cell_rect("0").width() >= 24
    assert cells_of(row).get_cell_rect("10").height() >= 24


def test_digit_is_the_score(row: ScoreRow) -> None:
    press(["7"], on=row.strip)

    assert row.get_value() == Decimal(7)


def test_one_then_zero_is_ten(row: ScoreRow) -> None:
    press(["10"], on=row.strip)

    assert row.get_value() == Decimal(10)


@pytest.mark.parametrize("typed", ["55", "11", "00", "100", "?"])
def test_impossible_score_is_refused_at_the_row_and_is_no_value(row: ScoreRow, typed: str) -> None:
    press([typed], on=row.strip)

    assert row.has_problem()
    assert f"{typed} is not possible: pain is 0 to 10." in row.strip.accessibleDescription()


def test_digits_of_another_script_are_refused_with_advice(row: ScoreRow) -> None:
    QGuiApplication.clipboard().setText("\u0665")

    cells_of(row).paste_text()

    assert "Use the digits 0 to 9." in row.strip.accessibleDescription()


def test_backspace_mends_a_score_typed_twice(row: ScoreRow) -> None:
    press(["55"], on=row.strip)

    press([KEY.Key_Backspace], on=row.strip)

    assert row.get_value() == Decimal(5)
    assert not row.has_problem()


def test_delete_clears_the_row(row: ScoreRow) -> None:
    press(["5"], on=row.strip)

    press([KEY.Key_Delete], on=row.strip)

    assert row.get_state() == BLANK_ROW


@pytest.mark.parametrize(
    ("start", "key", "value"),
    [
        ("5", KEY.Key_Right, 6),
        ("5", KEY.Key_Left, 4),
        ("0", KEY.Key_Left, 0),
        ("10", KEY.Key_Right, 10),
    ],
)
def test_arrow_changes_the_score_by_one(row: ScoreRow, start: str, key: Qt.Key, value: int) -> None:
    row.show_state(RowState(start))

    press([key], on=row.strip)

    assert row.get_value() == value


def test_digit_after_the_focus_came_back_replaces_the_score(row: ScoreRow) -> None:
    row.show_state(RowState("1"))

    press(["0"], on=row.strip)

    assert row.get_value() == Decimal(0)


@pytest.mark.parametrize("text", ["0", "4", "10"])
def test_click_on_a_cell_is_its_score(row: ScoreRow, text: str) -> None:
    place = cells_of(row).get_cell_rect(text).center().toPoint()

    QTest.mouseClick(row.strip, Qt.MouseButton.LeftButton, pos=place)

    assert row.get_state() == RowState(text)


def test_mouse_wheel_changes_nothing(row: ScoreRow) -> None:
    row.show_state(RowState("5"))
    turn = QWheelEvent(
        QPointF(20, 20),
        QPointF(20, 20),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(row.strip, turn)

    assert row.get_state() == RowState("5")


@opens_a_popup
def test_letter_picks_the_reason_for_no_score(row: ScoreRow) -> None:
    row.open_reasons()
    menu = row.findChild(NotAssessedMenu)
    assert menu is not None

    press(["a"], on=menu)

    assert row.get_state() == RowState(reason=NotAssessed.ASLEEP)
    assert "not assessed: Asleep" in row.strip.accessibleDescription()


def test_letters_of_the_reasons_are_unique() -> None:
    letters = [reason.label[0] for reason in NotAssessed]

    assert len(set(letters)) == len(letters)


def test_digit_takes_the_place_of_a_reason(row: ScoreRow) -> None:
    row.show_state(RowState(reason=NotAssessed.DECLINED))

    press(["4"], on=row.strip)

    assert row.get_state() == RowState("4")


def test_screen_reader_is_told_name_value_and_previous_value(row: ScoreRow) -> None:
    row.show_previous("last 3", "last 3, 07-Mar-2026 10:00")

    press(["7"], on=row.strip)

    told = QAccessible.queryAccessibleInterface(row.strip)
    assert told.text(QAccessible.Text.Name) == "Pain: rest, now"
    assert told.text(QAccessible.Text.Value) == "7"
    assert told.text(QAccessible.Text.Description) == "7; last 3, 07-Mar-2026 10:00"


def test_imported_score_between_cells_is_kept_by_an_amendment(row: ScoreRow) -> None:
    row.show_recorded(Decimal("4.5"))

    row.show_state(RowState("4.5"))

    assert row.get_value() == Decimal("4.5")
    assert not row.has_problem()
