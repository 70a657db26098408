"""Header and times stay in view while the table is scrolled."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import amend, make_entry, make_trial, moment_of_day, to_decimals
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.measures import MEASURES
from trialtracker.services.results import Snapshot
from trialtracker.ui.entries_view import EntriesView

FULL = to_decimals({measure.key: measure.low for measure in MEASURES})
ENTRIES = [
    make_entry(moment_of_day(1 + n // 20, n % 20))._replace(values=FULL, note="x")
    for n in range(120)
]
CORRECTED = amend(ENTRIES[-1])


@pytest.fixture
def view(qtbot: QtBot) -> EntriesView:
    view = EntriesView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    trial = replace(make_trial(), entries=(*ENTRIES, CORRECTED))
    view.show_snapshot(Snapshot(trial, assess(trial, CLINIC_DEFAULT, NOON), None, NOON))
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


def scroll_sideways(view: EntriesView) -> int:
    bar = view.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    return bar.value()


def test_the_times_stay_in_view_only_while_the_table_is_scrolled_sideways(
    view: EntriesView,
) -> None:
    before = view.table.frozen.isVisible()
    scrolled = scroll_sideways(view)
    during = view.table.frozen.isVisible()
    view.table.horizontalScrollBar().setValue(0)

    assert scrolled > 100
    assert (before, during, view.table.frozen.isVisible()) == (False, True, False)


def test_the_frozen_rows_stand_level_with_the_others(view: EntriesView) -> None:
    scroll_sideways(view)
    view.table.verticalScrollBar().setValue(40)

    frozen, index = view.table.frozen, view.model.index(45, 0)
    level = frozen.viewport().mapToGlobal(frozen.visualRect(index).topLeft()).y()

    assert level == view.table.viewport().mapToGlobal(view.table.visualRect(index).topLeft()).y()
    assert frozen.columnWidth(0) == view.table.columnWidth(0) == frozen.width()


def test_the_header_stays_while_the_rows_are_scrolled(view: EntriesView) -> None:
    header = view.table.horizontalHeader()
    before = header.mapToGlobal(QPoint(0, 0))

    view.table.verticalScrollBar().setValue(60)

    assert header.isVisible()
    assert header.mapToGlobal(QPoint(0, 0)) == before


def test_a_click_on_a_frozen_time_chooses_its_row_and_scrolls_nothing(view: EntriesView) -> None:
    scrolled = scroll_sideways(view)
    frozen = view.table.frozen
    at = frozen.visualRect(view.model.index(3, 0)).center()

    QTest.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert view.table.chosen_rows == (3,)
    assert view.table.horizontalScrollBar().value() == scrolled


def test_a_click_on_a_frozen_mark_turns_its_fold(view: EntriesView) -> None:
    scroll_sideways(view)
    frozen = view.table.frozen
    y = frozen.visualRect(view.model.index(0, 0)).center().y()

    QTest.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, y))

    assert view.model.is_open(0)


def test_a_double_click_on_a_frozen_time_asks_to_amend(qtbot: QtBot, view: EntriesView) -> None:
    scroll_sideways(view)
    frozen = view.table.frozen
    at = frozen.visualRect(view.model.index(2, 0)).center()

    with qtbot.waitSignal(view.amend_requested):
        QTest.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_wheel_over_the_frozen_times_scrolls_all_rows(view: EntriesView) -> None:
    scroll_sideways(view)
    frozen = view.table.frozen
    centre = QPointF(frozen.viewport().rect().center())
    down = QPoint(0, -240)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    where = frozen.viewport().mapToGlobal(centre)

    QApplication.sendEvent(
        frozen.viewport(), QWheelEvent(centre, where, QPoint(), down, *none, phase, False)
    )

    assert view.table.verticalScrollBar().value() > 0
    assert frozen.verticalScrollBar().value() == view.table.verticalScrollBar().value()


def test_the_frozen_times_take_no_stop_of_the_keyboard(view: EntriesView) -> None:
    assert view.table.frozen.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_higher_window_leaves_no_frozen_rows_behind(qtbot: QtBot, view: EntriesView) -> None:
    scroll_sideways(view)

    view.resize(700, 620)

    qtbot.waitUntil(lambda: view.table.viewport().height() > 300)
    frozen = view.table.frozen
    assert frozen.viewport().height() == view.table.viewport().height()
