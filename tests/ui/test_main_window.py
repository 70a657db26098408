from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.record_support import NOW, make_earlier, make_snapshot
from tests.ui.test_find_field import make_hit
from tests.ui.test_list_page import make_row, make_rows
from tests.ui.window_support import FakeClinic, FakeDoor, label_of, press, status_of, trial_ids
from trialtracker.services.errors import StorageError
from trialtracker.services.first_look import FirstLook
from trialtracker.services.rows import DueCounts
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.keys_dialog import KeysDialog
from trialtracker.ui.main_window import MainWindow
from trialtracker.ui.record_cells import CellStrip
from trialtracker.ui.trial_rows import PAGE_SIZE
from trialtracker.ui.window_facts import WindowFacts

CTRL = Qt.KeyboardModifier.ControlModifier
FULL = StorageError("The disk is full. Nothing was saved; make room and try again.")


@pytest.fixture
def clinic() -> FakeClinic:
    snapshot = make_snapshot(make_trial([make_earlier()]))
    return FakeClinic(snapshots={"a": snapshot, "b": snapshot}, rows=make_rows("a", "b"))


@pytest.fixture
def door(clinic: FakeClinic) -> FakeDoor:
    return FakeDoor(clinic)


@pytest.fixture
def jobs(door: FakeDoor) -> Iterator[Jobs]:
    jobs = Jobs(door)
    yield jobs
    jobs.close()


@pytest.fixture
def unstarted(qtbot: QtBot, clock: FakeClock, jobs: Jobs) -> MainWindow:
    clock.now = NOW
    facts = WindowFacts("TrialTracker", "nurse", "ward.sqlite", lambda: "UTC")
    window = MainWindow(jobs, clock, facts)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def window(qtbot: QtBot, unstarted: MainWindow, jobs: Jobs) -> MainWindow:
    with qtbot.waitSignal(unstarted.ready, timeout=20_000):
        unstarted.start()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)
    return unstarted


def test_first_look_is_shown_before_the_store_is_opened(unstarted: MainWindow, jobs: Jobs) -> None:
    unstarted.show_first_look(FirstLook(make_rows("x"), DueCounts(1, 1, 1, 0)))

    assert trial_ids(unstarted) == ["x"]
    assert label_of(unstarted, "figures").startswith("1 trial running · 1 entry due")
    assert jobs.is_idle


def test_without_a_first_look_the_list_waits(unstarted: MainWindow) -> None:
    unstarted.show_first_look(None)

    assert trial_ids(unstarted) == []


def test_today_is_listed_with_its_date(window: MainWindow) -> None:
    assert trial_ids(window) == ["a", "b"]
    assert label_of(window, "pageTitle") == "Today, 07-Mar-2026"


def test_window_says_who_records_and_where(window: MainWindow) -> None:
    texts = {w.accessibleName() for w in window.findChildren(QLabel)}

    assert window.nav.actor.accessibleName() == "At the keyboard: nurse (nurse). Change"
    assert "ward.sqlite" in texts


@pytest.mark.parametrize(
    ("key", "title"), [(Qt.Key.Key_2, "Trials"), (Qt.Key.Key_1, "Today, 07-Mar-2026")]
)
def test_ctrl_and_a_digit_choose_the_list(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, title: str
) -> None:
    press(qtbot, window, key, CTRL)

    assert label_of(window, "pageTitle") == title
    assert window._list_page.table.hasFocus()


def test_buttons_choose_the_list(qtbot: QtBot, window: MainWindow, jobs: Jobs) -> None:
    trials = next(b for b in window.nav.findChildren(QPushButton) if b.text() == "Trials")

    trials.click()
    qtbot.waitUntil(lambda: jobs.is_idle)

    assert window.pages.currentWidget() is window.trials
    assert trial_ids(window) == ["a", "b"]


