"""The panel of coded scales: one row a scale, each reading as the letter or digit it is called."""

from collections.abc import Iterable, Sequence

from trialtracker.charts.backdrop import draw_backdrop
from trialtracker.charts.glyphs import get_glyph
from trialtracker.charts.layout import Height
from trialtracker.charts.pen import Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.level_series import LevelReading, LevelRow
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.vital_series import format_lane_label

TITLE = "Sedation, motor block and other scales, level"
ROW_PX, SMALLEST_ROW_PX = 19.0, 15.0
MARK_PX, CHIP_PX = 8.0, 12.0
APART_PX = 12.0
"""Readings nearer than this to each other share one mark, that of the loudest."""


def get_level_height(series: ChartSeries) -> Height:
    """Return the height for all rows; none, which is no panel, without a reading."""
    count = len(series.levels)
    return Height(ROW_PX * count, SMALLEST_ROW_PX * count, gap=21) if count else Height(0, 0)


def draw_levels(pen: Pen, series: ChartSeries) -> None:
    """Draw one row a scale; every reading has a dot, and its mark where there is room."""
    pen.set_y_limits(max(1, len(series.levels)), 0)
    draw_backdrop(pen, series)
    label = Lettering(pen.colours.ink, 11, "Medium", "right", "centre")
    for place, row in enumerate(series.levels):
        pen.text(
            f"row {place}",
            (pen.box.left - 8, pen.y_px(place + 0.5)),
            format_lane_label(row.label),
            label,
        )
        _draw_row(pen, row, place + 0.5)
        _draw_latest(pen, row, place)


def get_marked(pen: Pen, readings: Iterable[LevelReading]) -> list[LevelReading]:
    """Return the readings in view that get their mark: of those too close, the loudest."""
    low, high = pen.x_limits
    marked: list[LevelReading] = []
    edge = float("-inf")
    for reading in readings:
        x = to_x(reading.at)
        if not low <= x <= high:
            continue
        column = pen.x_px(x)
        if column - edge >= APART_PX:
            marked.append(reading)
            edge = column
        elif _rank(reading) > _rank(marked[-1]):
            marked[-1] = reading
            edge = column
    return marked


def _rank(reading: LevelReading) -> tuple[int, int]:
    return reading.loudness, reading.place


def _draw_row(pen: Pen, row: LevelRow, y: float) -> None:
    dots = Stroke(pen.colours.axis, 0, marker="o", size=2)
    xs = [to_x(reading.at) for reading in row.readings]
    pen.line(f"{row.key} readings", xs, [y] * len(xs), dots)
    marked = get_marked(pen, row.readings)
    for loudness in sorted({reading.loudness for reading in marked}):
        places = [to_x(r.at) for r in marked if r.loudness == loudness]
        ground = pen.colours.grades[loudness - 1][1] if loudness else pen.colours.ground
        chip = Stroke(ground, 0, marker="s", size=CHIP_PX)
        pen.line(f"{row.key} chip {loudness}", places, [y] * len(places), chip)
    late = [to_x(reading.at) for reading in marked if reading.is_late]
    if late:
        frame = Stroke(
            f"{pen.colours.ground}00",
            0,
            marker="s",
            size=CHIP_PX,
            edge=pen.colours.ink,
            edge_width=1.2,
        )
        pen.line(f"{row.key} late", late, [y] * len(late), frame)
    for reading in {(r.mark, r.loudness): r for r in marked}.values():
        _draw_marks(pen, row.key, y, reading, marked)


def _draw_marks(
    pen: Pen, key: str, y: float, like: LevelReading, marked: Sequence[LevelReading]
) -> None:
    """Draw every mark of one level as one line of glyphs."""
    ink = pen.colours.grades[like.loudness - 1][0] if like.loudness else pen.colours.ink
    places = [to_x(r.at) for r in marked if r.mark == like.mark]
    stroke = Stroke(ink, 0, marker=get_glyph(like.mark), size=MARK_PX, edge_width=0)
    pen.line(f"{key} mark {like.mark}", places, [y] * len(places), stroke)


def _draw_latest(pen: Pen, row: LevelRow, place: int) -> None:
    last = row.readings[-1]
    low, high = pen.x_limits
    if not low <= to_x(last.at) <= high:
        return
    left, middle = pen.box.right + 7, pen.y_px(place + 0.5)
    pen.text(
        f"latest {place}",
        (left, middle),
        last.mark,
        Lettering(pen.colours.vital, 13, "Bold", rise="centre"),
    )
    left += get_text_width(last.mark, 13, "Bold") + 5
    if get_text_width(last.level.label, 10.5) <= pen.box.right + 110 - left:
        words = Lettering(pen.colours.secondary, 10.5, rise="centre")
        pen.text(f"words {place}", (left, middle), last.level.label, words)
