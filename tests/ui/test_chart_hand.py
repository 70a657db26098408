from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.charts.samples import make_full_trial, make_series, make_whole_trial
from tests.factories import make_trial, moment_of_day
from tests.ui.chart_support import (
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    canvas_of,
    chart_of,
    let_go,
    make_snapshot,
    open_chart,
    place_of,
    press,
    pull,
    turn,
    window_of,
)
from trialtracker.clinical.series import ChartRange
from trialtracker.ui.chart_view import ChartView

DAY = timedelta(days=1)
WHOLE = (make_series(make_full_trial()).start, make_series(make_full_trial()).end)
CURSORS = Qt.CursorShape


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    return open_chart(qtbot, make_full_trial())


def span_of(view: ChartView) -> timedelta:
    start, end = window_of(view)
    return end - start


def cursor_of(view: ChartView) -> Qt.CursorShape:
    return canvas_of(view).cursor().shape()


def test_wheel_with_ctrl_zooms_about_the_pointer(view: ChartView) -> None:
    at = moment_of_day(2)
    before = place_of(view, at)

    is_taken = turn(view, before, CTRL)

    assert is_taken
    assert span_of(view) < 10 * DAY
    assert abs(place_of(view, at).x() - before.x()) <= 1


def test_wheel_over_the_time_axis_zooms(view: ChartView) -> None:
    is_taken = turn(view, QPoint(300, canvas_of(view).height() - 10))

    assert is_taken
    assert span_of(view) < 10 * DAY


def test_plain_wheel_is_left_to_the_page(view: ChartView) -> None:
    is_taken = turn(view, QPoint(300, 100))

    assert not is_taken
    assert window_of(view) == WHOLE


def test_plain_wheel_scrolls_a_chart_that_is_higher_than_its_place(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_whole_trial())
    (area,) = view.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)

    is_taken = turn(view, QPoint(300, 100), delta=(0, -120))

    assert not is_taken


@pytest.mark.parametrize(
    ("modifier", "delta"), [(SHIFT, (0, -120)), (NONE, (-120, 0))], ids=["shift", "sideways"]
)
def test_wheel_sideways_pans(
    view: ChartView, modifier: Qt.KeyboardModifier, delta: tuple[int, int]
) -> None:
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    before = window_of(view)

    turn(view, QPoint(300, 100), modifier, delta)

    assert window_of(view)[0] > before[0]
    assert span_of(view) == before[1] - before[0]


def press_and_measure(view: ChartView, key: Qt.Key) -> timedelta:
    press(view, key)
    return span_of(view)


def test_keys_zoom_in_and_out_and_back_to_the_whole(view: ChartView) -> None:
    keys = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)

    spans = [span_of(view), *(press_and_measure(view, key) for key in keys)]

    rises = [later > earlier for earlier, later in pairwise(spans)]
    assert rises == [False, False, True, True]
    assert (spans[-1], view.chosen_range) == (spans[0], ChartRange.WHOLE)


def test_key_zooms_about_the_focus_line(view: ChartView) -> None:
    press(view, Qt.Key.Key_End)
    before = place_of(view, moment_of_day(4, 18))

    press(view, Qt.Key.Key_Plus)
    view.grab()

    assert abs(place_of(view, moment_of_day(4, 18)).x() - before.x()) <= 1


def test_no_range_is_down_while_another_part_is_shown(view: ChartView) -> None:
    press(view, Qt.Key.Key_Plus)

    assert view.chosen_range is None


def test_zooming_out_as_far_as_it_goes_is_the_whole_trial(view: ChartView) -> None:
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus)

    assert (window_of(view), view.chosen_range) == (WHOLE, ChartRange.WHOLE)


@pytest.mark.parametrize(
    ("key", "modifier", "shares"),
    [
        (Qt.Key.Key_Left, SHIFT, -0.25),
        (Qt.Key.Key_Right, SHIFT, 0.25),
        (Qt.Key.Key_PageUp, NONE, -1),
        (Qt.Key.Key_PageDown, NONE, 1),
    ],
)
def test_keys_pan(
    view: ChartView, key: Qt.Key, modifier: Qt.KeyboardModifier, shares: float
) -> None:
    press(view, *[Qt.Key.Key_Plus] * 5)
    start, end = window_of(view)

    press(view, key, modifier=modifier)

    assert window_of(view)[0] - start == (end - start) * shares
    assert view.focused_at is None


