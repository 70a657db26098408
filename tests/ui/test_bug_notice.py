import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import user_log_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from trialtracker.ui.bug_notice import report_bugs, show_bug, write_log

CANARY = "PHI-7f3a"


def make_fault() -> ValueError:
    """Return a fault that was really raised, with what was typed in its message."""
    try:
        int(CANARY)
    except ValueError as fault:
        return fault
    raise AssertionError


def boxes() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


def log_path() -> Path:
    return user_log_path("TrialTracker", appauthor=False) / "faults.log"


@pytest.fixture(autouse=True)
def no_boxes_left(qtbot: QtBot) -> Iterator[None]:
    yield
    for box in boxes():
        box.close()
        box.deleteLater()


def test_log_says_where_and_which_kind(qtbot: QtBot) -> None:
    fault = make_fault()

    path = Path(write_log(ValueError, fault.__traceback__))

    written = path.read_text(encoding="utf-8")
    assert written.splitlines()[-2] == "ValueError"
    assert f"{__file__}:" in written
    assert "make_fault" in written


def test_log_never_holds_the_message_of_the_fault(qtbot: QtBot) -> None:
    show_bug(ValueError, make_fault(), make_fault().__traceback__)

    assert CANARY not in log_path().read_text(encoding="utf-8")


def test_notice_is_plain_text_without_the_message(qtbot: QtBot) -> None:
    fault = make_fault()

    show_bug(ValueError, fault, fault.__traceback__)

    (box,) = boxes()
    assert box.isVisible()
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert CANARY not in box.text()
    assert str(log_path()) in box.text()


def test_fault_after_fault_opens_one_notice(qtbot: QtBot) -> None:
    show_bug(ValueError, make_fault(), None)

    show_bug(ValueError, make_fault(), None)

    assert len(boxes()) == 1


def test_notice_that_was_closed_is_gone(qtbot: QtBot) -> None:
    show_bug(ValueError, make_fault(), None)

    boxes()[0].accept()

    qtbot.waitUntil(lambda: boxes() == [])


def test_notice_tells_what_is_safe(qtbot: QtBot) -> None:
    show_bug(ValueError, make_fault(), None)

    assert "What was saved is safe" in boxes()[0].text()


def test_interruption_from_the_terminal_is_no_fault(qtbot: QtBot) -> None:
    show_bug(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert boxes() == []


def test_every_unhandled_fault_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)

    report_bugs()

    assert sys.excepthook is show_bug
