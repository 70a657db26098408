from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trialtracker.clinical.paper import DIARY_KEYS, PAPER_KEYS
from trialtracker.clinical.refusal import RefusedError
from trialtracker.ui.paper_bars import describe_cell
from trialtracker.ui.paper_grid import PaperGrid
from trialtracker.ui.paper_model import PaperModel
from trialtracker.ui.paper_rows import (
    Mode,
    Row,
    Setting,
    find_suggestion,
    from_form,
    new_row,
    read_moment,
    read_row,
    to_form,
)

NOW = datetime(2026, 3, 5, 14, 5)  # noqa: DTZ001  (clinic-local, as it is typed)
SETTING = Setting("Europe/Berlin", NOW, 360)
KEYS = Qt.Key


@pytest.fixture
def grid(qtbot: QtBot) -> Iterator[PaperGrid]:
    """The empty grid of a sheet between two buttons."""
    page = QWidget()
    model = PaperModel(lambda: SETTING, page)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    grid = PaperGrid(model)
    column = QVBoxLayout(page)
    for widget in (QPushButton("before"), grid, QPushButton("after")):
        column.addWidget(widget)
    qtbot.addWidget(page)
    model.show_rows(Mode.SHEET, PAPER_KEYS, ())
    grid.size_columns()
    grid.go_to_first_open()
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    grid.setFocus()
    yield grid
    page.close()


def model_of(grid: PaperGrid) -> PaperModel:
    model = grid.model()
    assert isinstance(model, PaperModel)
    return model


def write(grid: PaperGrid, text: str) -> None:
    QTest.keyClicks(grid, text)


def press(grid: PaperGrid, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(grid, key)


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def test_tab_on_an_empty_line_leaves_the_grid(grid: PaperGrid) -> None:
    press(grid, KEYS.Key_Tab)

    button = focused()
    assert isinstance(button, QPushButton)
    assert button.text() == "after"


def test_shift_tab_on_the_first_cell_leaves_the_grid(grid: PaperGrid) -> None:
    press(grid, KEYS.Key_Backtab)

    button = focused()
    assert isinstance(button, QPushButton)
    assert button.text() == "before"


def test_tab_and_shift_tab_walk_the_cells_of_a_line(grid: PaperGrid) -> None:
    write(grid, "today")
    press(grid, KEYS.Key_Tab)
    after_tab = grid.place
    press(grid, KEYS.Key_Backtab)

    assert after_tab == (0, "time")
    assert grid.place == (0, "day")


def test_a_whole_time_goes_on_by_itself_and_is_written_out(grid: PaperGrid) -> None:
    write(grid, "-1d")
    press(grid, KEYS.Key_Tab)
    write(grid, "0815")

    assert model_of(grid).rows[0].day == "04-Mar-2026"
    assert model_of(grid).rows[0].time == "08:15"
    assert grid.place == (0, "pain_rest")


def test_backspace_takes_a_digit_and_delete_all_of_them(grid: PaperGrid) -> None:
    grid.go_to((0, "heart_rate"))
    write(grid, "123")
    press(grid, KEYS.Key_Backspace)
    after_backspace = model_of(grid).get_text((0, "heart_rate"))
    press(grid, KEYS.Key_Delete)

    assert after_backspace == "12"
    assert model_of(grid).rows[0].cells == {}


def test_a_ten_stays_and_a_digit_behind_it_is_refused_and_not_passed_on(grid: PaperGrid) -> None:
    grid.go_to((0, "pain_rest"))

    write(grid, "1014")

    assert grid.place == (0, "pain_rest")
    assert model_of(grid).get_problem((0, "pain_rest")).startswith("1014 is not possible")
    assert model_of(grid).rows[0].cells == {"pain_rest": "1014"}


def test_coming_back_to_a_cell_types_it_anew(grid: PaperGrid) -> None:
    grid.go_to((0, "pain_rest"))
    write(grid, "3")
    grid.go_to((0, "pain_rest"))

    write(grid, "7")

    assert model_of(grid).rows[0].cells == {"pain_rest": "7"}


def test_enter_on_an_empty_date_without_a_suggestion_stays(grid: PaperGrid) -> None:
    press(grid, KEYS.Key_Return)
    on_day = grid.place
    write(grid, "today")
    press(grid, KEYS.Key_Return)

    assert on_day == (0, "day")
    assert grid.place == (0, "time")


def test_a_note_is_typed_in_an_editor_and_enter_ends_it(qtbot: QtBot, grid: PaperGrid) -> None:
    grid.go_to((0, "note"))
    write(grid, "S")
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "lept")

    QTest.keyClick(editor, KEYS.Key_Return)

    qtbot.waitUntil(lambda: model_of(grid).rows[0].note == "Slept")


