"""Chooses which days of a trial one side shows: the whole, its first, its last, or any."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trialtracker.clinical.relief import last_trial_day
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.trial_part import Part, PartKind
from trialtracker.ui.form_field import ChoiceBox, QuietComboBox

_COUNTED = {PartKind.FIRST, PartKind.LAST}


class PartField(QWidget):
    """Offers only days that the trial has; what does not belong to the choice is not shown."""

    changed = Signal()

    def __init__(self, side: str) -> None:
        super().__init__()
        self.kind_box = ChoiceBox(tuple(PartKind))
        self.days_box, self.first_box, self.last_box = (QuietComboBox() for _ in range(3))
        self._numbers: tuple[int, ...] = ()
        self.kind_box.setAccessibleName(f"{side}: part of the trial")
        self.days_box.setAccessibleName(f"{side}: how many days")
        self.first_box.setAccessibleName(f"{side}: from trial day")
        self.last_box.setAccessibleName(f"{side}: to trial day")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for box in (self.kind_box, self.days_box, self.first_box, self.last_box):
            row.addWidget(box)
            box.activated.connect(self._change)
        row.addStretch(1)
        self._show_boxes()

    @property
    def part(self) -> Part:
        """Return what is chosen."""
        kind = self.kind_box.choice
        if not isinstance(kind, PartKind) or not self._numbers:
            return Part()
        first, last = (self._numbers[max(0, b.currentIndex())] for b in self._free_boxes)
        return Part(kind, max(0, self.days_box.currentIndex()) + 1, first, last)

    @property
    def _free_boxes(self) -> tuple[QuietComboBox, QuietComboBox]:
        return (self.first_box, self.last_box)

    def show_trial(self, trial: Trial, series: ChartSeries, as_of: datetime, part: Part) -> None:
        """Offer the days of a trial, with a part of it chosen."""
        latest = last_trial_day(trial, as_of)
        before = [day.number for day in series.days if day.number is not None and day.number < 0]
        self._numbers = (*before, *range(1, latest + 1))
        self.days_box.clear()
        self.days_box.addItems([f"{n} day{'' if n == 1 else 's'}" for n in range(1, latest + 1)])
        for box, word in zip(self._free_boxes, ("from day", "to day"), strict=True):
            box.clear()
            box.addItems([f"{word} {number}" for number in self._numbers])
        self.setEnabled(latest > 0)
        self._choose(part if latest else Part(), latest)

    def _choose(self, part: Part, latest: int) -> None:
        self.kind_box.show_choice(part.kind)
        self.days_box.setCurrentIndex(min(part.days, latest) - 1)
        for box, number in zip(self._free_boxes, (part.first, part.last), strict=True):
            has_number = number in self._numbers
            box.setCurrentIndex(self._numbers.index(number) if has_number else box.count() - 1)
        self._show_boxes()

    def _change(self) -> None:
        self._show_boxes()
        self.changed.emit()

    def _show_boxes(self) -> None:
        kind = self.kind_box.choice
        self.days_box.setVisible(kind in _COUNTED)
        for box in self._free_boxes:
            box.setVisible(kind is PartKind.FREE)
