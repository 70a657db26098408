from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import amend, make_entry, make_trial, moment_of_day, to_decimals
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Entry
from trialtracker.services.results import Snapshot
from trialtracker.ui.entries_view import EntriesView

YESTERDAY = make_entry(moment_of_day(2), score=7, note="Slept <b>badly</b>")
TODAY = make_entry(moment_of_day(3), score=5)
CORRECTED = amend(YESTERDAY, values=to_decimals({"pain_average": 6}), author="m.chen")
TRIAL = make_trial(time_zone="Europe/Berlin")


def make_snapshot(*entries: Entry) -> Snapshot:
    trial = replace(TRIAL, entries=entries)
    return Snapshot(trial, assess(trial, CLINIC_DEFAULT, NOON), None, NOON)


@pytest.fixture
def view(qtbot: QtBot) -> EntriesView:
    view = EntriesView()
    qtbot.addWidget(view)
    view.show_snapshot(make_snapshot(YESTERDAY, TODAY))
    view.show()
    view.activateWindow()
    view.setFocus()
    return view


def press(view: EntriesView, key: Qt.Key) -> None:
    QTest.keyClick(view.table, key)


def test_down_and_enter_ask_to_amend_yesterdays_entry(qtbot: QtBot, view: EntriesView) -> None:
    with qtbot.waitSignal(view.amend_requested) as asked:
        press(view, Qt.Key.Key_Down)
        press(view, Qt.Key.Key_Return)

    assert asked.args == [YESTERDAY]


def test_double_click_asks_to_amend(qtbot: QtBot, view: EntriesView) -> None:
    with qtbot.waitSignal(view.amend_requested) as asked:
        view.table.doubleClicked.emit(QModelIndex())

    assert asked.args == [TODAY]


def test_alt_f8_asks_to_void(qtbot: QtBot, view: EntriesView) -> None:
    qtbot.waitUntil(view.isActiveWindow)

    with qtbot.waitSignal(view.void_requested) as asked:
        QTest.keyClick(view.table, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)

    assert asked.args == [TODAY]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_everyday_keys_never_void(qtbot: QtBot, view: EntriesView, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(view.void_requested):
        press(view, key)


def test_replaced_entry_cannot_be_changed_and_the_view_says_so(
    qtbot: QtBot, view: EntriesView
) -> None:
    view.history_button.setChecked(True)
    view.show_snapshot(make_snapshot(YESTERDAY, TODAY, CORRECTED))
    view.table.select_row(2)

    with qtbot.assertNotEmitted(view.amend_requested):
        press(view, Qt.Key.Key_Return)

    assert "kept as it is" in view.detail.text()
    assert not view.void_button.isEnabled()


def test_selected_entry_stays_selected_after_it_was_amended(
    qtbot: QtBot, view: EntriesView
) -> None:
    press(view, Qt.Key.Key_Down)
    view.show_snapshot(make_snapshot(YESTERDAY, TODAY, CORRECTED))

    with qtbot.waitSignal(view.amend_requested) as asked:
        press(view, Qt.Key.Key_Return)

    assert asked.args == [CORRECTED]


def test_history_says_who_changed_what_when_and_why(view: EntriesView) -> None:
    view.show_snapshot(make_snapshot(YESTERDAY, TODAY, CORRECTED))

    view.table.select_row(1)

    assert (
        "Amended 03-Mar-2026 14:01 by m.chen. Reason: Typing error. "
        "Changed: Average, last 24 h 7 → 6." in view.detail.accessibleName()
    )


def test_toggle_shows_what_was_amended(view: EntriesView) -> None:
    view.show_snapshot(make_snapshot(YESTERDAY, TODAY, CORRECTED))
    before = view.model.rowCount()

    view.history_button.click()

    assert (before, view.model.rowCount()) == (2, 3)
    assert view.history_button.text() == "Hide amended and &void"


def test_title_counts_the_entries_that_count(view: EntriesView) -> None:
    view.show_snapshot(make_snapshot(YESTERDAY, TODAY, CORRECTED))

    assert view.title.text() == "2 entries, newest on top · 1 amended or void"


def test_detail_shows_the_note_as_plain_text(view: EntriesView) -> None:
    view.table.select_row(1)

    assert "Note: Slept <b>badly</b>" in view.detail.text()
    assert {label.textFormat() for label in view.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_tab_leaves_the_table(view: EntriesView) -> None:
    press(view, Qt.Key.Key_Tab)

    assert not view.table.hasFocus()


def test_trial_without_entries_offers_nothing_to_change(view: EntriesView) -> None:
    view.show_snapshot(make_snapshot())

    assert not view.amend_button.isEnabled()
    assert not view.detail.isVisible()


def test_ten_thousand_entries_are_not_measured_one_by_one(view: EntriesView) -> None:
    asked: list[int] = []
    view.model.data = lambda index, role=0: asked.append(index.row())  # type: ignore[method-assign]

    view.show_snapshot(
        make_snapshot(*(make_entry(moment_of_day(1), score=1) for _ in range(10_000)))
    )
    view.grab()

    assert len(set(asked)) < 100
