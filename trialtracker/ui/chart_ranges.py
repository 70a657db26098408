"""How much of a trial its chart shows: one button per range, joined."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from trialtracker.clinical.series import ChartRange

EDGES = ("first", "middle", "last")


class RangeButtons(QWidget):
    """Alt+1 to Alt+3 press them while the chart is in view; none is down while it is zoomed."""

    chosen = Signal(object)  # ChartRange
    preferred = Signal(object)  # ChartRange, by a person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._kept = ChartRange.WHOLE
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, (choice, edge) in enumerate(zip(ChartRange, EDGES, strict=True)):
            button = _make_button(choice, edge, place + 1)
            self._group.addButton(button, place)
            layout.addWidget(button)
        self._check(ChartRange.WHOLE)
        self._group.idClicked.connect(self._keep)

    @property
    def value(self) -> ChartRange | None:
        """Return the range that is down, None while the chart is zoomed to another part."""
        number = self._group.checkedId()
        return None if number < 0 else list(ChartRange)[number]

    def prefer(self, preferred: ChartRange) -> None:
        """Show trials in a range that a person chose before."""
        self._kept = preferred

    def show_first(self, first: ChartRange) -> None:
        """Show a trial in the range that suits it, the one last asked for where any does."""
        self._show(self._kept if first is ChartRange.WHOLE else first)

    def show_whole(self) -> None:
        """Show the whole trial, once: what a person prefers stays."""
        self._show(ChartRange.WHOLE)

    def show_none(self) -> None:
        """Let every button be up."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _show(self, wanted: ChartRange) -> None:
        self._check(wanted)
        self.chosen.emit(wanted)

    def _check(self, wanted: ChartRange) -> None:
        self._group.button(list(ChartRange).index(wanted)).setChecked(True)

    @Slot(int)
    def _keep(self, number: int) -> None:
        self._kept = list(ChartRange)[number]
        self.chosen.emit(self._kept)
        self.preferred.emit(self._kept)


def _make_button(choice: ChartRange, edge: str, number: int) -> QPushButton:
    button = QPushButton(choice.label)
    button.setCheckable(True)
    button.setProperty("segment", edge)
    button.setToolTip(f"Show {choice.label.lower()} (Alt+{number})")
    button.setAccessibleName(f"Show {choice.label.lower()}")
    QShortcut(QKeySequence(f"Alt+{number}"), button, button.click)
    return button
