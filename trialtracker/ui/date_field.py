"""A date as it is typed, picked from a calendar, set to today or said to be not known."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.time import format_date
from trialtracker.ui.date_text import parse_date

NOT_KNOWN: Final = "Not known"
_UNKNOWN_WORDS = {"not known", "unknown", "u"}


class DateField(QWidget):
    """A date that reads 05-Mar-2026, 2026-03-05, today or -2d, whatever the machine's region.

    today is asked each time it is needed. Without unknown_allowed an empty field is a problem.
    """

    changed = Signal()
    problem_found = Signal(str)

    def __init__(self, today: Callable[[], date], *, unknown_allowed: bool = False) -> None:
        super().__init__()
        self._today = today
        self._unknown_allowed = unknown_allowed
        self.editor = QLineEdit()
        self.editor.setPlaceholderText("05-Mar-2026")
        self.editor.textChanged.connect(self.changed)
        self.editor.editingFinished.connect(self._tidy)
        self.calendar_button = _small_button("Calendar", "Pick the date from a calendar")
        self.calendar_button.clicked.connect(self._open_calendar)
        word = NOT_KNOWN if unknown_allowed else "Today"
        self.word_button = _small_button(word, f"Set the date to {word.lower()}")
        self.word_button.clicked.connect(self._set_word)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.editor, 1)
        row.addWidget(self.calendar_button)
        row.addWidget(self.word_button)
        self.setFocusProxy(self.editor)

    def get_date(self) -> date | None:
        """Return the date, None where it is said to be not known.

        Raises:
            ValueError: with a sentence, if what is typed is not a date.
        """
        typed = " ".join(self.editor.text().split())
        if self._unknown_allowed and typed.casefold() in _UNKNOWN_WORDS:
            return None
        try:
            return parse_date(typed, self._today())
        except ValueError as refusal:
            if not self._unknown_allowed:
                raise
            raise ValueError(f"{refusal} Or write {NOT_KNOWN}.") from refusal

    def show_date(self, day: date | None) -> None:
        """Show a date, or that it is not known."""
        self.editor.setText(NOT_KNOWN if day is None else format_date(day))

    def _tidy(self) -> None:
        """Write the date as every screen shows it, or say why it cannot be read."""
        if not self.editor.text().strip():
            return
        try:
            self.show_date(self.get_date())
        except ValueError as refusal:
            self.problem_found.emit(str(refusal))

    def _set_word(self) -> None:
        self.show_date(None if self._unknown_allowed else self._today())
        self.editor.setFocus()

    def _open_calendar(self) -> None:
        popup = CalendarPopup(self, self._shown_or_today())
        popup.picked.connect(self._take)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        popup.calendar.setFocus()

    def _shown_or_today(self) -> date:
        try:
            return self.get_date() or self._today()
        except ValueError:
            return self._today()

    def _take(self, day: date) -> None:
        self.show_date(day)
        self.editor.setFocus()


class CalendarPopup(QFrame):
    """A month to pick a day from, in English and from Monday on every machine."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, QTextCharFormat())
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.calendar)

    def _pick(self, day: QDate) -> None:
        self.calendar.blockSignals(True)
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


def _small_button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("small", True)
    button.setAutoDefault(False)
    button.setAccessibleName(name)
    return button
