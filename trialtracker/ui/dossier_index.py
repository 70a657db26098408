"""The parts of the dossier to go to: a column of buttons, or a list where there is no room."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trialtracker.clinical.dossier_choices import DossierPart
from trialtracker.ui.form_field import QuietComboBox

INDEX_WIDTH = 226
_SPACING = 4
_LEAST_BOX_WIDTH = 150

Count = Callable[[DossierPart], tuple[int, int]]


class PartIndex(QWidget):
    """One button a part, with how many of its items are answered."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(INDEX_WIDTH)
        self.buttons: dict[DossierPart, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACING)
        for part in DossierPart:
            self.buttons[part] = self._make_button(part)
            column.addWidget(self.buttons[part])
        column.addStretch(1)

    def get_least_height(self) -> int:
        """Return the height that no button is cut at, known also before it is first shown."""
        buttons = self.buttons.values()
        for button in buttons:
            button.ensurePolished()
        return sum(button.sizeHint().height() + _SPACING for button in buttons) - _SPACING

    def show_counts(self, count: Count) -> None:
        """Show how much of each part is answered."""
        for part, button in self.buttons.items():
            button.setText(f"{part.label}\n{_format_count(*count(part))}")

    def _make_button(self, part: DossierPart) -> QPushButton:
        button = QPushButton(f"{part.label}\n")
        button.setObjectName("dossierIndex")
        button.setAutoDefault(False)
        button.setAccessibleName(f"Go to {part.label}")
        button.clicked.connect(partial(self._choose, part))
        return button

    def _choose(self, part: DossierPart, _is_checked: bool = False) -> None:
        self.chosen.emit(part)


class PartBox(QuietComboBox):
    """The same in one line; it names the part that is in view."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Go to a part of the dossier")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_BOX_WIDTH)
        for part in DossierPart:
            self.addItem(part.label)
        self.activated.connect(lambda place: self.chosen.emit(list(DossierPart)[place]))
        self.hide()

    def show_counts(self, count: Count) -> None:
        """Show how much of each part is answered."""
        for place, part in enumerate(DossierPart):
            self.setItemText(place, f"{part.label} · {_format_count(*count(part))}")

    def show_part(self, part: DossierPart) -> None:
        """Name the part that is in view."""
        self.setCurrentIndex(list(DossierPart).index(part))


def _format_count(done: int, of: int) -> str:
    return f"{done} of {of} answered" if of else "none"
