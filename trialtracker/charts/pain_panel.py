"""The pain panel: every recorded score on the fixed scale from 0 to 10."""

from math import nan

from trialtracker.charts.backdrop import draw_backdrop, draw_phases
from trialtracker.charts.layout import Box
from trialtracker.charts.pain_key import draw_key, get_band_colour
from trialtracker.charts.pain_labels import draw_labels, get_inside_column
from trialtracker.charts.pain_styles import get_styles
from trialtracker.charts.pen import Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import get_text_width
from trialtracker.charts.value_line import draw_value_line
from trialtracker.clinical.series import ChartSeries

TITLE = "Pain, NRS 0 to 10"
TITLE_SIZE = 11.5
NO_ENTRY = "no entry"


def draw_pain(pen: Pen, series: ChartSeries) -> None:
    """Draw the lines, the baseline mean, the threshold, and a tick at each day without entry."""
    draw_backdrop(pen, series)
    draw_phases(pen, series)
    _draw_assessed(pen, series)
    _draw_references(pen, series)
    _draw_gaps(pen, series)
    styles = get_styles(series, pen.colours)
    by_key = {line.key: line for line in series.lines}
    for style in reversed(styles):  # the prominent ones on top
        draw_value_line(pen, by_key[style.key], style.stroke, style.filled, style.hollow)
    _draw_silence(pen, series)
    draw_labels(pen, series, styles)
    draw_key(pen, series, styles, get_text_width(TITLE, TITLE_SIZE, "SemiBold") + 40)


def _draw_references(pen: Pen, series: ChartSeries) -> None:
    if series.baseline_mean is None or series.threshold_score is None:
        return
    low, high = pen.x_limits
    mean, threshold = float(series.baseline_mean), float(series.threshold_score)
    _draw_spread(pen, series)
    pen.line("baseline", [low, high], [mean] * 2, Stroke(pen.colours.ink, 1, "--"))
    start = low if series.started_at is None else max(low, to_x(series.started_at))
    if start < high:
        dashes = Stroke(pen.colours.threshold, 1, "--")
        pen.line("threshold", [start, high], [threshold] * 2, dashes)


def _draw_spread(pen: Pen, series: ChartSeries) -> None:
    """Shade one standard deviation to either side of the baseline's mean."""
    band = series.baseline
    if band is None or band.spread is None:
        return
    low, high = pen.x_limits
    bottom, top = (
        max(0.0, float(band.mean - band.spread)),
        min(10.0, float(band.mean + band.spread)),
    )
    area = Box(low, bottom, high - low, top - bottom)
    pen.area("baseline spread", area, get_band_colour(pen.colours))


def _draw_assessed(pen: Pen, series: ChartSeries) -> None:
    """Shade the assessment window below a bar that stands out without colour too."""
    assessed = series.assessed
    low, high = pen.x_limits
    if assessed is None or to_x(assessed.end) <= low or to_x(assessed.start) >= high:
        return
    left, right = max(low, to_x(assessed.start)), min(high, to_x(assessed.end))
    bottom, top = pen.y_limits
    area = Box(left, bottom, right - left, top - bottom)
    pen.area("assessed", area, f"{pen.colours.threshold}12")
    bar = Stroke(pen.colours.threshold, 3)
    ends = [pen.x_px(left) + 1.5, pen.x_px(right) - 1.5]  # the ends of a line reach beyond it
    pen.sample("assessed bar", ends, [pen.box.top + 0.5] * 2, bar)


def _draw_silence(pen: Pen, series: ChartSeries) -> None:
    """Say so where the panel shows a time without any entry."""
    low, high = pen.x_limits
    if any(low <= to_x(moment) <= high for moment in series.moments):
        return
    look = Lettering(pen.colours.secondary, 13, "Regular", "center", "centre")
    centre = (pen.box.left + pen.box.width / 2, pen.y_px(5))
    pen.text("silence", centre, "No entry in this time", look)


def _draw_gaps(pen: Pen, series: ChartSeries) -> None:
    """Draw a bracket along the bottom of each missing day, and the words where they fit."""
    level = 0.25
    xs: list[float] = []
    for day in series.missing_days:
        xs += [to_x(day.start), to_x(day.end), nan]
    stroke = Stroke(pen.colours.secondary, 1.2, marker="|", size=7, edge_width=1.2)
    if xs:
        pen.line("gaps", xs, [level, level, nan] * len(series.missing_days), stroke)
    look = Lettering(pen.colours.secondary, 10, "Regular", "center", "bottom")
    low, high = pen.x_limits
    taken = get_inside_column(pen, series) or (0.0, 0.0)
    half = get_text_width(NO_ENTRY, 10) / 2
    for place, day in enumerate(series.missing_days):
        left, right = pen.x_px(max(to_x(day.start), low)), pen.x_px(min(to_x(day.end), high))
        centre = (left + right) / 2
        is_taken = centre - half < taken[1] and taken[0] < centre + half
        if right - left > 2 * half + 6 and not is_taken:
            pen.text(f"gap {place}", (centre, pen.y_px(level) + 4), NO_ENTRY, look)
