"""The chart of one trial: a single lasting figure, redrawn over a cached background."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain

import numpy as np
from matplotlib.axes import Axes  # noqa: TID253
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: TID253
from matplotlib.figure import Figure  # noqa: TID253
from matplotlib.lines import Line2D  # noqa: TID253

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.day_axis import draw_day_axis
from trialtracker.charts.frame import draw_frame, draw_title, make_axes
from trialtracker.charts.layout import Box, get_boxes, get_least_height, get_left_px
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
        self._axes: dict[str, Axes] = {}
        self._frames: dict[str, Pen] = {}
        self._pens: dict[str, Pen] = {}
        self._focus: dict[str, Line2D] = {}
        self._size = (576.0, 432.0)
        self._boxes: Mapping[str, Box] = {}
        self._scales: Mapping[str, ValueScale] = {}
        self._series: ChartSeries | None = None
        self._panels: Sequence[Panel] = PANELS
        self._window = TimeWindow()
        self._focused_at: datetime | None = None
        self._background = self._get_pixels()
        self._picture: Pixels | None = None

    @property
    def axes(self) -> Mapping[str, Axes]:
        """Return the axes by panel key: of every panel that was ever needed, now hidden or not."""
        return self._axes

    def get_pen(self, key: str) -> Pen:
        """Return the pen of a panel, which knows what is drawn on it."""
        if key not in self._pens:
            self._make_panel(key)
        return self._pens[key]

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
        self._size = (width, height)
        self.figure.set_dpi(POINTS_PER_INCH * scale)
        self.figure.set_size_inches(width / POINTS_PER_INCH, height / POINTS_PER_INCH)
        self._boxes = {}
        self._draw()

    def set_range(self, chosen: ChartRange) -> None:
        """Show the latest 24 h or 72 h, or the whole trial; only the time axis changes."""
        self._window = make_range_window(chosen)
        self._draw()

    def show_window(self, start: datetime, end: datetime) -> None:
        """Show any part of the trial, of an hour at least; what lies beyond it is not shown."""
        self._window = make_free_window(start, end)
        self._draw()

    def get_window(self) -> tuple[datetime, datetime]:
        """Return from when to when the trial is shown."""
        if self._series is None:
            raise ValueError("no trial is shown")
        return self._window.get_ends(self._series)

    def choose_panels(self, keys: frozenset[str] | None) -> None:
        """Show the panels of these keys below that of pain, which always stands; None is all."""
        self._panels = tuple(p for p in PANELS if keys is None or p is PANELS[0] or p.key in keys)
        self._draw()

    def focus_line(self, at: datetime | None) -> None:
        """Draw a line at a moment through every panel, shifting the window to it if need be."""
        self._focused_at = at
        window = self._window
        if self._series is not None and at is not None:
            window = self._window.show_moment(self._series, at)
        if window != self._window:
            self._window = window
            self._draw()
        else:
            self._draw_focus()

    def get_time_at(self, x_px: float) -> datetime | None:
        """Return the instant at a logical pixel column, None beside the panels."""
        box = next(iter(self._boxes.values()), None)
        if self._series is None or box is None or not box.left - 6 <= x_px <= box.right + 6:
            return None
        low, high = self._get_limits(self._series)
        days = low + (x_px - box.left) / box.width * (high - low)
        return datetime.fromtimestamp(days * SECONDS_A_DAY, UTC)

    def get_image(self) -> tuple[memoryview, int, int]:
        """Return the drawn pixels, four bytes each (red, green, blue, unused), width, height."""
        height, width, _ = self._get_pixels().shape
        return memoryview(self._canvas.get_renderer().buffer_rgba()), width, height

    def _get_pixels(self) -> Pixels:
        return np.asarray(self._canvas.get_renderer().buffer_rgba())

    def _get_limits(self, series: ChartSeries) -> tuple[float, float]:
        start, end = self._window.get_ends(series)
        return to_x(start), to_x(end)

    def _make_panel(self, key: str) -> None:
        """Make what a panel needs when its first trial comes: most trials need few panels."""
        first = next(iter(self._axes.values()), None)
        axes = make_axes(self.figure, self._colours, key, first)
        self._axes[key] = axes
        self._frames[key] = Pen(axes, self._colours, is_animated=False)
        self._pens[key] = Pen(axes, self._colours)
        self._focus[key] = _make_focus_line(axes, self._colours)

    def _draw(self) -> None:
        if self._series is None:
            return
        self._place_panels(self._series)
        first, limits = self._axes[PANELS[0].key], self._get_limits(self._series)
        if first.get_xlim() != limits:
            first.set_xlim(*limits)  # the others share it
        lowest = list(self._boxes)[-1]
        for panel in (panel for panel in self._panels if panel.key in self._boxes):
            pen = self._pens[panel.key]
            pen.begin()
            pen.box = self._boxes[panel.key]
            panel.draw(pen, self._series)
            draw_title(pen, panel, self._series)
            if panel.key == lowest:
                draw_day_axis(pen, self._series)
            pen.finish()
        self._blit()

    def _place_panels(self, series: ChartSeries) -> None:
        """Move the panels and redraw the background, unless they stand already as they should."""
        wanted = {panel.key: panel.get_height(series) for panel in self._panels}
        boxes = get_boxes(self._size, get_left_px(self._size[0]), wanted)
        scales = {
            panel.key: panel.get_scale(series) for panel in self._panels if panel.key in boxes
        }
        if (boxes, scales) == (self._boxes, self._scales):
            return
        self._boxes, self._scales = boxes, scales
        for key, box in boxes.items():
            self.get_pen(key).set_y_limits(scales[key].low, scales[key].high)
            draw_frame(self._frames[key], scales[key], box, self._size)
        for key, axes in self._axes.items():
            axes.set_visible(key in boxes)
        self._canvas.draw()
        self._background = self._get_pixels().copy()

    def _blit(self) -> None:
        """Copy the background and draw what belongs to this trial over it."""
        pixels, renderer = self._get_pixels(), self._canvas.get_renderer()
        pixels[:] = self._background
        for artist in chain.from_iterable(self._pens[key].drawn for key in self._boxes):
            artist.draw(renderer)
        self._picture = None
        self._draw_focus()

    def _draw_focus(self) -> None:
        """Draw the focus line over the picture, which is kept from the first line on."""
        if self._picture is not None:
            self._get_pixels()[:] = self._picture
        if self._focused_at is None:
            return
        if self._picture is None:
            self._picture = self._get_pixels().copy()
        renderer = self._canvas.get_renderer()
        for key in self._boxes:
            line = self._focus[key]
            line.set_xdata([to_x(self._focused_at)] * 2)
            line.draw(renderer)


def _make_focus_line(axes: Axes, colours: ChartColours) -> Line2D:
    line = axes.axvline(0, color=colours.ink, linewidth=1.2)
    line.set_animated(True)
    line.set_gid("focus")
    return line
