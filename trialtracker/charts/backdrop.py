"""What stands behind every panel: days as gridlines, the baseline as an area, the start line."""

from math import nan

from trialtracker.charts.layout import Box
from trialtracker.charts.pen import Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.series import ChartSeries

PHASE_SIZE = 10.0
APART_PX = 10.0


def draw_backdrop(pen: Pen, series: ChartSeries) -> None:
    """Draw the baseline area, a gridline at each clinic-local midnight and the start line."""
    low, high = pen.x_limits
    bottom, top = pen.y_limits
    start = high if series.started_at is None else min(max(to_x(series.started_at), low), high)
    if start > low:
        area = Box(low, bottom, start - low, top - bottom)
        pen.area("baseline area", area, pen.colours.baseline_area)
    midnights = [to_x(day.start) for day in series.days if low < to_x(day.start) < high]
    draw_verticals(pen, "days", midnights, Stroke(pen.colours.grid, is_upright=True))
    if low < start < high:
        draw_verticals(pen, "start", [start], Stroke(pen.colours.axis, 1.2, is_upright=True))


def draw_verticals(pen: Pen, name: str, places: list[float], stroke: Stroke) -> None:
    """Draw lines over the whole height of the panel."""
    bottom, top = pen.y_limits
    xs = [x for place in places for x in (place, place, nan)]
    pen.line(name, xs, [bottom, top, nan] * len(places), stroke)


def draw_phases(pen: Pen, series: ChartSeries) -> None:
    """Write BASELINE, TRIAL and what is assessed above the panel, where there is room."""
    low, high = pen.x_limits
    start = high if series.started_at is None else min(max(to_x(series.started_at), low), high)
    look = Lettering(pen.colours.secondary, PHASE_SIZE, "SemiBold")
    row, edge = pen.box.top + 5, pen.box.left
    for name, left, right in (("BASELINE", low, start), ("TRIAL", start, high)):
        room = pen.x_px(right) - pen.x_px(left)
        width = get_text_width(name, PHASE_SIZE, "SemiBold")
        if room > width + 6:
            pen.text(name, (pen.x_px(left) + 4, row), name, look)
            edge = pen.x_px(left) + 4 + width + APART_PX
    _name_assessed(pen, series, edge, row)


def _name_assessed(pen: Pen, series: ChartSeries, edge: float, row: float) -> None:
    assessed = series.assessed
    low, high = pen.x_limits
    if assessed is None or to_x(assessed.end) <= low or to_x(assessed.start) >= high:
        return
    left = max(edge, pen.x_px(to_x(assessed.start)) + 2)
    names = (f"ASSESSMENT WINDOW, {assessed.length.upper()}", "ASSESSMENT WINDOW", "ASSESSED")
    fitting = (
        n for n in names if left + get_text_width(n, PHASE_SIZE, "SemiBold") <= pen.box.right
    )
    name = next(fitting, "")
    if name:
        look = Lettering(pen.colours.threshold, PHASE_SIZE, "SemiBold")
        pen.text("assessed name", (left, row), name, look)
