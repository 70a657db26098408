"""The row above a trial: chart, record or entries at the left, what can be changed at the right."""

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from trialtracker.overriding import override


class Tab(IntEnum):
    """What is shown of a trial; the number is its place."""

    CHART = 0
    RECORD = 1
    ENTRIES = 2


_TITLES = {Tab.CHART: "Chart", Tab.RECORD: "Record", Tab.ENTRIES: "Entries"}
_KEYS = {Tab.CHART: "Ctrl+T", Tab.RECORD: "Ctrl+R", Tab.ENTRIES: "Ctrl+E"}
_NARROW = 760
"""Below this width the keys are left out of the titles."""


class TrialTabs(QWidget):
    """Three joined buttons, one of them chosen, and the ways to change patient and trial."""

    chosen = Signal(Tab)
    edit_patient_wanted = Signal()
    edit_trial_wanted = Signal()
    new_trial_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for tab, title in _TITLES.items():
            button = QPushButton(title)
            button.setObjectName("tabButton")
            button.setProperty("place", ("first", "middle", "last")[tab])
            button.setCheckable(True)
            self._group.addButton(button, tab)
            layout.addWidget(button)
        layout.addStretch(1)
        for title, wanted in (
            ("Edit patient…", self.edit_patient_wanted),
            ("Edit trial…", self.edit_trial_wanted),
            ("Further trial…", self.new_trial_wanted),
        ):
            button = QPushButton(title)
            button.setProperty("link", True)
            button.clicked.connect(wanted)
            layout.addWidget(button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(Tab(number)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for tab, title in _TITLES.items():
            is_narrow = event.size().width() < _NARROW
            self._group.button(tab).setText(title if is_narrow else f"{title}  {_KEYS[tab]}")

    def show_tab(self, tab: Tab) -> None:
        """Mark what is shown."""
        self._group.button(tab).setChecked(True)
