"""A keyboard that presses keys where the focus is, and counts every key and chord."""

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Keyboard:
    """Types what ``press`` is told: "Ctrl+S", "Tab", "7"; each is one key."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keySequence(_focused(), QKeySequence(key))
            self.count += 1

    def type_text(self, text: str) -> None:
        """Type text letter by letter."""
        for letter in text:
            QTest.keyClicks(_focused(), letter)
            self.count += 1


def _focused() -> QWidget:
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    return target
