"""The panels of the trial chart, top to bottom: add one function and one line in PANELS."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from trialtracker.charts.dose_panel import draw_dose, get_dose_height, get_dose_title
from trialtracker.charts.lane_panels import (
    NO_SCALE,
    draw_lane,
    draw_pressure,
    get_lane_height,
    get_lane_scale,
    get_pressure_height,
    get_pressure_scale,
)
from trialtracker.charts.layout import STRETCHED, Height
from trialtracker.charts.level_panel import TITLE as LEVEL_TITLE
from trialtracker.charts.level_panel import draw_levels, get_level_height
from trialtracker.charts.mark_panel import draw_marks, get_mark_height, get_mark_title
from trialtracker.charts.opioid_panel import TITLE as OPIOID_TITLE
from trialtracker.charts.opioid_panel import draw_opioids, get_opioid_height
from trialtracker.charts.pain_panel import TITLE, draw_pain
from trialtracker.charts.pen import Pen
from trialtracker.charts.side_effect_panel import draw_side_effects, get_side_effect_height
from trialtracker.clinical.measures import Measure, MeasureGroup
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.vital_series import (
    LANE_MEASURES,
    PRESSURE_KEY,
    PRESSURE_LABEL,
    PRESSURE_UNIT,
    ValueScale,
    format_lane_label,
)

PAIN_SCALE = ValueScale(0, 10, (0, 2, 4, 6, 8, 10))


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its scale with its ticks, wanted height, title and drawing function.

    A panel with a unit is a lane: its title stands left of it. One that names its rows has the
    title beside the first.
    """

    key: str
    get_height: Callable[[ChartSeries], Height]
    get_title: Callable[[ChartSeries], str]
    draw: Callable[[Pen, ChartSeries], None]
    get_scale: Callable[[ChartSeries], ValueScale] = lambda _: NO_SCALE
    unit: str = ""
    names_rows: bool = False


def make_lane(measure: Measure) -> Panel:
    """Return the lane of one measure."""
    return Panel(
        key=measure.key,
        get_height=partial(get_lane_height, key=measure.key),
        get_title=lambda _: format_lane_label(measure.short_label),
        draw=partial(draw_lane, key=measure.key),
        get_scale=partial(get_lane_scale, key=measure.key),
        unit="0 to 10" if measure.unit in {"NRS", "score"} else measure.unit,
    )


_VITAL_LANES = [make_lane(m) for m in LANE_MEASURES if m.group is MeasureGroup.VITAL]
_OTHER_LANES = [make_lane(m) for m in LANE_MEASURES if m.group is not MeasureGroup.VITAL]
_SIGN_GROUPS = {MeasureGroup.HEADACHE, MeasureGroup.BLADDER}
_SIGN_KEYS = {m.key for m in LANE_MEASURES if m.group in _SIGN_GROUPS}
_SIGN_LANES = [lane for lane in _OTHER_LANES if lane.key in _SIGN_KEYS]
_FUNCTION_LANES = [lane for lane in _OTHER_LANES if lane.key not in _SIGN_KEYS]
_PRESSURE_LANE = Panel(
    key=PRESSURE_KEY,
    get_height=get_pressure_height,
    get_title=lambda _: PRESSURE_LABEL,
    draw=draw_pressure,
    get_scale=get_pressure_scale,
    unit=PRESSURE_UNIT,
)

PANELS: tuple[Panel, ...] = (
    Panel("pain", lambda _: STRETCHED, lambda _: TITLE, draw_pain, lambda _: PAIN_SCALE),
    Panel("marks", get_mark_height, get_mark_title, draw_marks, names_rows=True),
    Panel("dose", get_dose_height, get_dose_title, draw_dose),
    Panel(
        "side_effects",
        get_side_effect_height,
        lambda _: "Side effects, grade",
        draw_side_effects,
    ),
    Panel("opioids", get_opioid_height, lambda _: OPIOID_TITLE, draw_opioids),
    Panel("levels", get_level_height, lambda _: LEVEL_TITLE, draw_levels),
    *_VITAL_LANES[:3],
    _PRESSURE_LANE,
    *_VITAL_LANES[3:],
    *_OTHER_LANES,
)


class PanelChoice(NamedTuple):
    """Panels that are chosen together, under the title by which they are asked for."""

    key: str
    title: str
    panels: tuple[str, ...]


def _list_keys(panels: Iterable[Panel]) -> tuple[str, ...]:
    return tuple(panel.key for panel in panels)


PANEL_CHOICES: tuple[PanelChoice, ...] = (
    PanelChoice("pain", "Pain", ("pain",)),
    PanelChoice("marks", "Safety findings and notes", ("marks",)),
    PanelChoice("dose", "Intrathecal dose", ("dose",)),
    PanelChoice("side_effects", "Side effects", ("side_effects",)),
    PanelChoice("opioids", "Oral opioids", ("opioids",)),
    PanelChoice("levels", "Sedation, motor block and other scales", ("levels",)),
    PanelChoice("vitals", "Vital signs", _list_keys((*_VITAL_LANES, _PRESSURE_LANE))),
    PanelChoice("function", "Function, sleep and questionnaires", _list_keys(_FUNCTION_LANES)),
    PanelChoice("bladder_and_head", "Postural headache, bladder scan", _list_keys(_SIGN_LANES)),
)
"""What a physician chooses among; every panel belongs to one of them, and pain always stands."""
