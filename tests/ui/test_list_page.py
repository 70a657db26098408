from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.conftest import NOON, FakeClock
from trialtracker.clinical.choices import TrialMode, TrialState, Verdict
from trialtracker.services.rows import DueCounts, TrialRow
from trialtracker.ui.list_page import ListPage, format_figures
from trialtracker.ui.trial_rows import (
    COLUMNS,
    DAY,
    NEXT_ENTRY,
    PAGE_SIZE,
    SIDE_EFFECT,
    Column,
)
from trialtracker.ui.trial_words import format_last_entry

NOWHERE = QModelIndex()
FIRST_PAGE = tuple(f"t{number}" for number in range(PAGE_SIZE))


def make_row(trial_id: str, **changes: object) -> TrialRow:
    row = TrialRow(
        trial_id=trial_id,
        patient_id="p",
        family_name="Testcase",
        given_name="Ada",
        mrn="T-001",
        mode=TrialMode.CONTINUOUS_INTRATHECAL,
        state=TrialState.RUNNING,
        trial_day=3,
        planned_days=7,
        pain_now=None,
        trend="",
        relief="52%",
        dose="",
        worst_side_effect="Nausea 2",
        next_due_at=NOON - timedelta(hours=1),
        verdict=Verdict.BORDERLINE,
        time_zone="UTC",
        has_draft=False,
        cursor=None,
    )
    return row._replace(**changes)  # type: ignore[arg-type]


def make_rows(*trial_ids: str) -> tuple[TrialRow, ...]:
    return tuple(make_row(trial_id) for trial_id in trial_ids)


@pytest.fixture
def page(qtbot: QtBot, clock: FakeClock) -> ListPage:
    page = ListPage("Today", "No trial is running.", clock)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.focus_list()
    return page


def press(page: ListPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.table, key)


def label_of(page: ListPage, name: str) -> QLabel:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label


def spoken(page: ListPage, column: Column) -> str:
    rows = page.table.rows
    index = rows.index(0, COLUMNS.index(column))
    return str(rows.data(index, Qt.ItemDataRole.AccessibleTextRole))


def test_first_row_is_selected(page: ListPage) -> None:
    page.show_rows(make_rows("a", "b"))

    assert page.table.selected_trial_id == "a"


@pytest.mark.parametrize(("key", "selected"), [(Qt.Key.Key_End, "c"), (Qt.Key.Key_Home, "a")])
def test_home_and_end_go_to_the_first_and_the_last_row(
    page: ListPage, key: Qt.Key, selected: str
) -> None:
    page.show_rows(make_rows("a", "b", "c"))
    press(page, Qt.Key.Key_Down)

    press(page, key)

    assert page.table.selected_trial_id == selected


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_selected_trial(qtbot: QtBot, page: ListPage, key: Qt.Key) -> None:
    page.show_rows(make_rows("a", "b"))
    press(page, Qt.Key.Key_Down)

    with qtbot.waitSignal(page.opened) as opened:
        press(page, key)

    assert opened.args == ["b"]


