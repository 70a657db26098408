"""A trial's chart as a picture that leaves the window: vectors, with text that stays text."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.day_axis import draw_day_axis
from trialtracker.charts.frame import TITLE_LEFT_PX, draw_scale, draw_title
from trialtracker.charts.layout import get_boxes, get_least_height, get_left_px
from trialtracker.charts.panels import PANELS, Panel
from trialtracker.charts.pen import to_x
from trialtracker.charts.svg_pen import SvgPen, clean
from trialtracker.charts.svg_shapes import format_number
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.series import ChartSeries

Window = tuple[datetime, datetime]
HEADING_SIZE, LINE_PX = 12.0, 16.0
LEAST_WIDTH = 440.0
FAMILIES = "Inter, 'DejaVu Sans', sans-serif"
"""The second has the letters that the first lacks: Arabic, Hebrew, signs."""


def draw_svg(
    series: ChartSeries,
    size_px: tuple[float, float],
    colours: ChartColours,
    panels: Collection[str] | None = None,
    *,
    window: Window | None = None,
    heading: str = "",
) -> str:
    """Return the chart as SVG, by the same functions that draw it on the screen.

    Args:
        series: The trial.
        size_px: Width and height in pixels, which are points on paper.
        colours: PAPER for what is printed.
        panels: Keys of the panels below that of pain; None is all that have something to show.
        window: From when to when; None is the whole trial.
        heading: What stands above the chart, such as whose it is.
    """
    width, height = size_px
    lines = wrap(heading, width - 2 * TITLE_LEFT_PX)
    top = _get_top(lines)
    start, end = window or (series.start, series.end)
    below = (width, height - top)
    parts = _draw_panels(series, below, colours, panels, (to_x(start), to_x(end)))
    w, h = format_number(width), format_number(height)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}"'
        f' font-family="{FAMILIES}"><rect width="{w}" height="{h}" fill="{colours.ground}"/>'
    )
    moved = f'<g transform="translate(0 {format_number(top)})">'
    return "\n".join((opening, *_write(lines, colours), moved, *parts, "</g></svg>"))


def get_least_size(
    series: ChartSeries,
    size_px: tuple[float, float],
    panels: Collection[str] | None = None,
    heading: str = "",
) -> tuple[float, float]:
    """Return the size, higher where the panels need it."""
    width = max(size_px[0], LEAST_WIDTH)
    least = get_least_height(panel.get_height(series) for panel in _choose(panels))
    top = _get_top(wrap(heading, width - 2 * TITLE_LEFT_PX))
    return width, max(size_px[1], least) + top


def _get_top(lines: Sequence[str]) -> float:
    return len(lines) * LINE_PX + LINE_PX / 2 if lines else 0.0


def _choose(keys: Collection[str] | None) -> list[Panel]:
    return [p for p in PANELS if keys is None or p is PANELS[0] or p.key in keys]


def _draw_panels(
    series: ChartSeries,
    size_px: tuple[float, float],
    colours: ChartColours,
    keys: Collection[str] | None,
    limits: tuple[float, float],
) -> Iterator[str]:
    """Yield the elements of every panel, the first on top."""
    chosen = _choose(keys)
    wanted = {panel.key: panel.get_height(series) for panel in chosen}
    boxes = get_boxes(size_px, get_left_px(size_px[0]), wanted)
    shown = [panel for panel in chosen if panel.key in boxes]
    for panel in shown:
        pen = SvgPen(colours, limits, size_px[1])
        pen.box = boxes[panel.key]
        draw_scale(pen, panel.get_scale(series))
        pen.spines(colours.axis)
        panel.draw(pen, series)
        draw_title(pen, panel, series)
        if panel is shown[-1]:
            draw_day_axis(pen, series)
        yield from pen.parts


def _write(lines: Sequence[str], colours: ChartColours) -> Iterator[str]:
    """Yield the lines above the chart."""
    for place, line in enumerate(lines, start=1):
        yield (
            f'<text x="{TITLE_LEFT_PX}" y="{format_number(place * LINE_PX)}" font-weight="500"'
            f' font-size="{HEADING_SIZE}" fill="{colours.ink}">{clean(line)}</text>'
        )


def wrap(text: str, room: float) -> tuple[str, ...]:
    """Return a text in lines that are no wider than the room; nothing of it is lost."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and get_text_width(longer, HEADING_SIZE, "Medium") <= room:
            lines[-1] = longer
        else:
            lines += _break(word, room)
    return tuple(lines)


def _break(word: str, room: float) -> Iterator[str]:
    """Yield a word, in pieces where it alone is too wide."""
    letters = max(1, int(len(word) * room / max(1.0, get_text_width(word, HEADING_SIZE, "Medium"))))
    for first in range(0, len(word), letters):
        yield word[first : first + letters]
