"""Chooses the period of the outcomes: all, twelve months, a year, or from month to month."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from trialtracker.clinical.outcome_period import (
    Period,
    format_month,
    get_last_12_months,
    get_year,
    list_months,
)
from trialtracker.ui.form_field import QuietComboBox
from trialtracker.ui.plain_text import plain_label

ALL, LAST_12, THIS_YEAR, FROM_TO = "All", "Last 12 months", "This year", "From … to …"
_CHOICES = (ALL, LAST_12, THIS_YEAR, FROM_TO)


class PeriodBar(QWidget):
    """Four buttons, and two months for the last of them; chosen tells the period, None for all."""

    chosen = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._months: tuple[str, ...] = ()
        self.buttons = {words: _make_button(words, i) for i, words in enumerate(_CHOICES)}
        self.first, self.last = QuietComboBox(), QuietComboBox()
        self._ends = QWidget()
        group = QButtonGroup(self)
        for button in self.buttons.values():
            group.addButton(button)
        self.buttons[ALL].setChecked(True)
        self._lay_out()
        self._ends.hide()
        group.buttonClicked.connect(self._choose)
        self.first.activated.connect(self._choose)
        self.last.activated.connect(self._choose)

    def show_bounds(self, bounds: Period) -> None:
        """Offer the months from the first to the last in which a trial may have started."""
        months = list_months(bounds)
        if months == self._months:
            return
        ends = (self.first.currentText(), self.last.currentText())
        self._months = months
        for box, kept, place in zip((self.first, self.last), ends, (0, -1), strict=True):
            box.clear()
            box.addItems([format_month(month) for month in months])
            found = box.findText(kept) if kept else -1
            box.setCurrentIndex(found if found >= 0 else range(len(months))[place])

    @property
    def period(self) -> Period | None:
        """Return what is chosen, None for all there is."""
        if self.buttons[LAST_12].isChecked():
            return get_last_12_months(self._today())
        if self.buttons[THIS_YEAR].isChecked():
            return get_year(self._today())
        if self.buttons[FROM_TO].isChecked() and self._months:
            ends = sorted((self.first.currentIndex(), self.last.currentIndex()))
            return Period(self._months[ends[0]], self._months[ends[1]])
        return None

    def _choose(self) -> None:
        self._ends.setVisible(self.buttons[FROM_TO].isChecked())
        self.chosen.emit(self.period)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self.buttons.values():
            row.addWidget(button)
        ends = QHBoxLayout(self._ends)
        ends.setContentsMargins(12, 0, 0, 0)
        for box, words in ((self.first, "from"), (self.last, "to")):
            box.setAccessibleName(f"Period {words}")
            ends.addWidget(plain_label(words))
            ends.addWidget(box)
        row.addWidget(self._ends)
        row.addStretch(1)


def _make_button(words: str, place: int) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("tabButton")
    button.setCheckable(True)
    places = ("first", *("middle" for _ in _CHOICES[1:-1]), "last")
    button.setProperty("place", places[place])
    return button
