"""What stays the same from trial to trial: axes without matplotlib's own ticks, scale, titles."""

from matplotlib.axes import Axes  # noqa: TID253
from matplotlib.figure import Figure  # noqa: TID253

from trialtracker.charts.layout import RIGHT_PX
from trialtracker.charts.pain_panel import TITLE_SIZE
from trialtracker.charts.panels import PANELS, Panel
from trialtracker.charts.pen import Lettering, Pen, Stroke
from trialtracker.charts.typeface import fit_text, get_text_width
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.vital_series import ValueScale

TITLE_LEFT_PX = 8.0
SIDE_WIDTH = 0.8
TICKS_PX = 40.0
"""Room for the ticks between a lane and its title."""


def make_axes(figure: Figure, key: str, first: Axes | None) -> Axes:
    """Return one bare axes, which shares the time axis of the first."""
    axes = figure.add_axes((0, 0, 1, 1), label=key, sharex=first)
    axes.set_autoscale_on(False)
    axes.set_ylim(0, 1)
    axes.patch.set_visible(False)
    axes.xaxis.set_visible(False)
    axes.yaxis.set_visible(False)
    axes.spines[:].set_visible(False)
    return axes


def draw_frame(pen: Pen, scale: ValueScale, size: tuple[float, float]) -> None:
    """Move a panel's axes to its box and draw its fixed scale: gridlines, tick labels, two sides.

    Args:
        pen: Of what stays, standing in the box.
        scale: Of the panel's values.
        size: Of the figure in logical pixels.
    """
    (width, height), box = size, pen.box
    pen.axes.set_position(
        (box.left / width, box.bottom / height, box.width / width, box.height / height)
    )
    pen.begin()
    draw_scale(pen, scale)
    xs, ys = [box.left, box.left, box.right], [box.top, box.bottom, box.bottom]
    pen.sample("sides", xs, ys, Stroke(pen.colours.axis, SIDE_WIDTH))
    pen.finish()


def draw_scale(pen: Pen, scale: ValueScale) -> None:
    """Draw gridlines and tick labels in the box of the pen."""
    box, look = pen.box, Lettering(pen.colours.secondary, 11, "Regular", "right", "centre")
    pen.set_y_limits(scale.low, scale.high)
    for tick in scale.ticks:
        row = pen.y_px(tick)
        pen.sample(f"grid {tick}", [box.left, box.right], [row] * 2, Stroke(pen.colours.grid, 1))
        pen.text(f"tick {tick}", (box.left - 7, row), f"{tick:,}", look)


def draw_title(pen: Pen, panel: Panel, series: ChartSeries) -> None:
    """Write what the panel shows, with its unit: above its left end, or left of a lane.

    A panel that names its rows does so itself.
    """
    title = panel.get_title(series)
    if panel.names_rows:
        return
    if panel.unit:
        draw_lane_title(pen, title, panel.unit, pen.box.left - TICKS_PX)
        return
    look = Lettering(pen.colours.ink, TITLE_SIZE, "SemiBold")
    rise = 26 if panel is PANELS[0] else 6
    beside = 0.0 if panel is PANELS[0] else RIGHT_PX - TITLE_LEFT_PX
    room = pen.box.right + beside - TITLE_LEFT_PX
    shown = fit_text(title, room, TITLE_SIZE, look.weight)
    pen.text("title", (TITLE_LEFT_PX, pen.box.top + rise), shown, look)


def draw_lane_title(pen: Pen, name: str, unit: str, right: float) -> None:
    """Write name and unit left of the lane, in as many lines as they need."""
    size, small, room = 11.0, 10.5, right - TITLE_LEFT_PX
    ink = Lettering(pen.colours.ink, size, "Medium", "right", "centre")
    secondary = Lettering(pen.colours.secondary, small, "Regular", "right", "centre")
    middle = pen.box.bottom + pen.box.height / 2
    beside = get_text_width(unit, small) + 4
    width = get_text_width(name, size, "Medium")
    if width + beside <= room:
        pen.text("title", (right - beside, middle), name, ink)
        pen.text("unit", (right, middle), unit, secondary)
        return
    first, second = (name, unit) if width <= room else name.rsplit(" ", 1)
    pen.text("title", (right, middle + 6.5), first, ink)
    pen.text("unit", (right, middle - 6.5), second, secondary)
