"""What hand and keyboard do on the chart: read it, zoom, pan, go to an entry.

The plain wheel scrolls the page, as it does everywhere else; with Ctrl, or over the time axis, it
zooms about the pointer, and with Shift it pans, as in maps and in viewers of long recordings.
"""

from datetime import timedelta

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from trialtracker.clinical.series import ChartSeries
from trialtracker.overriding import override
from trialtracker.ui.chart_moves import Window, pan, zoom
from trialtracker.ui.chart_surface import AXIS_HEIGHT, ChartSurface
from trialtracker.ui.theme import Colours

__all__ = ["AXIS_HEIGHT", "ChartCanvas"]

FAR = 1_000_000_000
KEY_ZOOM, NOTCH_ZOOM = 1.5, 1.2
NOTCH = 120
"""Qt's measure of one step of a wheel."""

KEY_PAN, NOTCH_PAN = 0.25, 0.1
"""In shares of what is shown."""

_PAIN = "pain"

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -FAR,
    Qt.Key.Key_End: FAR,
}
_ZOOMS = {
    Qt.Key.Key_Plus: 1 / KEY_ZOOM,
    Qt.Key.Key_Equal: 1 / KEY_ZOOM,
    Qt.Key.Key_Minus: KEY_ZOOM,
    Qt.Key.Key_Underscore: KEY_ZOOM,
}
_PANS = {Qt.Key.Key_Left: -KEY_PAN, Qt.Key.Key_Right: KEY_PAN}
_PAGES = {Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_PageDown: 1.0}
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ChartCanvas(ChartSurface):
    """A surface that says what is read on it, and moves its own window."""

    hovered = Signal(object)  # datetime, or None beside the panels
    stepped = Signal(int)  # reading moments to go, negative to the left
    moved = Signal(bool)  # the window; by a key
    whole_wanted = Signal()
    entry_wanted = Signal()

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(colours, parent)
        self._pressed: tuple[QPointF, Window] | None = None
        self._is_dragging = False

    @override
    def show_series(self, series: ChartSeries) -> None:
        self._let_go()
        super().show_series(series)

    # The hand

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sideways = delta.x() or (delta.y() if is_shift else 0)
        if is_ctrl or (delta.y() and not is_shift and self._is_on_axis(event.position())):
            self._zoom(NOTCH_ZOOM ** (-delta.y() / NOTCH), event.position().x())
        elif sideways and self._can_pan():
            self._pan(-sideways / NOTCH * NOTCH_PAN)
        else:
            event.ignore()  # the page scrolls

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        window = self.get_window()
        if event.button() == Qt.MouseButton.LeftButton and window is not None:
            self._pressed = (event.position(), window)
            self._hover(event.position())
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            self._show_hand()
            return
        at, window = self._pressed
        by = at.x() - event.position().x()
        if not self._is_dragging and (
            abs(by) < QApplication.startDragDistance() or not self._can_pan()
        ):
            return
        self._is_dragging = True
        self._show_hand()
        self._drag(window, by)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        self._show_hand()
        super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._hover(event.position())
            self.entry_wanted.emit()

    # The keyboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _PANS:
            self._pan(_PANS[key], by_key=True)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ZOOMS:
            self._zoom(_ZOOMS[key], None)
        elif key == Qt.Key.Key_0:
            self.whole_wanted.emit()
        elif key in _PAGES and self._can_pan():
            self._pan(_PAGES[key], by_key=True)
        elif key in _ENTERS:
            self.entry_wanted.emit()
        else:
            super().keyPressEvent(event)

    # The window

    def _zoom(self, factor: float, column: float | None) -> None:
        """Zoom about a column; None is the focus line, or the middle while it is out of view."""
        window, chart, whole = self.get_window(), self.chart, self._get_whole()
        if window is None or chart is None or whole is None:
            return
        anchor = self._focused_at if column is None else chart.get_time_at(column)
        if anchor is None or not window[0] <= anchor <= window[1]:
            anchor = window[0] + (window[1] - window[0]) / 2
        self._move(zoom(window, whole, factor, anchor), by_key=column is None)

    def _pan(self, shares: float, *, by_key: bool = False) -> None:
        window, whole = self.get_window(), self._get_whole()
        if window is not None and whole is not None:
            self._move(pan(window, whole, (window[1] - window[0]) * shares), by_key=by_key)

    def _drag(self, window: Window, by_px: float) -> None:
        """Move the window of the moment of pressing by what the hand has moved since."""
        whole = self._get_whole()
        if whole is not None and self.chart is not None:
            width = self.chart.get_pen(_PAIN).box.width
            by: timedelta = (window[1] - window[0]) * (by_px / width)
            self._move(pan(window, whole, by), by_key=False)

    def _move(self, window: Window, *, by_key: bool) -> None:
        if window == self._get_whole():
            self.whole_wanted.emit()
        elif window != self.get_window():
            self.show_window(window)
            self.moved.emit(by_key)

    def _get_whole(self) -> Window | None:
        return None if self._series is None else (self._series.start, self._series.end)

    def _can_pan(self) -> bool:
        window, whole = self.get_window(), self._get_whole()
        if window is None or whole is None:
            return False
        return window[1] - window[0] < whole[1] - whole[0]

    def _hover(self, place: QPointF) -> None:
        if self.chart is not None:
            self.hovered.emit(self.chart.get_time_at(place.x()))

    def _let_go(self) -> None:
        self._pressed = None
        self._is_dragging = False

    def _show_hand(self) -> None:
        """Show that what is seen can be pulled, or that it is being pulled."""
        shapes = Qt.CursorShape
        can_pan = shapes.OpenHandCursor if self._can_pan() else shapes.ArrowCursor
        shape = shapes.ClosedHandCursor if self._is_dragging else can_pan
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _is_on_axis(self, place: QPointF) -> bool:
        return place.y() > self.visibleRegion().boundingRect().bottom() - AXIS_HEIGHT
