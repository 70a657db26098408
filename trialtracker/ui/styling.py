"""Style properties that change while the program runs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects on, and apply the rules again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # the rules are applied with the first showing
    widget.style().unpolish(widget)
    widget.style().polish(widget)
