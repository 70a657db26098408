"""Draw the readings of one measure: a line that breaks at gaps, with a marker on each."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import nan

import numpy as np

from trialtracker.charts.pen import Pen, Stroke, to_x
from trialtracker.charts.thinning import Numbers, thin_line
from trialtracker.clinical.value_series import Point, ValueLine

MOST_MARKERS = 500
"""A line of more visible points is drawn without markers."""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line ready to draw: thinned points with NaN after each segment, and its markers."""

    xs: Numbers
    ys: Numbers
    filled: tuple[Point, ...]
    hollow: tuple[Point, ...]


def get_drawn_line(line: ValueLine, limits: tuple[float, float], columns: int) -> DrawnLine:
    """Return what to draw of a line between two places on the time axis.

    The first point beyond either side stays, so that the line leaves the panel as it should.
    """
    low, high = limits
    all_xs: list[float] = []
    all_ys: list[float] = []
    visible: list[Point] = []
    lonely: list[Point] = []
    for segment in line.segments:
        xs = [to_x(point.at) for point in segment]
        first, last = bisect_left(xs, low), bisect_right(xs, high)
        visible += segment[first:last]
        lonely += segment[first:last] if len(segment) == 1 else ()
        drawn = slice(max(0, first - 1), last + 1)
        all_xs += [*xs[drawn], xs[-1]]
        all_ys += [*(float(point.value) for point in segment[drawn]), nan]
    marked = visible if len(visible) <= MOST_MARKERS else lonely
    xs_and_ys = thin_line(np.array(all_xs), np.array(all_ys), columns)
    return DrawnLine(
        *xs_and_ys,
        filled=tuple(point for point in marked if not point.is_late),
        hollow=tuple(point for point in marked if point.is_late),
    )


def draw_value_line(
    pen: Pen, line: ValueLine, stroke: Stroke, filled: Stroke, hollow: Stroke
) -> None:
    """Draw the line, with hollow markers on what was recorded late."""
    drawn = get_drawn_line(line, pen.x_limits, int(pen.box.width))
    pen.line(line.key, drawn.xs, drawn.ys, stroke)
    for name, points, look in (("filled", drawn.filled, filled), ("late", drawn.hollow, hollow)):
        if points:
            xs = [to_x(point.at) for point in points]
            pen.line(f"{line.key} {name}", xs, [float(point.value) for point in points], look)
