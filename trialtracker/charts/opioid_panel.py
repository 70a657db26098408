"""The panel of oral opioids: a bar a day in MME, a hatch and a word where it is not whole."""

from collections.abc import Iterator
from fractions import Fraction

from trialtracker.charts.backdrop import draw_backdrop
from trialtracker.charts.layout import Box, Height
from trialtracker.charts.pen import Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.opioid_series import NOT_RECORDED, OpioidDay, OpioidSeries, format_mme
from trialtracker.clinical.series import ChartDay, ChartSeries

TITLE = "Oral opioids, MME/day"
SIZE = 10.5
SIDE = 0.12
"""The share of a day that is left free on either side of its bar."""

HATCH = "////"


def get_opioid_height(series: ChartSeries) -> Height:
    """Return no height, which is no panel, without opioids."""
    return Height(0, 0) if series.opioids is None else Height(58, 32)


def draw_opioids(pen: Pen, series: ChartSeries) -> None:
    """Draw a bar for what is counted, a hatch where something is not in it, and the baseline."""
    opioids = series.opioids
    pen.set_y_limits(0, float(_get_highest(opioids)) * 1.5)
    draw_backdrop(pen, series)
    if opioids is None:
        return
    shown = list(_pair(opioids, series))
    bars = [_to_bar(chart_day, day.counted) for day, chart_day in shown if day.counted]
    pen.boxes("bars", bars, [pen.colours.bar] * len(bars))
    _draw_hatches(pen, shown)
    _draw_baseline(pen, opioids)
    for place, (day, chart_day) in enumerate(shown):
        _draw_words(pen, place, day, chart_day)


def _get_highest(opioids: OpioidSeries | None) -> Fraction:
    if opioids is None:
        return Fraction(1)
    amounts = [day.counted for day in opioids.days if day.counted]
    return max([*amounts, opioids.baseline or Fraction(0)], default=Fraction(0)) or Fraction(1)


def _pair(opioids: OpioidSeries, series: ChartSeries) -> Iterator[tuple[OpioidDay, ChartDay]]:
    by_date = {day.date: day for day in series.days}
    for day in opioids.days:
        if day.date in by_date:
            yield day, by_date[day.date]


def _to_bar(day: ChartDay, amount: Fraction) -> Box:
    left, right = to_x(day.start), to_x(day.end)
    side = (right - left) * SIDE
    return Box(left + side, 0, right - left - 2 * side, float(amount))


def _draw_hatches(pen: Pen, shown: list[tuple[OpioidDay, ChartDay]]) -> None:
    """Hatch the height above what is counted on days that are not whole."""
    hatched = [
        (to_bar, float(day.counted or 0))
        for day, chart_day in shown
        if day.word and day.word != NOT_RECORDED
        for to_bar in [_to_bar(chart_day, Fraction(0))]
    ]
    top = pen.y_limits[1] / 1.5
    boxes = [
        Box(box.left, counted, box.width, max(top - counted, top * 0.3)) for box, counted in hatched
    ]
    pen.hatch("not whole", boxes, HATCH)


def _draw_words(pen: Pen, place: int, day: OpioidDay, chart_day: ChartDay) -> None:
    """Write the amount, and the word, on the day where they fit."""
    left = max(pen.x_px(to_x(chart_day.start)), pen.box.left)
    right = min(pen.x_px(to_x(chart_day.end)), pen.box.right)
    amount = "" if day.counted is None else format_mme(day.counted)
    word = day.word or ("so far" if day.is_open else "")
    candidates = (f"{amount} {word}".strip(), amount or word[:1].upper())
    fitting = (t for t in candidates if t and get_text_width(t, SIZE, "Medium") <= right - left - 2)
    text = next(fitting, "")
    if text:
        level = pen.y_px(float(day.counted or 0)) + 3
        look = Lettering(pen.colours.ink, SIZE, "Medium", "center", "bottom")
        centre = (left + right) / 2
        width = get_text_width(text, SIZE, "Medium")
        pen.ground(f"ground {place}", Box(centre - width / 2 - 2, level - 1, width + 4, 13))
        pen.text(f"amount {place}", (centre, level), text, look)


def _draw_baseline(pen: Pen, opioids: OpioidSeries) -> None:
    if opioids.baseline is None:
        return
    low, high = pen.x_limits
    level = float(opioids.baseline)
    pen.line("baseline", [low, high], [level] * 2, Stroke(pen.colours.ink, 1, "--"))
    look = Lettering(pen.colours.ink, SIZE, "Medium", "right", "centre")
    text = f"baseline {format_mme(opioids.baseline)}"
    pen.text("baseline amount", (pen.box.left - 8, pen.y_px(level)), text, look)
