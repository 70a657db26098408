"""The side-effect panel: one lane a side effect, each grade as a span with its number."""

from collections.abc import Sequence
from math import nan

from matplotlib.path import Path  # noqa: TID253

from trialtracker.charts.backdrop import draw_backdrop
from trialtracker.charts.layout import Box, Height
from trialtracker.charts.pen import Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import fit_text, get_text_width
from trialtracker.clinical.effect_lanes import GradeSpan, Lane
from trialtracker.clinical.series import ChartSeries

LANE_PX = 22.0
SMALLEST_LANE_PX = 13.0
MOST_SMALL_LANES = 6
NUMBER_SIZE = 10.5
DIGIT_PX = 9.0
LABEL_LEFT_PX = 4.0
SLIVER_PX = 3.0
OPEN_END = Path([(-1, 0.6), (0, 0), (-1, -0.6), (-1, 0.6)], closed=True)
"""An arrowhead whose tip stands at now: the effect goes on."""


def get_side_effect_height(series: ChartSeries) -> Height:
    """Return the height for all lanes, for two at least."""
    count = max(2, len(series.lanes))
    return Height(LANE_PX * count, SMALLEST_LANE_PX * min(count, MOST_SMALL_LANES))


def draw_side_effects(pen: Pen, series: ChartSeries) -> None:
    """Draw one lane a side effect, worst on top; the last row names those without room."""
    rows = max(1, int((pen.box.height + 0.5) // SMALLEST_LANE_PX))
    lanes = series.lanes if len(series.lanes) <= rows else series.lanes[: rows - 1]
    rest = series.lanes[len(lanes) :]
    count = len(lanes) + bool(rest) or 1
    pen.set_y_limits(count, 0)
    draw_backdrop(pen, series)
    look = Lettering(pen.colours.ink, 11, "Medium", "right", "centre")
    for row, lane in enumerate(lanes):
        place = (pen.box.left - 8, pen.y_px(row + 0.5))
        label = fit_text(lane.label, pen.box.left - 8 - LABEL_LEFT_PX, look.size, look.weight)
        pen.text(f"lane {row}", place, label, look)
    _draw_open_lines(pen, lanes)
    _draw_spans(pen, lanes)
    _draw_open_ends(pen, lanes)
    small = Lettering(pen.colours.secondary, 10.5, rise="centre")
    text = "" if lanes else "No side effect recorded"
    if rest:
        text = _name_rest(rest, pen.box.width - 16)
    if text:
        pen.text("rest", (pen.box.left + 8, pen.y_px(count - 0.5)), text, small)


def _name_rest(rest: Sequence[Lane], room_px: float) -> str:
    named = f"and {len(rest)} more: " + ", ".join(f"{lane.label} {lane.worst}" for lane in rest)
    if get_text_width(named, NUMBER_SIZE) <= room_px:
        return named
    return f"and {len(rest)} more, up to grade {max(lane.worst for lane in rest)}"


def _draw_open_lines(pen: Pen, lanes: Sequence[Lane]) -> None:
    """Draw what goes on as a thin line to now, past what is known of its grade."""
    xs: list[float] = []
    ys: list[float] = []
    for row, lane in enumerate(lanes):
        if lane.open_until is not None:
            xs += [to_x(lane.spans[-1].start), to_x(lane.open_until), nan]
            ys += [row + 0.5, row + 0.5, nan]
    pen.line("open", xs, ys, Stroke(pen.colours.ink, 1.4, "--"))


def _draw_open_ends(pen: Pen, lanes: Sequence[Lane]) -> None:
    """Draw an arrow at now, above the spans, for each effect that goes on."""
    ends = [
        (to_x(lane.open_until), row + 0.5)
        for row, lane in enumerate(lanes)
        if lane.open_until is not None
    ]
    look = Stroke(pen.colours.ink, 0, marker=OPEN_END, size=8)
    pen.line("open ends", [x for x, _ in ends], [y for _, y in ends], look)


def _draw_spans(pen: Pen, lanes: Sequence[Lane]) -> None:
    """Draw all spans as one collection, with their grades on them."""
    low, high = pen.x_limits
    sliver = SLIVER_PX / pen.box.width * (high - low)  # a grade of a moment ago must be seen

    def to_box(row: int, span: GradeSpan) -> Box:
        left = to_x(span.start)
        return Box(left, row + 0.14, max(to_x(span.end) - left, sliver), 0.72)

    spans = [(row, span) for row, lane in enumerate(lanes) for span in lane.spans]
    grounds = [pen.colours.grades[span.grade - 1][1] for _, span in spans]
    pen.boxes("spans", [to_box(*each) for each in spans], grounds, edge=pen.colours.ground)
    for row, lane in enumerate(lanes):
        afters = [*(pen.x_px(to_x(span.start)) for span in lane.spans[1:]), pen.box.right]
        for place, (span, after) in enumerate(zip(lane.spans, afters, strict=True)):
            _draw_grade(pen, f"{row} {place}", span.grade, to_box(row, span), after)


def _draw_grade(pen: Pen, name: str, grade: int, box: Box, after_px: float) -> None:
    """Write the grade on its span; behind it where the span is too narrow."""
    left, right = max(pen.x_px(box.left), pen.box.left), min(pen.x_px(box.right), pen.box.right)
    row = pen.y_px(box.bottom + box.height / 2)
    if right - left >= DIGIT_PX:
        ink = pen.colours.grades[grade - 1][0]
        look = Lettering(ink, NUMBER_SIZE, "SemiBold", "center", "centre")
        pen.text(f"grade {ink} {name}", ((left + right) / 2, row), str(grade), look)
    elif pen.box.left < right < after_px - DIGIT_PX:
        look = Lettering(pen.colours.ink, NUMBER_SIZE, "SemiBold", rise="centre")
        pen.text(f"grade behind {name}", (right + 2, row), str(grade), look)
