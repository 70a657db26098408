"""A Doses tab of its own, and the keys pressed in it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.factories import make_trial
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.services.results import Snapshot
from trialtracker.ui.dose_section import DoseSection
from trialtracker.ui.section import Request

EARLIER = NOW - timedelta(hours=31)
Open = Callable[[Snapshot], DoseSection]


def make(*doses: Any, **details: Any) -> Snapshot:
    """Return a running trial with these doses."""
    return make_snapshot(make_trial(doses=doses, **details))


def take_requests(section: DoseSection) -> list[Request]:
    """Return a list that every request of the section is put into."""
    asked: list[Request] = []
    section.asked.connect(asked.append)
    return asked


def type_text(text: str) -> None:
    """Type where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def press_enter() -> QWidget | None:
    """Press Enter where the keyboard is, and return where it is then."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    return QApplication.focusWidget()


def fill(section: DoseSection, amount: str, reason: str = "1") -> None:
    """Type an amount into the first row, and give the reason."""
    section.form.take_focus()
    type_text(amount)
    section.form.why.setFocus()
    type_text(reason)