@pytest.mark.parametrize("page", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_more_rows_are_fetched_through_the_jobs(
    qtbot: QtBot, window: MainWindow, clinic: FakeClinic, page: Qt.Key
) -> None:
    clinic.rows = make_rows(*(f"t{number}" for number in range(PAGE_SIZE + 7)))
    press(qtbot, window, page, CTRL)
    press(qtbot, window, Qt.Key.Key_F5)

    press(qtbot, window, Qt.Key.Key_End, CTRL)
    qtbot.waitUntil(lambda: len(trial_ids(window)) == PAGE_SIZE + 7)

    assert trial_ids(window)[-1] == f"t{PAGE_SIZE + 6}"


def test_refresh_keeps_a_trial_selected_that_was_fetched_later(
    qtbot: QtBot, window: MainWindow, clinic: FakeClinic
) -> None:
    clinic.rows = make_rows(*(f"t{number}" for number in range(PAGE_SIZE + 7)))
    press(qtbot, window, Qt.Key.Key_F5)
    press(qtbot, window, Qt.Key.Key_End, CTRL)
    qtbot.waitUntil(lambda: len(trial_ids(window)) == PAGE_SIZE + 7)
    press(qtbot, window, Qt.Key.Key_End, CTRL)

    press(qtbot, window, Qt.Key.Key_F5)

    assert window.today.table.selected_trial_id == f"t{PAGE_SIZE + 6}"


def test_refresh_shows_what_has_changed(
    qtbot: QtBot, window: MainWindow, clinic: FakeClinic
) -> None:
    clinic.rows = make_rows("c")

    window._tick.timeout.emit()
    qtbot.waitUntil(lambda: trial_ids(window) == ["c"])

    assert label_of(window, "figures").startswith("1 trial running")


def test_overdue_is_told_against_the_clock(
    qtbot: QtBot, window: MainWindow, clinic: FakeClinic, clock: FakeClock
) -> None:
    clinic.rows = (make_row("a", next_due_at=NOW),)
    clock.advance(timedelta(hours=2))

    press(qtbot, window, Qt.Key.Key_F5)

    rows = window.today.table.rows
    texts = [str(rows.data(rows.index(0, column))) for column in range(rows.columnCount())]
    assert "overdue 2hr 0min" in texts


def test_ctrl_r_with_nothing_selected_does_nothing(
    qtbot: QtBot, window: MainWindow, clinic: FakeClinic
) -> None:
    clinic.rows = ()
    press(qtbot, window, Qt.Key.Key_F5)

    press(qtbot, window, Qt.Key.Key_R, CTRL)

    assert window.pages.currentWidget() is window.today


@pytest.mark.parametrize("key", [Qt.Key.Key_T, Qt.Key.Key_E])
def test_keys_of_a_trial_do_nothing_while_none_is_open(
    qtbot: QtBot, window: MainWindow, key: Qt.Key
) -> None:
    press(qtbot, window, key, CTRL)

    assert window.pages.currentWidget() is window.today


def test_keys_act_even_when_nothing_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.today.table.clearFocus()
    nothing = QApplication.focusWidget()

    press(qtbot, window, Qt.Key.Key_2, CTRL)

    assert nothing is None
    assert window.pages.currentWidget() is window.trials


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_F])
def test_search_is_one_key_away(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    press(qtbot, window, key, CTRL)

    assert window.nav.finder.hasFocus()


def test_esc_in_the_search_gives_the_keyboard_back_to_the_list(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = QApplication.focusWidget()
    press(qtbot, window, Qt.Key.Key_K, CTRL)

    press(qtbot, window, Qt.Key.Key_Escape)

    assert before is not None
    assert QApplication.focusWidget() is before


def test_patient_without_a_trial_is_told_how_to_get_one(
    qtbot: QtBot, window: MainWindow, clinic: FakeClinic
) -> None:
    clinic.hits = (make_hit("Landmark", None),)
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.nav.finder, "la")
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(window.message.isVisible)

    assert window.message.text == "This patient has no trial yet. Ctrl+N registers one."


def test_f1_shows_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_F1)

    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.rect().contains(dialog.close_button.geometry())
    assert dialog.screen().availableGeometry().size().expandedTo(dialog.size()) == (
        dialog.screen().availableGeometry().size()
    )
    assert dialog.area.horizontalScrollBar().maximum() == 0


def test_f1_shows_the_keys_from_the_cells_of_the_record_form(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(qtbot, window, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), CellStrip))

    press(qtbot, window, Qt.Key.Key_F1)

    assert window.findChild(KeysDialog) is not None


def test_store_that_does_not_open_is_told_with_a_way_to_try_again(
    qtbot: QtBot, unstarted: MainWindow, clinic: FakeClinic, jobs: Jobs
) -> None:
    with clinic.failing_with(FULL):
        unstarted.start()
        qtbot.waitUntil(lambda: jobs.is_idle)
    told, status = unstarted.message.text, status_of(unstarted)

    with qtbot.waitSignal(unstarted.ready, timeout=20_000):
        unstarted.message.action_chosen.emit()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)

    assert (told, status) == (str(FULL), "Store not available")
    assert not unstarted.message.isVisible()
    assert status_of(unstarted) == "All entries saved"
    assert trial_ids(unstarted) == ["a", "b"]


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_list_that_cannot_be_read_keeps_what_it_shows(
    qtbot: QtBot, window: MainWindow, clinic: FakeClinic, key: Qt.Key
) -> None:
    press(qtbot, window, key, CTRL)

    with clinic.failing_with(FULL):
        press(qtbot, window, Qt.Key.Key_F5)

    assert trial_ids(window) == ["a", "b"]
    assert window.message.text == str(FULL)


def test_closing_closes_the_store(window: MainWindow, door: FakeDoor) -> None:
    window.close()

    assert door.is_closed
    assert not window.isVisible()


def test_closing_a_window_that_never_opened_its_store(
    unstarted: MainWindow, door: FakeDoor
) -> None:
    unstarted.close()

    assert door.is_closed
