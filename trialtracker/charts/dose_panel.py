"""The dose panel: infusion rates as steps, each with its number."""

from collections.abc import Sequence
from itertools import groupby
from math import nan

from trialtracker.charts.backdrop import draw_backdrop
from trialtracker.charts.layout import Box, Height
from trialtracker.charts.pen import Dashes, Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import get_text_width
from trialtracker.clinical.dose_steps import DoseStep, format_amount, get_dose_unit
from trialtracker.clinical.series import ChartSeries

NUMBER_SIZE = 10.5
DOSE_DASHES: tuple[Dashes, ...] = ("-", "--", ":", "-.")


def draw_dose(pen: Pen, series: ChartSeries) -> None:
    """Draw each drug's rate as steps from zero, with the rate written at each step."""
    highest = max((step.rate_ng_per_day for step in series.doses), default=0) or 1
    pen.set_y_limits(0, highest * 1.45)
    draw_backdrop(pen, series)
    low, high = pen.x_limits
    for place, step in enumerate(series.doses):
        width = to_x(step.end) - to_x(step.start)
        area = Box(to_x(step.start), 0, width, step.rate_ng_per_day)
        pen.area(f"dose area {place}", area, pen.colours.dose_area)
    drugs = sorted(series.doses, key=lambda step: step.drug)
    for place, (drug, steps) in enumerate(groupby(drugs, key=lambda step: step.drug)):
        _draw_steps(pen, drug, list(steps), DOSE_DASHES[place % len(DOSE_DASHES)])
    _draw_rates(pen, series, low, high)


def _draw_steps(pen: Pen, drug: str, steps: Sequence[DoseStep], dashes: Dashes) -> None:
    xs: list[float] = []
    ys: list[float] = []
    for step in steps:
        if xs and xs[-1] != to_x(step.start):
            xs += [xs[-1], nan]
            ys += [0, nan]
        xs += [to_x(step.start), to_x(step.end)]
        ys += [step.rate_ng_per_day] * 2
    pen.line(f"dose {drug}", xs, ys, Stroke(pen.colours.dose, 2, dashes))


def _draw_rates(pen: Pen, series: ChartSeries, low: float, high: float) -> None:
    unit, edge = get_dose_unit(series.doses), pen.box.left
    several = len({step.drug for step in series.doses}) > 1
    look = Lettering(pen.colours.dose, NUMBER_SIZE, "SemiBold", rise="bottom")
    for place, step in enumerate(series.doses):
        if to_x(step.end) <= low or to_x(step.start) >= high:
            continue
        amount = format_amount(step.rate_ng_per_day, unit)
        text = f"{step.drug} {amount}" if several else amount
        left = max(pen.x_px(to_x(step.start)), pen.box.left) + 4
        if left >= edge:
            level = pen.y_px(step.rate_ng_per_day) + 2
            pen.text(f"rate {place}", (left, level), text, look)
            edge = left + get_text_width(text, NUMBER_SIZE, "SemiBold") + 4


def get_dose_height(series: ChartSeries) -> Height:
    """Return no height, which is no panel, without doses."""
    return Height(62, 30) if series.doses else Height(0, 0)


def get_dose_title(series: ChartSeries) -> str:
    """Return 'Dose: morphine, mg/day'."""
    drugs = ", ".join(dict.fromkeys(step.drug for step in series.doses))
    return f"Dose: {drugs}, {get_dose_unit(series.doses).label}"
