from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories import START, make_entry, make_trial
from tests.ui.window_support import FakeClinic, FakeDoor
from trialtracker.services.errors import StorageError
from trialtracker.services.rows import PatientHit
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.move_desk import MoveDesk
from trialtracker.ui.move_dialog import MoveDialog

HIT = PatientHit("p", "t", "Landmark", "Greta & Co", date(1950, 1, 2), "T-002", "Running")
ENTRY = make_entry(START, {"pain_rest": 3}, note="Slept\nwell")


@pytest.fixture
def dialog(qtbot: QtBot) -> MoveDialog:
    dialog = MoveDialog(make_trial([ENTRY]), ENTRY)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def is_closed(desk: MoveDesk) -> bool:
    return desk.dialog is None


def test_the_entry_is_shown_in_full_before_it_is_moved(dialog: MoveDialog) -> None:
    assert dialog.entry.accessibleName() == "Mon 02-Mar-2026 08:00 · rest 3 · Slept well"


def test_a_patient_without_a_trial_cannot_take_an_entry(dialog: MoveDialog) -> None:
    dialog.finder.chosen.emit(HIT._replace(trial_id=None))

    assert dialog.problem.text() == "This patient has no trial that could hold the entry."
    assert not dialog.move_button.isEnabled()


def test_a_birth_date_that_is_not_known_is_said(dialog: MoveDialog) -> None:
    dialog.finder.chosen.emit(HIT._replace(birth_date=None))

    assert dialog.target.facts.accessibleName() == "Born Not known   MRN T-002   Running"
    assert dialog.move_button.text() == "Move to LANDMARK, Greta && Co  Enter"


def test_enter_before_a_patient_is_chosen_moves_nothing(qtbot: QtBot, dialog: MoveDialog) -> None:
    with qtbot.assertNotEmitted(dialog.confirmed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert dialog.isVisible()


def test_enter_twice_asks_for_one_move(qtbot: QtBot, dialog: MoveDialog) -> None:
    asked: list[str] = []
    dialog.confirmed.connect(lambda _hit, reason: asked.append(reason))
    dialog.finder.chosen.emit(HIT)
    QTest.keyClick(dialog.reasons, Qt.Key.Key_3)

    QTest.keyClick(dialog.reasons, Qt.Key.Key_Return)
    QTest.keyClick(dialog.reasons, Qt.Key.Key_Return)

    assert asked == ["mixed_sheets"]


def test_a_store_that_fails_says_that_nothing_was_moved(qtbot: QtBot) -> None:
    clinic = FakeClinic(fault=StorageError("The disk is full."))
    jobs = Jobs(FakeDoor(clinic))
    page = MoveDialog(make_trial(), ENTRY)
    qtbot.addWidget(page)
    desk = MoveDesk(page, jobs)
    desk.start(make_trial([ENTRY]), ENTRY)
    assert desk.dialog is not None

    desk.dialog.typed.emit("land")
    qtbot.waitUntil(lambda: jobs.is_idle)

    assert desk.dialog.problem.text() == "Nothing was moved. The disk is full."
    desk.dialog.reject()
    jobs.close()


def test_an_answer_after_the_dialog_was_closed_opens_nothing(qtbot: QtBot) -> None:
    clinic = FakeClinic(hits=(HIT,))
    jobs = Jobs(FakeDoor(clinic))
    page = MoveDialog(make_trial(), ENTRY)
    qtbot.addWidget(page)
    desk = MoveDesk(page, jobs)
    desk.start(make_trial([ENTRY]), ENTRY)
    assert desk.dialog is not None
    desk.dialog.typed.emit("land")

    desk.dialog.reject()
    qtbot.waitUntil(lambda: jobs.is_idle)

    assert is_closed(desk)
    jobs.close()


def test_esc_with_a_patient_chosen_asks_once(dialog: MoveDialog) -> None:
    dialog.finder.chosen.emit(HIT)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    told, was_open = dialog.problem.text(), dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert told == "Nothing is moved yet. Esc again leaves the entry where it is."
    assert was_open
    assert not dialog.isVisible()


def test_the_button_that_leaves_the_entry_asks_nothing(dialog: MoveDialog) -> None:
    dialog.finder.chosen.emit(HIT)

    dialog.cancel_button.click()

    assert not dialog.isVisible()
