"""One panel on the figure: its axes, its scale, and what of the trial stands on it."""

from matplotlib.artist import Artist  # noqa: TID253
from matplotlib.axes import Axes  # noqa: TID253
from matplotlib.backends.backend_agg import RendererAgg  # noqa: TID253
from matplotlib.figure import Figure  # noqa: TID253

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.day_axis import draw_day_axis
from trialtracker.charts.frame import draw_frame, draw_title, make_axes
from trialtracker.charts.layout import Box
from trialtracker.charts.panels import Panel
from trialtracker.charts.pen import Pen
from trialtracker.charts.stamp import Pixels
from trialtracker.charts.stroke import Stroke
from trialtracker.charts.watched import Watched, watch
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.vital_series import ValueScale


class DrawnPanel:
    """Draws a panel of one trial after another, in a strip of the figure that is its own."""

    def __init__(
        self, figure: Figure, colours: ChartColours, panel: Panel, first: Axes | None
    ) -> None:
        self.panel = panel
        self.axes = make_axes(figure, panel.key, first)
        self.pen = Pen(self.axes, colours)
        self._frame = Pen(self.axes, colours, is_animated=False)
        self._focus = Pen(self.axes, colours)
        self._rows = slice(0)
        self._watched: Watched | None = None
        self._drawn_for: object = None

    def place(
        self, box: Box, strip: Box, scale: float, size: tuple[float, float], values: ValueScale
    ) -> None:
        """Move to a box, and draw the scale of values there."""
        for pen in (self.pen, self._frame, self._focus):
            pen.place(box, strip, scale)
        self.pen.set_y_limits(values.low, values.high)
        draw_frame(self._frame, values, size)
        dots = int(size[1] * scale)
        self._rows = slice(dots - round(strip.top * scale), dots - round(strip.bottom * scale))
        self._watched = None

    def draw(self, series: ChartSeries, limits: tuple[float, float], *, is_lowest: bool) -> bool:
        """Draw a trial; return False if all of it stands there already."""
        is_same = self._drawn_for == (limits, is_lowest)
        if is_same and self._watched is not None and self._watched.holds_for(series):
            return False
        seen, self._watched = watch(series)
        self._drawn_for = limits, is_lowest
        pen = self.pen
        pen.begin()
        self.panel.draw(pen, seen)
        draw_title(pen, self.panel, seen)
        if is_lowest:
            draw_day_axis(pen, seen)
        pen.finish()
        return True

    def paint_frame(self, renderer: RendererAgg) -> None:
        """Paint the scale of values, which is the same for every time and often every trial."""
        _paint(self._frame.drawn, renderer)

    def paint(self, renderer: RendererAgg, pixels: Pixels, background: Pixels) -> None:
        """Paint what was drawn last on the background of this panel, touching no other."""
        pixels[self._rows] = background[self._rows]
        _paint(self.pen.drawn, renderer)

    def paint_focus(self, renderer: RendererAgg, x: float) -> None:
        """Paint a line through the panel at a place on the time axis."""
        pen = self._focus
        pen.begin()
        pen.line("focus", [x, x], pen.y_limits, Stroke(pen.colours.ink, 1.2))
        pen.finish()
        _paint(pen.drawn, renderer)


def _paint(artists: list[Artist], renderer: RendererAgg) -> None:
    for artist in artists:
        artist.draw(renderer)
