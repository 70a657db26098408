"""The dose panel: infusion rates as steps, each with its number; boluses as marks above them."""

from collections.abc import Sequence
from itertools import groupby
from math import nan

from trialtracker.charts.backdrop import draw_backdrop
from trialtracker.charts.layout import Box, Height
from trialtracker.charts.pen import Dashes, Lettering, Pen, Stroke, to_x
from trialtracker.charts.typeface import ELLIPSIS, fit_text, get_text_width
from trialtracker.clinical.dose_marks import DoseMark
from trialtracker.clinical.dose_steps import DoseStep, format_rate
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.units import Per

NUMBER_SIZE = 10.5
LONGEST_NAME = 24
BESIDE_PX = 100.0
"""How far into the margin beside the panel a rate may be written."""

DOSE_DASHES: tuple[Dashes, ...] = ("-", "--", ":", "-.")

_HEADROOM = 1.45
_HEADROOM_FOR_MARKS = 2.05
_MARK_LEVEL = 0.88
_MARK_HALF_PX = 6


def draw_dose(pen: Pen, series: ChartSeries) -> None:
    """Draw each drug's rate as steps from zero, with the rate written at each step."""
    highest = max((step.rate_ng_per_day for step in series.doses), default=0) or 1
    top = highest * (_HEADROOM_FOR_MARKS if series.dose_marks else _HEADROOM)
    pen.set_y_limits(0, top)
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
    _draw_marks(pen, series, top * _MARK_LEVEL)


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
    several = len(_get_drugs(series)) > 1
    look = Lettering(pen.colours.dose, NUMBER_SIZE, "SemiBold", rise="bottom")
    written: list[Box] = []
    for place, step in enumerate(series.doses):
        if to_x(step.end) <= low or to_x(step.start) >= high:
            continue
        left = max(pen.x_px(to_x(step.start)), pen.box.left) + 4
        room = pen.box.right + BESIDE_PX - left
        text = _name_amount(step.drug if several else "", format_rate(step), room)
        width = get_text_width(text, NUMBER_SIZE, "SemiBold") + 4
        box = Box(left, pen.y_px(step.rate_ng_per_day) + 2, width, NUMBER_SIZE)
        if not any(_overlap(box, other) for other in written):
            pen.text(f"rate {place}", (box.left, box.bottom), text, look)
            written.append(box)


def _name_amount(drug: str, amount: str, room: float) -> str:
    """Return 'morphine 0.5'; of a name without room what fits, never of the amount."""
    if not drug:
        return amount
    rest = room - get_text_width(f" {amount}", NUMBER_SIZE, "SemiBold")
    name = fit_text(drug, rest, NUMBER_SIZE, "SemiBold")
    return amount if name == ELLIPSIS else f"{name} {amount}"


def _overlap(one: Box, other: Box) -> bool:
    beside = one.left >= other.right or other.left >= one.right
    return not (beside or one.bottom >= other.top or other.bottom >= one.top)


def _draw_marks(pen: Pen, series: ChartSeries, level: float) -> None:
    """Mark every dose of one moment: a triangle open, a hollow diamond coded, a square a refill."""
    colours = pen.colours
    looks = {
        "bolus": Stroke(colours.dose, 0, marker="v", size=8, edge=colours.dose),
        "coded": Stroke(colours.dose, 0, marker="D", size=6.5, face=colours.ground, edge_width=1.6),
        "refill": Stroke(colours.dose, 0, marker="s", size=6, face=colours.ground, edge_width=1.2),
    }
    for shape, look in looks.items():
        xs = [to_x(mark.at) for mark in series.dose_marks if _get_shape(mark) == shape]
        if xs:
            pen.line(f"{shape} marks", xs, [level] * len(xs), look)
    _draw_mark_texts(pen, series, level)


def _get_shape(mark: DoseMark) -> str:
    if mark.is_coded:
        return "coded"
    return "refill" if mark.kind is DoseKind.REFILL else "bolus"


def _draw_mark_texts(pen: Pen, series: ChartSeries, level: float) -> None:
    """Write at each mark what it was, where that covers neither a text nor another mark."""
    low, high = pen.x_limits
    look = Lettering(pen.colours.dose, NUMBER_SIZE, "SemiBold", rise="centre")
    several = len(_get_drugs(series)) > 1
    shown = [mark for mark in series.dose_marks if low <= to_x(mark.at) <= high]
    places = [pen.x_px(to_x(mark.at)) for mark in shown]
    edge = pen.box.left
    for number, mark in enumerate(shown):
        drug = mark.drug if several else ""
        after = [place - _MARK_HALF_PX for place in places[number + 1 :]]
        behind = places[number] + _MARK_HALF_PX + 3
        text, left = _place_mark_text(
            mark, drug, (edge, places[number]), min([pen.box.right, *after])
        )
        if text:
            pen.text(f"mark {number}", (left, pen.y_px(level)), text, look)
        end = left + get_text_width(text, NUMBER_SIZE, "SemiBold") + 4 if text else 0
        edge = max(edge, behind - 3, end)


def _place_mark_text(
    mark: DoseMark, drug: str, free: tuple[float, float], right: float
) -> tuple[str, float]:
    """Return what stands at a mark and where: behind it, before it, or cut to what is free.

    free is from where to the mark nothing is written yet; right is where the next mark begins.
    """
    behind, before = free[1] + _MARK_HALF_PX + 3, free[1] - _MARK_HALF_PX - 3
    text = f"{drug} {mark.text}".strip()
    width = get_text_width(text, NUMBER_SIZE, "SemiBold")
    if behind + width <= right:
        return text, behind
    if before - width >= free[0]:
        return text, before - width
    cut = _name_amount(drug, mark.text, right - behind) if drug else ""
    fits = behind + get_text_width(cut, NUMBER_SIZE, "SemiBold") <= right
    return (cut, behind) if fits else ("", behind)


def _get_drugs(series: ChartSeries) -> tuple[str, ...]:
    """Return every drug that the panel shows, by its own name."""
    marked = (mark.drug for mark in series.dose_marks if mark.drug)
    return tuple(dict.fromkeys((*(step.drug for step in series.doses), *marked)))


def get_dose_height(series: ChartSeries) -> Height:
    """Return no height, which is no panel, without doses."""
    if not series.dose_marks:
        return Height(62, 30) if series.doses else Height(0, 0)
    return Height(84, 56) if series.doses else Height(44, 30)


def get_dose_title(series: ChartSeries) -> str:
    """Return 'Dose: morphine, mg/day', each drug with its unit where they differ."""
    units = {_clip(step.drug): f"{step.unit.label}{Per.DAY.label}" for step in series.doses}
    if not units:
        return f"Dose: {', '.join(map(_clip, _get_drugs(series))) or 'coded or mixed'}"
    if len(set(units.values())) == 1:
        return f"Dose: {', '.join(units)}, {next(iter(units.values()))}"
    return f"Dose: {', '.join(f'{drug} {unit}' for drug, unit in units.items())}"


def _clip(drug: str) -> str:
    """Return a name; one longer than any drug's is cut, so that its unit stays in sight."""
    return drug if len(drug) <= LONGEST_NAME else f"{drug[:LONGEST_NAME].rstrip()}{ELLIPSIS}"
