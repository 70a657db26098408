from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.charts.samples import make_full_trial, make_whole_trial
from tests.factories import START, make_entry, make_trial
from tests.ui.chart_support import canvas_of, make_snapshot, open_chart
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.series import ChartRange
from trialtracker.clinical.trial import Trial
from trialtracker.ui.chart_canvas import AXIS_HEIGHT
from trialtracker.ui.chart_view import ChartView


def bar_maximum(view: ChartView) -> int:
    (area,) = view.findChildren(QScrollArea)
    return area.verticalScrollBar().maximum()


def make_bolus_trial() -> Trial:
    entries = [make_entry(START + timedelta(hours=n), {"pain_rest": 4}) for n in (0, 2)]
    return make_trial(entries, mode=TrialMode.REPEATED_BOLUS, planned_days=3)


def test_chart_of_the_whole_record_scrolls_instead_of_shrinking_away(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_whole_trial())

    qtbot.waitUntil(lambda: bar_maximum(view) > 0)

    chart = canvas_of(view).chart
    assert chart is not None
    assert canvas_of(view).height() >= chart.get_least_height() - 1


def test_chart_of_few_panels_does_not_scroll(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_whole_trial())
    qtbot.waitUntil(lambda: bar_maximum(view) > 0)

    view.show_snapshot(make_snapshot(make_full_trial()))

    qtbot.waitUntil(lambda: bar_maximum(view) == 0)


def test_axis_of_days_stays_in_view_while_the_lanes_scroll(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_whole_trial())
    qtbot.waitUntil(lambda: bar_maximum(view) > 0)
    canvas = canvas_of(view)
    whole = canvas.chart
    assert whole is not None
    pixels, width, height = whole.get_image()

    area = canvas.parentWidget()
    assert area is not None
    shown = area.grab().toImage()

    row = height - AXIS_HEIGHT // 2
    drawn = bytes(pixels[row, column, 2] for column in range(width))
    seen_row = area.height() - AXIS_HEIGHT // 2
    seen = bytes(shown.pixelColor(column, seen_row).red() for column in range(width))
    assert seen[4:-4] == drawn[4:-4]


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_Down])
def test_page_and_arrow_keys_scroll_the_chart(qtbot: QtBot, key: Qt.Key) -> None:
    view = open_chart(qtbot, make_whole_trial())
    qtbot.waitUntil(lambda: bar_maximum(view) > 0)
    (area,) = view.findChildren(QScrollArea)

    QTest.keyClick(canvas_of(view), key)

    assert area.verticalScrollBar().value() > 0


def test_trial_of_boluses_opens_in_its_hours(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_full_trial())

    view.show_snapshot(make_snapshot(make_bolus_trial(), START + timedelta(hours=5)))

    assert view.chosen_range is ChartRange.HOURS_72


def test_next_trial_opens_in_the_range_that_the_person_chose_before(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_full_trial())
    view.ranges._group.button(0).click()
    view.show_snapshot(make_snapshot(make_bolus_trial(), START + timedelta(hours=5)))

    view.show_snapshot(make_snapshot(make_full_trial()))

    assert view.chosen_range is ChartRange.HOURS_24


def test_chart_does_not_jump_as_the_read_out_grows(qtbot: QtBot) -> None:
    view = open_chart(qtbot, make_whole_trial())
    before = view._read_out.height()

    QTest.keyClick(canvas_of(view), Qt.Key.Key_Left)
    view.grab()

    assert "Pain" in view.read_out
    assert view._read_out.height() == before
