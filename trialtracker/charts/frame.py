"""What stays the same from trial to trial: axes without matplotlib's own ticks, scale, titles."""

from matplotlib.axes import Axes  # noqa: TID253
from matplotlib.figure import Figure  # noqa: TID253

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.layout import Box
from trialtracker.charts.pain_panel import TITLE_SIZE
from trialtracker.charts.panels import PANELS, Panel
from trialtracker.charts.pen import Lettering, Pen, Stroke

TITLE_LEFT_PX = 8.0


def make_axes(figure: Figure, colours: ChartColours) -> dict[str, Axes]:
    """Return one bare axes per panel, all sharing the time axis."""
    made: dict[str, Axes] = {}
    for panel in PANELS:
        axes = figure.add_axes(
            (0, 0, 1, 1), label=panel.key, sharex=next(iter(made.values()), None)
        )
        axes.set_autoscale_on(False)
        axes.set_ylim(*panel.limits)
        axes.patch.set_visible(False)
        axes.xaxis.set_visible(False)
        axes.yaxis.set_visible(False)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        for side in ("left", "bottom"):
            axes.spines[side].set_color(colours.axis)
        made[panel.key] = axes
    return made


def draw_frame(pen: Pen, panel: Panel, box: Box, size: tuple[float, float]) -> None:
    """Move a panel to its box and draw its fixed scale: gridlines and tick labels."""
    width, height = size
    pen.axes.set_position(
        (box.left / width, box.bottom / height, box.width / width, box.height / height)
    )
    pen.box = box
    look = Lettering(pen.colours.secondary, 11, "Regular", "right", "centre")
    pen.begin()
    for tick in panel.ticks:
        row = pen.y_px(tick)
        pen.sample(f"grid {tick}", [box.left, box.right], [row] * 2, Stroke(pen.colours.grid, 1))
        pen.text(f"tick {tick}", (box.left - 7, row), str(tick), look)
    pen.finish()


def draw_title(pen: Pen, title: str) -> None:
    """Write what the panel shows, with its unit, above its left end."""
    look = Lettering(pen.colours.ink, TITLE_SIZE, "SemiBold")
    rise = 26 if pen.axes.get_label() == PANELS[0].key else 6
    pen.text("title", (TITLE_LEFT_PX, pen.box.top + rise), title, look)
