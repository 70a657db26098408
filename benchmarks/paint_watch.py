"""Tell when a widget has been painted, the same way for the floor and the program."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from trialtracker.overriding import override


class PaintWatch(QObject):
    """Calls back once, after the first paint for which the condition holds."""

    def __init__(self, widget: QWidget, then: Callable[[], None], when: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._then = then
        self._when = when
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._when():
            self._widget.removeEventFilter(self)
            # The filter comes before the painting; the timer comes after it.
            QTimer.singleShot(0, self._then)
        return False
