"""The surface that a trial chart is painted on; matplotlib is loaded at its first painting."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from trialtracker.clinical.series import ChartRange, ChartSeries
from trialtracker.overriding import override
from trialtracker.ui.chart_moves import Window
from trialtracker.ui.theme import Colours, grade_colours

if TYPE_CHECKING:
    from trialtracker.charts.colours import ChartColours
    from trialtracker.charts.trial_chart import TrialChart

LEAST_HEIGHT = 260
AXIS_HEIGHT = 46
"""As high as the margin under the lowest panel (charts.layout.BOTTOM_PX)."""
LEAST_WITH_AXIS = 3 * AXIS_HEIGHT
"""Where less is seen the lines have all of it: the read-out above names the day."""


class ChartSurface(QWidget):
    """Paints the picture that charts.TrialChart draws, without matplotlib's own window code."""

    _height_needed = Signal(int)

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._chart: TrialChart | None = None
        self._series: ChartSeries | None = None
        self._range = ChartRange.WHOLE
        self._window: Window | None = None  # asked for by its ends
        self._is_window_due = False
        self._hidden: frozenset[str] = frozenset()
        self._focused_at: datetime | None = None
        self._drawn_size: tuple[int, int, float] | None = None
        # Only after the painting in which it is found out: a widget must not resize itself there.
        queued = Qt.ConnectionType.QueuedConnection
        self._height_needed.connect(self.setMinimumHeight, queued)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def chart(self) -> TrialChart | None:
        """Return the chart, None until something was painted."""
        return self._chart

    def show_series(self, series: ChartSeries) -> None:
        """Draw a trial."""
        self._series = series
        self._focused_at = None
        self._is_window_due = False
        if self._chart is not None:
            self._chart.show(series)
            self._ask_for_height(self._chart)
        self.update()

    def set_range(self, chosen: ChartRange) -> None:
        """Show more or less of the trial."""
        self._range, self._window, self._is_window_due = chosen, None, False
        if self._chart is not None:
            self._chart.set_range(chosen)
        self.update()

    def show_window(self, window: Window) -> None:
        """Show a part of the trial, from the next painting on: the hand is faster than the eye."""
        self._window, self._is_window_due = window, True
        self.update()

    def get_window(self) -> Window | None:
        """Return from when to when the trial is shown, None before it was painted."""
        if self._series is None or self._chart is None:
            return None
        if self._window is not None and self._is_window_due:
            return self._window
        return self._chart.get_window()

    def hide_panels(self, hidden: frozenset[str]) -> None:
        """Show all panels but those of these choices."""
        self._hidden = hidden
        if self._chart is not None:
            self._chart.choose_panels(to_panel_keys(hidden))
            if self._series is not None:
                self._ask_for_height(self._chart)
        self.update()

    def focus_line(self, at: datetime | None) -> None:
        """Move the focus line, None takes it away."""
        self._focused_at = at
        if self._chart is not None:
            self._chart.focus_line(at)
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Draw in other colours from now on."""
        if colours != self._colours:
            self._colours = colours
            self._is_window_due = self._window is not None
            self._chart = None
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(760, 480)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(440, LEAST_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._series is None:
            painter.fillRect(self.rect(), QColor(self._colours.card))
            return
        chart = self._get_fitted_chart(self._series)
        pixels, width, height = chart.get_image()
        image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGB32)
        painter.drawImage(self.rect(), image)
        seen = self.visibleRegion().boundingRect()
        if seen.bottom() < self.rect().bottom() and seen.height() >= LEAST_WITH_AXIS:
            self._draw_axis(painter, image, seen)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colours.focus), 2))
            painter.drawRect(seen.adjusted(1, 1, -1, -1))

    def _draw_axis(self, painter: QPainter, image: QImage, seen: QRect) -> None:
        """Draw the axis of days again at the lower edge of what is seen of a long chart."""
        scale = image.height() / max(1, self.height())
        strip = round(AXIS_HEIGHT * scale)
        source = QRect(0, image.height() - strip, image.width(), strip)
        target = QRect(0, seen.bottom() + 1 - AXIS_HEIGHT, self.width(), AXIS_HEIGHT)
        painter.drawImage(target, image, source)
        painter.setPen(QColor(self._colours.border))
        painter.drawLine(target.topLeft(), target.topRight())

    def _get_fitted_chart(self, series: ChartSeries) -> TrialChart:
        """Return the chart at the widget's size; the first call makes it."""
        size = (self.width(), self.height(), self.devicePixelRatioF())
        if self._chart is None:
            self._chart = _make_chart(self._colours)
            self._chart.resize(*size)
            self._chart.set_range(self._range)
            self._chart.choose_panels(to_panel_keys(self._hidden))
            self._chart.show(series)
            self._chart.focus_line(self._focused_at)
            self._ask_for_height(self._chart)
        elif size != self._drawn_size:
            self._chart.resize(*size)
        self._drawn_size = size
        if self._window is not None and self._is_window_due:
            self._is_window_due = False
            self._chart.show_window(*self._window)
        return self._chart

    def _ask_for_height(self, chart: TrialChart) -> None:
        """Ask for what the trial's panels need: many of them scroll, none shrinks away."""
        self._height_needed.emit(max(LEAST_HEIGHT, int(chart.get_least_height())))


def to_chart_colours(colours: Colours) -> ChartColours:
    """Return the theme's colours by their use in a chart."""
    from trialtracker.charts.colours import ChartColours  # off the start-up path

    return ChartColours(
        ground=colours.card,
        ink=colours.ink,
        secondary=colours.secondary,
        grid=colours.grid,
        axis=colours.field_border,
        baseline_area=f"{colours.secondary}1A",
        rest=colours.rest,
        movement=colours.movement,
        worst=colours.worst,
        least=colours.least,
        average=colours.average,
        marker_edge="#1B222B",
        threshold=colours.success,
        dose=colours.dose,
        dose_area=f"{colours.dose}22",
        vital=colours.average,
        limit=colours.warning,
        bar=colours.field_border,
        grades=tuple(grade_colours(colours, grade) for grade in range(1, 6)),
    )


def to_panel_keys(hidden: frozenset[str]) -> frozenset[str] | None:
    """Return the panels of every choice that is not hidden, None for all."""
    if not hidden:
        return None
    from trialtracker.charts.panels import PANEL_CHOICES  # loads matplotlib

    shown = (choice.panels for choice in PANEL_CHOICES if choice.key not in hidden)
    return frozenset(key for panels in shown for key in panels)


def _make_chart(colours: Colours) -> TrialChart:
    from trialtracker.charts.colours import swap_red_and_blue
    from trialtracker.charts.trial_chart import TrialChart  # loads matplotlib

    # A screen wants blue first: turning each dot round took as long as drawing the lines.
    return TrialChart(swap_red_and_blue(to_chart_colours(colours)))
