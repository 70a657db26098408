"""The card beside the form that says what the typed entry would change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trialtracker.overriding import override
from trialtracker.ui.after_entry import Outlook
from trialtracker.ui.finding_words import SHAPE_OF_PRIORITY
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.shape_icon import SHAPE_OF_VERDICT, ShapeIcon
from trialtracker.ui.styling import set_style_property

_QUIET, _LOUD = (0, 2, 0, 2), (8, 5, 8, 5)
NOTHING_TYPED = "Type a score to see what this entry would change. Nothing is saved by it."


class AfterEntryCard(QFrame):
    """Relief and verdict as they would be; loud where the verdict changes or harm is found."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.relief = WrappedLabel("afterRelief")
        self.icon = ShapeIcon("afterIcon")
        self.change = WrappedLabel("afterChange")
        self.reason = WrappedLabel("secondary")
        self.alarm_icon = ShapeIcon("afterAlarmIcon")
        self.alarms = WrappedLabel("afterAlarm")
        self.left_out = WrappedLabel("secondary")
        self._verdict = QFrame()
        self._verdict.setObjectName("afterVerdict")
        self._row = QHBoxLayout(self._verdict)
        self._alarm = QFrame()
        self._alarm.setObjectName("afterAlarmFrame")
        self._lay_out()
        self.show_outlook(None)

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show what the entry would change; None while nothing is typed."""
        self._verdict.setVisible(outlook is not None)
        self.relief.show_text(NOTHING_TYPED if outlook is None else outlook.relief)
        for label, text in (
            (self.reason, outlook.reason if outlook else ""),
            (self.alarms, "\n".join(outlook.alarms) if outlook else ""),
            (self.left_out, outlook.left_out if outlook else ""),
        ):
            label.show_text(text)
            label.setVisible(bool(text))
        self._alarm.setVisible(bool(outlook and outlook.alarms))
        said = NOTHING_TYPED if outlook is None else outlook.text
        self.setAccessibleName(f"After this entry: {said}")
        if outlook is None:
            return
        self.change.show_text(outlook.change)
        self.icon.show_shape(SHAPE_OF_VERDICT[outlook.verdict])
        self.alarm_icon.show_shape(SHAPE_OF_PRIORITY[outlook.urgency])
        for widget in (self._alarm, self.alarm_icon, self.alarms):
            set_style_property(widget, "urgency", outlook.urgency.value)
        self._row.setContentsMargins(*(_LOUD if outlook.is_changed else _QUIET))
        for widget in (self._verdict, self.icon, self.change):
            set_style_property(widget, "verdict", outlook.verdict.value)
            set_style_property(widget, "loud", outlook.is_changed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _lay_out(self) -> None:
        alarm_row = QHBoxLayout(self._alarm)
        alarm_row.setContentsMargins(*_LOUD)
        for row, icon, words in (
            (self._row, self.icon, self.change),
            (alarm_row, self.alarm_icon, self.alarms),
        ):
            row.setSpacing(8)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        box.addWidget(plain_label("After this entry", "sectionTitle"))
        for widget in (self.relief, self._verdict, self.reason, self._alarm, self.left_out):
            box.addWidget(widget)
