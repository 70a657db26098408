"""The chart of one trial: a single lasting figure, redrawn over a cached background."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from matplotlib.axes import Axes  # noqa: TID253
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: TID253
from matplotlib.colors import to_rgba  # noqa: TID253
from matplotlib.figure import Figure  # noqa: TID253

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.drawn_panel import DrawnPanel
from trialtracker.charts.layout import Box, get_boxes, get_least_height, get_left_px, get_strips
from trialtracker.charts.panels import PANELS, Panel
from trialtracker.charts.pen import SECONDS_A_DAY, Pen, to_x
from trialtracker.charts.stamp import Pixels
from trialtracker.charts.time_window import TimeWindow, make_free_window, make_range_window
from trialtracker.clinical.series import ChartRange, ChartSeries
from trialtracker.clinical.vital_series import ValueScale

POINTS_PER_INCH = 72


class TrialChart:
    """Draws one trial after another on the same figure and axes.

    Sizes are logical pixels (one point at scale 1); scale is the screen's device pixel ratio.
    """

    def __init__(self, colours: ChartColours) -> None:
        self.figure = Figure(figsize=(8, 6), dpi=POINTS_PER_INCH, facecolor=colours.ground)
        self._canvas = FigureCanvasAgg(self.figure)
        self._colours = colours
        self._drawn: dict[str, DrawnPanel] = {}
        self._size, self._scale = (576.0, 432.0), 1.0
        self._boxes: Mapping[str, Box] = {}
        self._scales: Mapping[str, ValueScale] = {}
        self._series: ChartSeries | None = None
        self._panels: Sequence[Panel] = PANELS
        self._window = TimeWindow()
        self._focused_at: datetime | None = None
        self._background = self._get_pixels()
        self._under_focus: tuple[slice, Pixels] | None = None

    @property
    def axes(self) -> Mapping[str, Axes]:
        """Return the axes by panel key: of every panel that was ever needed, now hidden or not."""
        return {key: drawn.axes for key, drawn in self._drawn.items()}

    def get_pen(self, key: str) -> Pen:
        """Return the pen of a panel, which knows what is drawn on it."""
        return self._get_panel(key).pen

    def get_least_height(self) -> float:
        """Return the height in logical pixels below which this trial cannot be read."""
        if self._series is None:
            return 0.0
        return get_least_height(panel.get_height(self._series) for panel in self._panels)

    def show(self, series: ChartSeries) -> None:
        """Draw a trial without a focus line; the window is as long and has its latest part.

        A window that was moved stays while nothing newer has been read.
        """
        self._window = self._window.follow(self._series, series)
        self._series = series
        self._focused_at = None
        self._draw()

    def resize(self, width: float, height: float, scale: float) -> None:
        """Fit a size in logical pixels on a screen with that many dots per pixel."""
        self._size, self._scale = (width, height), scale
        self.figure.set_dpi(POINTS_PER_INCH * scale)
        self.figure.set_size_inches(width / POINTS_PER_INCH, height / POINTS_PER_INCH)
        self._boxes = {}
        self._draw()

    def set_range(self, chosen: ChartRange) -> None:
        """Show the latest 24 h or 72 h, or the whole trial; only the time axis changes."""
        self._move_to(make_range_window(chosen))

    def show_window(self, start: datetime, end: datetime) -> None:
        """Show any part of the trial, of an hour at least; what lies beyond it is not shown."""
        self._move_to(make_free_window(start, end))

    def get_window(self) -> tuple[datetime, datetime]:
        """Return from when to when the trial is shown."""
        if self._series is None:
            raise ValueError("no trial is shown")
        return self._window.get_ends(self._series)

    def choose_panels(self, keys: frozenset[str] | None) -> None:
        """Show the panels of these keys below that of pain, which always stands; None is all."""
        panels = tuple(p for p in PANELS if keys is None or p is PANELS[0] or p.key in keys)
        if panels != self._panels:
            self._panels = panels
            self._draw()

    def focus_line(self, at: datetime | None) -> None:
        """Draw a line at a moment through every panel, shifting the window to it if need be."""
        self._focused_at = at
        window = self._window
        if self._series is not None and at is not None:
            window = self._window.show_moment(self._series, at)
        if not self._move_to(window):
            self._lift_focus()
            self._lay_focus()

    def _move_to(self, window: TimeWindow) -> bool:
        """Show another part of the trial; return False if it is the one that is shown."""
        if window == self._window:
            return False
        self._window = window
        self._draw()
        return True

    def get_time_at(self, x_px: float) -> datetime | None:
        """Return the instant at a logical pixel column, None beside the panels."""
        box = next(iter(self._boxes.values()), None)
        if self._series is None or box is None or not box.left - 6 <= x_px <= box.right + 6:
            return None
        low, high = self._get_limits(self._series)
        days = low + (x_px - box.left) / box.width * (high - low)
        return datetime.fromtimestamp(days * SECONDS_A_DAY, UTC)

    def get_image(self) -> tuple[memoryview, int, int]:
        """Return the drawn pixels, width, height: four bytes each, in the order of the colours."""
        height, width, _ = self._get_pixels().shape
        return memoryview(self._canvas.get_renderer().buffer_rgba()), width, height

    def _get_pixels(self) -> Pixels:
        return np.asarray(self._canvas.get_renderer().buffer_rgba())

    def _get_limits(self, series: ChartSeries) -> tuple[float, float]:
        start, end = self._window.get_ends(series)
        return to_x(start), to_x(end)

    def _get_panel(self, key: str) -> DrawnPanel:
        """Make what a panel needs when its first trial comes: most trials need few panels."""
        if key not in self._drawn:
            first = next(iter(self._drawn.values()), None)
            (panel,) = (panel for panel in PANELS if panel.key == key)
            axes = None if first is None else first.axes
            self._drawn[key] = DrawnPanel(self.figure, self._colours, panel, axes)
        return self._drawn[key]

    def _draw(self) -> None:
        """Draw what differs from what stands there, panel by panel."""
        if self._series is None:
            return
        is_moved = self._place_panels(self._series)
        first, limits = self._drawn[PANELS[0].key].axes, self._get_limits(self._series)
        if first.get_xlim() != limits:
            first.set_xlim(*limits)  # the others share it
        lowest, series = list(self._boxes)[-1], self._series
        self._lift_focus()
        for key in self._boxes:
            drawn = self._drawn[key]
            if drawn.draw(series, limits, is_lowest=key == lowest) or is_moved:
                drawn.paint(self._canvas.get_renderer(), self._get_pixels(), self._background)
        self._lay_focus()

    def _place_panels(self, series: ChartSeries) -> bool:
        """Move the panels and paint the background; return False if they stand as they should."""
        wanted = {panel.key: panel.get_height(series) for panel in self._panels}
        boxes = get_boxes(self._size, get_left_px(self._size[0]), wanted)
        scales = {
            panel.key: panel.get_scale(series) for panel in self._panels if panel.key in boxes
        }
        if (boxes, scales) == (self._boxes, self._scales):
            return False
        self._boxes, self._scales = boxes, scales
        self._under_focus = None
        strips = get_strips(boxes, self._size, self._scale)
        for key, box in boxes.items():
            drawn = self._get_panel(key)
            drawn.place(box, strips[key], self._scale, self._size, scales[key])
        for key, drawn in self._drawn.items():
            drawn.axes.set_visible(key in boxes)
        pixels, renderer = self._get_pixels(), self._canvas.get_renderer()
        pixels[:] = [round(255 * part) for part in to_rgba(self._colours.ground)]
        for key in boxes:
            self._drawn[key].paint_frame(renderer)
        self._background = pixels.copy()
        return True

    def _lift_focus(self) -> None:
        """Take the focus line away: what it covers is kept."""
        if self._under_focus is not None:
            columns, pixels = self._under_focus
            self._get_pixels()[:, columns] = pixels
            self._under_focus = None

    def _lay_focus(self) -> None:
        """Paint the focus line, if there is one, over the picture."""
        if self._focused_at is None or not self._boxes:
            return
        x = to_x(self._focused_at)
        column = int(self._drawn[PANELS[0].key].pen.x_px(x) * self._scale)
        reach = int(3 * self._scale)
        columns = slice(max(0, column - reach), max(0, column + reach + 1))
        self._under_focus = columns, self._get_pixels()[:, columns].copy()
        for key in self._boxes:
            self._drawn[key].paint_focus(self._canvas.get_renderer(), x)
