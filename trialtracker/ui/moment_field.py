"""A clinic-local date with its 24-hour time, read as one instant."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from trialtracker.clinical.time import local_date
from trialtracker.ui.date_field import DateField
from trialtracker.ui.date_text import format_clock_time, parse_moment


class MomentField(QWidget):
    """A date field and a time field; a moment that nobody touched comes back to the microsecond."""

    changed = Signal()
    problem_found = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._shown: tuple[datetime, tuple[str, str, str]] | None = None
        self.day = DateField(today)
        self.time = QLineEdit()
        self.time.setPlaceholderText("14:05")
        self.time.setMaximumWidth(104)
        self.day.changed.connect(self.changed)
        self.day.problem_found.connect(self.problem_found)
        self.time.textChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self.setFocusProxy(self.day)

    def name_parts(self, what: str) -> None:
        """Tell a screen reader what the two parts are for: ``Start``."""
        self.day.editor.setAccessibleName(f"{what}, date")
        self.time.setAccessibleName(f"{what}, time, 24 hours")

    def get_moment(self, time_zone: str) -> datetime | None:
        """Return the instant in UTC, None if both parts are empty.

        Raises:
            ValueError: with a sentence, if date or time cannot be read.
        """
        if self._shown and self._shown[1] == self._typed(time_zone):
            return self._shown[0]
        if not self.day.editor.text().strip() and not self.time.text().strip():
            return None
        day = self.day.get_date()
        if day is None:
            raise ValueError("The date is missing.")
        return parse_moment(day, self.time.text(), time_zone)

    def show_moment(self, moment: datetime | None, time_zone: str) -> None:
        """Show an instant as the clinic's date and time, or leave both empty."""
        if moment is None:
            self.day.editor.clear()
            self.time.clear()
            self._shown = None
            return
        self.day.show_date(local_date(moment, time_zone))
        self.time.setText(format_clock_time(moment, time_zone))
        self._shown = (moment.astimezone(UTC), self._typed(time_zone))

    def _typed(self, time_zone: str) -> tuple[str, str, str]:
        return self.day.editor.text(), self.time.text(), time_zone
