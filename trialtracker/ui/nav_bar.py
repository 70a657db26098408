"""The bar at the top of the window: the pages, the search, and who is at the keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from trialtracker.ui.actor_button import ActorButton
from trialtracker.ui.find_field import FindField

TODAY = "Today"
TRIALS = "Trials"
OUTCOMES = "Outcomes"
SETTINGS = "Settings"
_PAGES = (TODAY, TRIALS, OUTCOMES, SETTINGS)


class NavBar(QFrame):
    """Buttons for the pages, the find field, and who is at the keyboard."""

    page_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("navBar")
        self.finder = FindField(window)
        self.actor = ActorButton()
        self._buttons = {page: _page_button(page) for page in _PAGES}
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(8)
        for button in self._buttons.values():
            group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.finder, 4)
        layout.addWidget(self.actor)
        group.buttonClicked.connect(lambda button: self.page_chosen.emit(button.text()))

    def show_page(self, page: str) -> None:
        """Mark the page that is open."""
        self._buttons[page].setChecked(True)


def _page_button(page: str) -> QPushButton:
    button = QPushButton(page)
    button.setObjectName("navButton")
    button.setCheckable(True)
    return button
