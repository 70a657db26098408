"""The panels of the trial chart, top to bottom: add one function and one line in PANELS."""

from collections.abc import Callable
from dataclasses import dataclass

from trialtracker.charts.dose_panel import draw_dose, get_dose_height, get_dose_title
from trialtracker.charts.layout import STRETCHED, Height
from trialtracker.charts.pain_panel import TITLE, draw_pain
from trialtracker.charts.pen import Pen
from trialtracker.charts.side_effect_panel import draw_side_effects, get_side_effect_height
from trialtracker.clinical.series import ChartSeries


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its fixed scale with its ticks, wanted height, title and drawing function."""

    key: str
    limits: tuple[float, float]
    ticks: tuple[int, ...]
    get_height: Callable[[ChartSeries], Height]
    get_title: Callable[[ChartSeries], str]
    draw: Callable[[Pen, ChartSeries], None]


PANELS: tuple[Panel, ...] = (
    Panel(
        key="pain",
        limits=(0, 10),
        ticks=(0, 2, 4, 6, 8, 10),
        get_height=lambda _: STRETCHED,
        get_title=lambda _: TITLE,
        draw=draw_pain,
    ),
    Panel(
        key="dose",
        limits=(0, 1),
        ticks=(),
        get_height=get_dose_height,
        get_title=get_dose_title,
        draw=draw_dose,
    ),
    Panel(
        key="side_effects",
        limits=(0, 1),
        ticks=(),
        get_height=get_side_effect_height,
        get_title=lambda _: "Side effects, grade",
        draw=draw_side_effects,
    ),
)
