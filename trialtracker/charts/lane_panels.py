"""Lanes of numbers: vital signs, function and questionnaires, each low and on its own axis."""

from collections.abc import Sequence
from decimal import Decimal
from math import nan

from trialtracker.charts.backdrop import draw_backdrop
from trialtracker.charts.layout import Height
from trialtracker.charts.pen import Lettering, Pen, Stroke, to_x
from trialtracker.charts.value_line import draw_value_line
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.value_series import format_value
from trialtracker.clinical.vital_series import (
    Pressure,
    ValueScale,
    format_pressure,
)

LANE_HEIGHT = Height(40, 22, gap=5)
NO_HEIGHT = Height(0, 0)
NO_SCALE = ValueScale(0, 1, ())
LATEST_SIZE, BEFORE_SIZE = 13.0, 10.5
TWO_LINES_PX = 25.0
MARKER_SIZE = 4.0


def get_lane_height(series: ChartSeries, key: str) -> Height:
    """Return no height, which is no lane, without readings."""
    return LANE_HEIGHT if series.find_lane(key) else NO_HEIGHT


def get_lane_scale(series: ChartSeries, key: str) -> ValueScale:
    """Return the axis of a lane."""
    lane = series.find_lane(key)
    return NO_SCALE if lane is None else lane.scale


def draw_lane(pen: Pen, series: ChartSeries, key: str) -> None:
    """Draw one measure on its fixed axis, with its latest value at the right."""
    draw_backdrop(pen, series)
    lane = series.find_lane(key)
    if lane is None:
        return
    _draw_limits(pen, lane.limits)
    colours = pen.colours
    draw_value_line(
        pen,
        lane.line,
        Stroke(colours.vital, 1.2),
        Stroke(colours.vital, 0, marker="o", size=MARKER_SIZE),
        Stroke(
            colours.vital, 0, marker="o", size=MARKER_SIZE, face=colours.ground, edge=colours.vital
        ),
    )
    points = lane.line.latest
    if _is_in_view(pen, to_x(points[-1].at)):
        _draw_latest(pen, [format_value(point.value) for point in points])


def get_pressure_height(series: ChartSeries) -> Height:
    """Return no height, which is no lane, without a blood pressure."""
    return NO_HEIGHT if series.pressures is None else LANE_HEIGHT


def get_pressure_scale(series: ChartSeries) -> ValueScale:
    """Return the axis of blood pressure."""
    return NO_SCALE if series.pressures is None else series.pressures.scale


def draw_pressure(pen: Pen, series: ChartSeries) -> None:
    """Draw each blood pressure as one T, from its systolic bar down to its diastolic end."""
    draw_backdrop(pen, series)
    lane = series.pressures
    if lane is None:
        return
    _draw_limits(pen, lane.limits)
    colour = pen.colours.vital
    xs, ys = _get_stems(lane.pressures)
    pen.line("pressure stems", xs, ys, Stroke(colour, 1.2))
    systolic = [(p.at, p.systolic) for p in lane.pressures if p.systolic is not None]
    diastolic = [(p.at, p.diastolic) for p in lane.pressures if p.diastolic is not None]
    for name, ends, look in (
        ("systolic", systolic, Stroke(colour, 0, marker="_", size=7, edge_width=1.6)),
        ("diastolic", diastolic, Stroke(colour, 0, marker=".", size=3)),
    ):
        pen.line(name, [to_x(at) for at, _ in ends], [float(end) for _, end in ends], look)
    late = [(p.at, p.systolic or p.diastolic) for p in lane.pressures if p.is_late]
    if late:
        ring = Stroke(colour, 0, marker="o", size=5, face=pen.colours.ground, edge=colour)
        pen.line(
            "pressures late", [to_x(at) for at, _ in late], [float(e or 0) for _, e in late], ring
        )
    if _is_in_view(pen, to_x(lane.pressures[-1].at)):
        _draw_latest(pen, [format_pressure(p) for p in lane.pressures[-2:]])


def _get_stems(pressures: Sequence[Pressure]) -> tuple[list[float], list[float]]:
    xs: list[float] = []
    ys: list[float] = []
    for p in pressures:
        if p.systolic is not None and p.diastolic is not None:
            xs += [to_x(p.at)] * 3
            ys += [float(p.systolic), float(p.diastolic), nan]
    return xs, ys


def _draw_limits(pen: Pen, limits: Sequence[Decimal]) -> None:
    """Draw the clinic's thresholds, those within the scale."""
    low, high = pen.x_limits
    bottom, top = pen.y_limits
    shown = [float(limit) for limit in limits if bottom <= limit <= top]
    for place, limit in enumerate(shown):
        stroke = Stroke(pen.colours.limit, 1, "--")
        pen.line(f"limit {place}", [low, high], [limit] * 2, stroke)


def _is_in_view(pen: Pen, x: float) -> bool:
    low, high = pen.x_limits
    return low <= x <= high


def _draw_latest(pen: Pen, values: Sequence[str]) -> None:
    """Write the latest value beside the lane, and the one before it where there is room."""
    left, middle = pen.box.right + 7, pen.box.bottom + pen.box.height / 2
    has_both = len(values) > 1 and pen.box.height >= TWO_LINES_PX
    latest = Lettering(pen.colours.vital, LATEST_SIZE, "Bold", rise="centre")
    pen.text("latest", (left, middle + (7 if has_both else 0)), values[-1], latest)
    if has_both:
        before = Lettering(pen.colours.secondary, BEFORE_SIZE, rise="centre")
        pen.text("before", (left, middle - 7), f"before {values[0]}", before)
