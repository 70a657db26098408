"""The parts of a report as joined buttons, one of them chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from trialtracker.report.parts import Part

_KEYS = {Part.SUMMARY: "&One page", Part.FULL: "&Full record", Part.PATIENT: "Fo&r the patient"}


class PartRow(QWidget):
    """One of the parts is always chosen."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[Part, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, part in enumerate(Part):
            button = self._make_button(part, number)
            self._group.addButton(button, number)
            self.buttons[part] = button
            row.addWidget(button)
        self.buttons[Part.SUMMARY].setChecked(True)
        self._group.idClicked.connect(lambda _number: self.chosen.emit())

    @property
    def part(self) -> Part:
        """Return what is chosen."""
        return tuple(Part)[self._group.checkedId()]

    def _make_button(self, part: Part, number: int) -> QPushButton:
        button = QPushButton(_KEYS[part])
        button.setObjectName("tabButton")
        button.setProperty("place", ("first", "middle", "last")[number])
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(part.label)
        return button