def test_hand_pulls_the_chart_along(view: ChartView) -> None:
    press(view, *[Qt.Key.Key_Plus] * 4)
    at = moment_of_day(2)
    before = place_of(view, at)
    start = QPoint(400, 100)

    pull(view, start, -30, -60)

    assert cursor_of(view) is CURSORS.ClosedHandCursor
    view.grab()
    assert abs(place_of(view, at).x() - (before.x() - 60)) <= 1
    let_go(view, start)
    assert cursor_of(view) is CURSORS.OpenHandCursor


def test_hand_that_trembles_does_not_move_the_chart(view: ChartView) -> None:
    press(view, *[Qt.Key.Key_Plus] * 4)
    before = window_of(view)

    pull(view, QPoint(400, 100), 3)

    assert window_of(view) == before


def test_whole_trial_cannot_be_pulled(view: ChartView) -> None:
    pull(view, QPoint(400, 100), -60)

    assert (window_of(view), cursor_of(view)) == (WHOLE, CURSORS.ArrowCursor)


def test_hand_reads_nothing_while_it_pulls(view: ChartView) -> None:
    press(view, *[Qt.Key.Key_Plus] * 4)
    view.grab()
    pull(view, QPoint(400, 100))
    read = view.focused_at

    pull(view, QPoint(400, 100), -100)

    assert view.focused_at == read


def test_many_moves_between_two_paintings_are_one_drawing(view: ChartView) -> None:
    press(view, *[Qt.Key.Key_Plus] * 4)
    shown = window_of(view)

    press(view, *[Qt.Key.Key_Right] * 3, modifier=SHIFT)

    assert chart_of(view).get_window() == shown
    assert window_of(view)[0] > shown[0]


def test_part_that_is_shown_stays_when_the_trial_is_read_again(view: ChartView) -> None:
    trial = make_full_trial()
    view.show_snapshot(make_snapshot(trial))
    press(view, Qt.Key.Key_Plus)
    before = window_of(view)

    view.show_snapshot(make_snapshot(trial))

    assert (window_of(view), view.chosen_range) == (before, None)


def test_another_trial_is_shown_whole_again(view: ChartView) -> None:
    press(view, Qt.Key.Key_Plus)

    view.show_snapshot(make_snapshot(make_full_trial()))

    assert (window_of(view), view.chosen_range) == (WHOLE, ChartRange.WHOLE)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_asks_for_the_entry_at_the_focus_line(
    view: ChartView, qtbot: QtBot, key: Qt.Key
) -> None:
    trial = make_full_trial()
    view.show_snapshot(make_snapshot(trial))
    press(view, Qt.Key.Key_End)

    with qtbot.waitSignal(view.entry_wanted) as asked:
        press(view, key)

    assert asked.args == [trial.entries[-2].entry_id]


def test_double_click_asks_for_the_nearest_entry(view: ChartView, qtbot: QtBot) -> None:
    trial = make_full_trial()
    view.show_snapshot(make_snapshot(trial))

    with qtbot.waitSignal(view.entry_wanted) as asked:
        QTest.mouseDClick(canvas_of(view), LEFT, NONE, place_of(view, moment_of_day(2, 10)))

    assert asked.args == [trial.entries[8].entry_id]


def test_enter_without_a_focus_line_asks_for_nothing(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.entry_wanted):
        press(view, Qt.Key.Key_Return)


def test_hand_on_nothing_does_nothing(qtbot: QtBot) -> None:
    empty = ChartView()
    qtbot.addWidget(empty)

    press(empty, Qt.Key.Key_Plus, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    turn(empty, QPoint(50, 50), CTRL)
    pull(empty, QPoint(50, 50), 60)

    assert canvas_of(empty).get_window() is None


def test_trial_without_entries_is_not_moved(qtbot: QtBot) -> None:
    empty = open_chart(qtbot, make_trial())

    press(empty, Qt.Key.Key_Plus)

    assert canvas_of(empty).get_window() is None


@pytest.mark.parametrize(("key", "hour"), [(Qt.Key.Key_Right, 9), (Qt.Key.Key_Left, 18)])
def test_reading_begins_in_what_is_shown(view: ChartView, key: Qt.Key, hour: int) -> None:
    canvas_of(view).show_window((moment_of_day(2, 0), moment_of_day(3, 0)))

    press(view, key)

    assert view.focused_at == moment_of_day(2, hour)