def test_double_click_opens_a_trial(qtbot: QtBot, page: ListPage) -> None:
    page.show_rows(make_rows("a", "b"))
    place = page.table.visualRect(page.table.rows.index(1, 0)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with qtbot.waitSignal(page.opened) as opened:
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert opened.args == ["b"]


def test_record_asks_for_the_selected_trial(qtbot: QtBot, page: ListPage) -> None:
    page.show_rows(make_rows("a"))

    with qtbot.waitSignal(page.record_wanted) as wanted:
        page.record_selected()

    assert wanted.args == ["a"]


def test_empty_list_says_what_to_do_and_opens_and_records_nothing(
    qtbot: QtBot, page: ListPage
) -> None:
    page.show_rows(())

    with qtbot.assertNotEmitted(page.record_wanted), qtbot.assertNotEmitted(page.opened):
        page.record_selected()
        press(page, Qt.Key.Key_Return)

    assert label_of(page, "emptyState").isVisible()
    assert label_of(page, "emptyState").text() == "No trial is running."
    assert not page._record.isEnabled()


def test_refresh_keeps_the_selected_trial_where_it_went(page: ListPage) -> None:
    page.show_rows(make_rows("a", "b", "c"))
    press(page, Qt.Key.Key_Down)

    page.show_rows(make_rows("c", "a", "b"))

    assert page.table.selected_trial_id == "b"
    assert page.table.currentIndex().row() == 2


def test_refresh_selects_the_first_row_when_the_selected_trial_is_gone(page: ListPage) -> None:
    page.show_rows(make_rows("a", "b"))
    press(page, Qt.Key.Key_Down)

    page.show_rows(make_rows("c", "a"))

    assert page.table.selected_trial_id == "c"


def test_full_page_asks_for_the_next_one_once(qtbot: QtBot, page: ListPage) -> None:
    rows = page.table.rows
    rows.show_first_page(make_rows(*FIRST_PAGE))

    with qtbot.waitSignal(rows.page_wanted) as wanted:
        rows.fetchMore(NOWHERE)

    assert wanted.args == [make_row(FIRST_PAGE[-1])]
    assert not rows.canFetchMore(NOWHERE)


def test_next_page_is_added_behind(page: ListPage) -> None:
    rows = page.table.rows
    rows.show_first_page(make_rows(*FIRST_PAGE))
    rows.fetchMore(NOWHERE)

    rows.show_next_page(make_rows("x", "y"))

    assert rows.rowCount() == PAGE_SIZE + 2
    assert rows.get_row(PAGE_SIZE).trial_id == "x"
    assert not rows.canFetchMore(NOWHERE)


def test_empty_next_page_is_the_end(page: ListPage) -> None:
    rows = page.table.rows
    rows.show_first_page(make_rows(*FIRST_PAGE))
    rows.fetchMore(NOWHERE)

    rows.show_next_page(())

    assert rows.rowCount() == PAGE_SIZE
    assert not rows.canFetchMore(NOWHERE)


def test_short_first_page_is_the_end(page: ListPage) -> None:
    page.show_rows(make_rows("a"))

    assert not page.table.rows.canFetchMore(NOWHERE)


def test_model_keeps_the_rules_of_a_model(page: ListPage, qtmodeltester: ModelTester) -> None:
    page.show_rows(make_rows("a", "b"))

    qtmodeltester.check(page.table.rows, force_py=True)  # type: ignore[no-untyped-call]


def test_every_cell_has_words(page: ListPage) -> None:
    page.show_rows(make_rows("a"))
    rows = page.table.rows

    texts = [str(rows.data(rows.index(0, column))) for column in range(len(COLUMNS))]

    assert "TESTCASE, Ada, MRN T-001" in texts
    assert "overdue 1hr 0min" in texts
    assert all(texts)


def test_trial_in_safety_hold_stands_in_the_bar_above(qtbot: QtBot, page: ListPage) -> None:
    held = make_row("h", verdict=Verdict.SAFETY_HOLD, finding="Alert: RR 7 /min +1")

    page.show_rows((held, *make_rows("a")))

    assert label_of(page, "safetyFinding").text() == "Alert: RR 7 /min and 1 more"
    assert page.safety.isVisible()
    with qtbot.waitSignal(page.opened) as opened:
        page.safety._open.click()
    assert opened.args == ["h"]


def test_a_caution_stands_in_the_list_and_not_in_the_bar(page: ListPage) -> None:
    page.show_rows((make_row("a", finding="Caution: SpO2 91 %"),))

    assert not page.safety.isVisible()
    assert spoken(page, SIDE_EFFECT) == "Nausea 2, Caution: SpO2 91 %"


def test_a_row_says_what_is_due_and_when_the_last_entry_was(page: ListPage) -> None:
    what = "hourly observation: RR, SpO2, sedation"
    last = NOON - timedelta(hours=2)

    page.show_rows((make_row("a", due_what=what, last_entry_at=last),))

    assert spoken(page, NEXT_ENTRY) == f"overdue 1hr 0min, {what}, last today 10:00"
    assert spoken(page, DAY) == "3 of 7"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, "no entry yet"),
        (NOON - timedelta(days=1), "last 04-Mar-2026 12:00"),
    ],
)
def test_an_entry_of_another_day_is_named_by_its_date(last: datetime | None, words: str) -> None:
    assert format_last_entry(make_row("a", last_entry_at=last), NOON) == words


def test_a_row_with_finding_and_items_is_painted(page: ListPage) -> None:
    held = make_row("h", verdict=Verdict.SAFETY_HOLD, finding="Alert: RR 7 /min")
    page.show_rows((held, make_row("a", finding="Caution: SpO2 91 %", due_what="x: RR")))

    assert not page.table.grab().isNull()


def test_no_safety_finding_no_bar(page: ListPage) -> None:
    page.show_rows(make_rows("a"))

    assert not page.safety.isVisible()


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (DueCounts(1, 1, 1, 1), "1 trial running · 1 entry due · 1 safety finding"),
        (DueCounts(0, 0, 0, 0), "0 trials running · 0 entries due · 0 safety findings"),
        (DueCounts(9, 1200, 2, 3), "1,200 trials running · 2 entries due · 3 safety findings"),
    ],
)
def test_figures_are_in_words(counts: DueCounts, words: str) -> None:
    assert format_figures(counts) == words


def test_enter_goes_on_with_the_draft_that_waits(page: ListPage, qtbot: QtBot) -> None:
    page.show_rows((make_row("a", has_draft=True),))

    with qtbot.waitSignal(page.record_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_Return)

    assert wanted.args == ["a"]
