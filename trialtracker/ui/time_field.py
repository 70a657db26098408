"""The time observed: now until it is edited, then what was typed, with what it means beside it."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from trialtracker.clinical.time import Clock, format_moment
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_state import OBSERVED_AT
from trialtracker.ui.record_when import WHEN_HELP, format_when, is_late, parse_when

_REFRESH_MS = 10_000
_PASSING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class TimeEdit(QLineEdit):
    """A line edit that tells of Enter and of the focus, and leaves Ctrl+Z to the form."""

    entered = Signal()
    left = Signal()
    enter_pressed = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            letter = event.keyCombination().key()
            modifiers = event.keyCombination().keyboardModifiers()
            if modifiers & Qt.KeyboardModifier.ControlModifier and letter in {
                Qt.Key.Key_Z,
                Qt.Key.Key_Y,
            }:
                event.ignore()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _PASSING:
            self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()


class TimeField(QWidget):
    """Reads the text as at the moment it was typed, so that a draft keeps its meaning."""

    changed = Signal(str)
    entered = Signal(str)
    left = Signal(str)
    enter_pressed = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = OBSERVED_AT
        self._clock = clock
        self._trial: Trial | None = None
        self._last_at: datetime | None = None
        self._recorded_at: datetime | None = None
        self._typed_at: datetime | None = None
        self.edit = TimeEdit(self)
        self.label = plain_label("W&hen", "sectionTitle", self)
        self._meaning = plain_label("", "secondary", self)
        self._late = plain_label("late entry", "lateMark", self)
        self._grid = QGridLayout(self)
        self._messages = FieldMessages(self._grid, 0, self)
        self._refresh_timer = QTimer(self, interval=_REFRESH_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.label.setBuddy(self.edit)
        self.edit.setObjectName("when")
        self.edit.setAccessibleName("When: time observed")
        self.edit.setFixedWidth(168)
        self.edit.setToolTip(WHEN_HELP)
        self._late.hide()
        line = QHBoxLayout()
        line.setSpacing(10)
        self._meaning.setWordWrap(True)
        for widget in (self.label, self.edit, self._late):
            line.addWidget(widget)
        line.addWidget(self._meaning, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.addLayout(line, 0, 0)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self._refresh)
        self.edit.textEdited.connect(self._take_text)
        self.edit.entered.connect(lambda: self.entered.emit(self.key))
        self.edit.left.connect(self._leave)
        self.edit.enter_pressed.connect(lambda: self.enter_pressed.emit(self.key))

    def show_trial(self, trial: Trial, last_at: datetime | None) -> None:
        """Show the time against a trial; last_at is when the entry before was observed."""
        self._trial, self._last_at = trial, last_at
        self._refresh()

    def show_recorded(self, recorded_at: datetime | None) -> None:
        """Take the exact time of the entry being amended in place of now."""
        self._recorded_at = recorded_at
        self._refresh()

    def show_typed(self, text: str, typed_at: datetime | None) -> None:
        """Show what was typed before, read as at the moment it was typed."""
        self.edit.setText(text)
        self._typed_at = typed_at
        self._refresh()
        self.show_problem(self._get_problem())

    def get_typed(self) -> tuple[str, datetime | None]:
        """Return the text and the moment it was typed; no text means now."""
        text = self.edit.text().strip()
        return text, self._typed_at if text else None

    def get_moment(self, now: datetime) -> datetime:
        """Return the time observed.

        Raises:
            ValueError: with a sentence, if the text names no single past moment.
        """
        text, typed_at = self.get_typed()
        if not text:
            return self._recorded_at or parse_when("", now, self._get_zone())
        return parse_when(text, typed_at or now, self._get_zone())

    def show_problem(self, sentence: str) -> None:
        """Show why the time is refused; empty takes the sentence away."""
        self._messages.show_problem(sentence)
        self._mark("problem", bool(sentence))

    def show_doubt(self, sentence: str) -> None:
        """Show why the time is doubtful; empty takes the sentence away."""
        self._messages.show_doubt(sentence)
        self._mark("doubt", bool(sentence))

    def has_problem(self) -> bool:
        """Tell whether a refusal stands at the field."""
        return bool(self._messages.get_problem())

    def has_doubt(self) -> bool:
        """Tell whether a question stands at the field."""
        return bool(self._messages.get_doubt())

    def take_focus(self) -> None:
        """Put the focus on the text."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def get_label(self) -> str:
        """Return the words of the field."""
        return "When"

    def get_meaning(self) -> str:
        """Return the words beside the field."""
        return self._meaning.text()

    def is_marked_late(self) -> bool:
        """Tell whether the late mark is shown."""
        return not self._late.isHidden()

    def _get_zone(self) -> str:
        return self._trial.details.time_zone if self._trial is not None else "UTC"

    def _mark(self, name: str, on: bool) -> None:
        if bool(self.edit.property(name)) != on:
            self.edit.setProperty(name, on)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
        self._describe()

    def _take_text(self) -> None:
        self._typed_at = self._clock()
        self.show_problem("")
        self.show_doubt("")
        self._refresh()
        self.changed.emit(self.key)

    def _leave(self) -> None:
        self.show_problem(self._get_problem())
        self.left.emit(self.key)

    def _get_problem(self) -> str:
        try:
            self.get_moment(self._clock())
        except ValueError as error:
            return str(error)
        return ""

    def _refresh(self) -> None:
        recorded = self._recorded_at
        self.edit.setPlaceholderText(
            "now" if recorded is None else format_moment(recorded, self._get_zone())
        )
        if self._trial is None:
            return
        now = self._clock()
        try:
            moment = self.get_moment(now)
        except ValueError:
            self._meaning.setText(WHEN_HELP)
            self._late.hide()
        else:
            self._meaning.setText(format_when(moment, self._trial, self._last_at))
            self._late.setVisible(recorded is None and is_late(moment, now))
        self._describe()

    def _describe(self) -> None:
        late = "late entry" if self.is_marked_late() else ""
        parts = (
            self._meaning.text(),
            late,
            self._messages.get_problem(),
            self._messages.get_doubt(),
        )
        self.edit.setAccessibleDescription("; ".join(part for part in parts if part))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._refresh_timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh_timer.stop()
