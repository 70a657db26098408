"""Keys that act while a widget, or something in it, has the keyboard."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_keys(widget: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
    """Let each key act while the keyboard is on the widget or in it."""
    for key, act in acts.items():
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