def test_a_line_that_is_begun_makes_room_for_the_next(grid: PaperGrid) -> None:
    grid.go_to((0, "pain_rest"))

    write(grid, "3")

    assert model_of(grid).rowCount() == 2


def test_days_that_are_given_cannot_be_typed(grid: PaperGrid) -> None:
    given = Row("e", "04-Mar-2026", "12:00", is_given=True)
    model_of(grid).show_rows(Mode.DIARY, DIARY_KEYS, [given])
    grid.go_to((0, "day"))

    write(grid, "5")
    model_of(grid).clear_row(0)

    assert model_of(grid).rows == (given,)


def test_emptying_a_line_leaves_nothing_of_it(grid: PaperGrid) -> None:
    grid.go_to((0, "pain_rest"))
    write(grid, "3")

    model_of(grid).clear_row(0)

    assert model_of(grid).rows[0].is_blank


def test_without_a_change_there_is_nothing_to_take_back(grid: PaperGrid) -> None:
    assert not model_of(grid).undo()


def test_a_screen_reader_is_told_the_column_and_the_text(grid: PaperGrid) -> None:
    model = model_of(grid)
    model.type_text((0, "pain_rest"), "11")
    role = Qt.ItemDataRole.AccessibleTextRole

    told = model.data(model.find((0, "pain_rest")), role)
    blank = model.data(model.find((0, "pain_worst")), role)

    assert told == "Rest, now: 11 !"
    assert blank == "Worst, last 24 h: blank"


def test_a_refused_cell_has_its_sentence_as_a_tip_and_in_the_line_below(grid: PaperGrid) -> None:
    model = model_of(grid)
    model.type_text((0, "spo2"), "101")

    tip = str(model.data(model.find((0, "spo2")), Qt.ItemDataRole.ToolTipRole))

    assert "101 is not possible" in tip
    assert describe_cell(model, (0, "spo2"))[1] == "refused"


def test_a_suggestion_stands_in_the_past_only() -> None:
    typed = Row("a", "05-Mar-2026", "09:00")

    suggested = find_suggestion([typed, new_row()], 1, SETTING)

    assert suggested == ("", "")


def test_the_first_line_follows_the_last_entry() -> None:
    last = Setting("UTC", NOW, 60, last=NOW.replace(hour=9, minute=0))

    assert find_suggestion([new_row()], 0, last) == ("05-Mar-2026", "10:00")


def test_another_day_is_suggested_at_the_same_hour() -> None:
    rows = [Row("a", "03-Mar-2026", "08:00"), Row("b", "04-Mar-2026")]

    assert find_suggestion(rows, 1, SETTING) == ("", "08:00")


def test_a_time_that_the_clocks_skip_is_refused_in_its_cell() -> None:
    skipped = Row("a", "29-Mar-2026", "02:30")

    with pytest.raises(RefusedError) as caught:
        read_moment(skipped, SETTING)

    assert caught.value.problems[0].field == "time"


def test_a_line_without_a_date_is_refused_with_its_other_problems() -> None:
    row = Row("a", cells={"pain_rest": "11"})

    answers, problems = read_row(row, SETTING)

    assert answers is None
    assert [problem.field for problem in problems] == ["day", "pain_rest"]


def test_a_form_comes_back_as_it_was_left() -> None:
    rows = {
        Mode.SHEET: (Row("a", "04-Mar-2026", "08:00", {"pain_rest": "3"}, "Slept"), new_row()),
        Mode.SECOND: (Row("b", "04-Mar-2026", "08:00", {"spo2": "-a"}, is_given=True),),
    }

    mode, back, second = from_form(to_form(Mode.SECOND, rows, "A. Second"))

    assert (mode, second) == (Mode.SECOND, "A. Second")
    assert back == {Mode.SHEET: rows[Mode.SHEET][:1], Mode.SECOND: rows[Mode.SECOND]}


def test_nothing_typed_is_no_form() -> None:
    assert to_form(Mode.SHEET, {Mode.SHEET: (new_row(),)}, "") == ""
