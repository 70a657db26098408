"""What was amended or made void is folded under the entry it belongs to."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import amend, make_entry, make_trial, moment_of_day, to_decimals
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Entry
from trialtracker.services.results import Snapshot
from trialtracker.ui.entries_model import EntriesModel
from trialtracker.ui.entries_view import EntriesView

FIRST = make_entry(moment_of_day(1), score=8)
SECOND = make_entry(moment_of_day(2), score=7)
THIRD = make_entry(moment_of_day(3), score=5)
CORRECTED = amend(SECOND, values=to_decimals({"pain_average": 6}))
TWICE = make_entry(moment_of_day(3), score=5)
VOID = amend(TWICE, values={}, is_void=True, reason="duplicate")
ENTRIES = (FIRST, SECOND, THIRD, CORRECTED, TWICE, VOID)
TRIAL = make_trial()


def make_snapshot(*entries: Entry, **changes: Any) -> Snapshot:
    trial = replace(TRIAL, entries=entries, **changes)
    return Snapshot(trial, assess(trial, CLINIC_DEFAULT, NOON), None, NOON)


@pytest.fixture
def view(qtbot: QtBot) -> EntriesView:
    view = EntriesView()
    qtbot.addWidget(view)
    view.resize(1300, 700)
    view.show_snapshot(make_snapshot(*ENTRIES))
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


def shown(view: EntriesView) -> list[str]:
    return [row.entry.entry_id for row in view.model.shown_rows]


def keys(*entries: Entry) -> list[str]:
    return [entry.entry_id for entry in entries]


def press(view: EntriesView, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(view.table, key)


def click(view: EntriesView, row: int, x: int) -> None:
    y = view.table.visualRect(view.model.index(row, 0)).center().y()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def test_at_first_every_fold_is_closed(view: EntriesView) -> None:
    assert shown(view) == keys(THIRD, CORRECTED, FIRST)
    assert [view.model.is_open(row) for row in range(3)] == [False, False, None]


def test_right_opens_one_fold_and_left_closes_it(view: EntriesView) -> None:
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Right)
    opened = shown(view)

    press(view, Qt.Key.Key_Left)

    assert opened == keys(THIRD, CORRECTED, SECOND, FIRST)
    assert shown(view) == keys(THIRD, CORRECTED, FIRST)


def test_left_on_a_row_within_a_fold_goes_to_its_entry_and_closes_it(view: EntriesView) -> None:
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Down)
    within = view.table.currentIndex().row()

    press(view, Qt.Key.Key_Left)

    assert (within, view.table.currentIndex().row()) == (1, 0)
    assert shown(view) == keys(THIRD, CORRECTED, FIRST)


def test_right_where_nothing_is_folded_goes_to_the_next_column(view: EntriesView) -> None:
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right)

    assert shown(view) == keys(THIRD, CORRECTED, FIRST)
    assert view.table.currentIndex().column() > 0


def test_with_shift_or_ctrl_the_arrow_keys_turn_no_fold(view: EntriesView) -> None:
    QTest.keyClick(view.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert shown(view) == keys(THIRD, CORRECTED, FIRST)


def test_a_click_on_the_mark_turns_the_fold_and_one_beside_it_does_not(view: EntriesView) -> None:
    click(view, 0, 10)
    opened = shown(view)
    click(view, 1, 10)
    click(view, 0, 60)
    unchanged = shown(view)
    click(view, 0, 10)

    assert opened == unchanged == keys(THIRD, TWICE, CORRECTED, FIRST)
    assert shown(view) == keys(THIRD, CORRECTED, FIRST)


def test_a_double_click_on_the_mark_asks_for_no_change(qtbot: QtBot, view: EntriesView) -> None:
    y = view.table.visualRect(view.model.index(0, 0)).center().y()

    with qtbot.assertNotEmitted(view.amend_requested):
        QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, y))


def test_a_double_click_beside_the_mark_asks_to_amend(qtbot: QtBot, view: EntriesView) -> None:
    y = view.table.visualRect(view.model.index(0, 0)).center().y()
    at = QPoint(90, y)

    with qtbot.waitSignal(view.amend_requested) as asked:
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert asked.args == [THIRD]


def test_the_button_opens_and_closes_all(view: EntriesView) -> None:
    view.history_button.click()
    opened = shown(view)

    view.history_button.click()

    assert opened == keys(THIRD, TWICE, CORRECTED, SECOND, FIRST)
    assert shown(view) == keys(THIRD, CORRECTED, FIRST)


def test_an_open_fold_stays_open_when_its_entry_is_amended_again(view: EntriesView) -> None:
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Right)
    again = amend(CORRECTED, values=to_decimals({"pain_average": 3}))

    view.show_snapshot(make_snapshot(*ENTRIES, again))

    assert shown(view) == keys(THIRD, again, CORRECTED, SECOND, FIRST)


def test_the_folds_of_another_trial_are_closed(view: EntriesView) -> None:
    press(view, Qt.Key.Key_Right)

    view.show_snapshot(make_snapshot(*ENTRIES, trial_id="another"))

    assert shown(view) == keys(THIRD, CORRECTED, FIRST)


def test_where_nothing_counts_void_entries_are_shown_with_the_button(view: EntriesView) -> None:
    view.show_snapshot(make_snapshot(TWICE, VOID))
    before = shown(view)

    view.history_button.click()

    assert (before, shown(view)) == ([], [TWICE.entry_id])


def test_a_screen_reader_is_told_what_is_folded_where(view: EntriesView) -> None:
    def said(row: int) -> str:
        role = Qt.ItemDataRole.AccessibleTextRole
        return str(view.model.data(view.model.index(row, 0), role))

    folded, plain = said(0), said(2)
    press(view, Qt.Key.Key_Right)

    assert folded == "When Wed 04-Mar-2026 12:00, 1 amended or void folded"
    assert plain == "When Mon 02-Mar-2026 12:00"
    assert said(0).endswith(", 1 amended or void below")
    assert said(1).endswith(", under the entry above")


def test_the_model_keeps_the_rules_of_qt_while_folds_are_turned(
    qtmodeltester: ModelTester,
) -> None:
    model = EntriesModel()
    model.show_trial(replace(TRIAL, entries=ENTRIES), with_history=False)

    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    model.turn(1)
    model.turn(0)
    model.turn(0)
    model.turn(1)

    assert model.rowCount() == 3


def test_only_the_entries_behind_a_result_keep_their_folds(view: EntriesView) -> None:
    view.show_used("Used for the mean", [CORRECTED.entry_id])
    press(view, Qt.Key.Key_Right)

    assert shown(view) == keys(CORRECTED, SECOND)


def test_one_of_five_thousand_folds_is_opened_without_a_new_table(
    qtbot: QtBot, view: EntriesView
) -> None:
    many = [make_entry(moment_of_day(1), score=1) for _ in range(5000)]
    view.show_snapshot(make_snapshot(*many, *ENTRIES))

    with qtbot.assertNotEmitted(view.model.modelReset):
        press(view, Qt.Key.Key_Right)

    assert view.model.rowCount() == 5004


@pytest.mark.parametrize("is_open", [False, True])
def test_the_mark_is_drawn_only_where_something_is_folded(view: EntriesView, is_open: bool) -> None:
    view.history_button.setChecked(is_open)
    view.table.clearSelection()
    ground = view.table.palette().base().color()
    picture = view.table.viewport().grab().toImage()
    scale = picture.devicePixelRatio()

    def has_ink(row: int) -> bool:
        rect = view.table.visualRect(view.model.index(row, 0))
        xs, ys = range(8, 21), range(rect.center().y() - 5, rect.center().y() + 6)
        colours = {
            picture.pixelColor(int(x * scale), int(y * scale)).name() for x in xs for y in ys
        }
        return len(colours - {ground.name()}) > 3

    assert [has_ink(row) for row in range(view.model.rowCount())] == [
        view.model.is_open(row) is not None for row in range(view.model.rowCount())
    ]
