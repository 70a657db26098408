"""The place of what may be higher than its window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def make_scroll(content: QWidget | None = None, look: str = "formScroll") -> QScrollArea:
    """Return a place that gives its content its own width; Tab passes it by."""
    area = QScrollArea()
    area.setObjectName(look)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if content is not None:
        area.setWidget(content)
    return area
