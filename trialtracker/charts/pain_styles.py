"""How each pain measure looks: a colour and a marker of its own, the same everywhere."""

from dataclasses import dataclass

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.pen import Stroke
from trialtracker.clinical.measures import (
    PAIN_AVERAGE,
    PAIN_LEAST,
    PAIN_MOVEMENT,
    PAIN_REST,
    PAIN_WORST,
)
from trialtracker.clinical.series import ChartSeries

PROMINENT = (PAIN_REST.key, PAIN_MOVEMENT.key)
"""Drawn strong besides the assessed measure."""

MARKERS = {
    PAIN_REST.key: "o",
    PAIN_MOVEMENT.key: "D",
    PAIN_WORST.key: "^",
    PAIN_LEAST.key: "v",
    PAIN_AVERAGE.key: "s",
}


@dataclass(frozen=True, slots=True)
class PainStyle:
    """The look of one measure; filled and hollow are the markers of timely and late readings."""

    key: str
    label: str
    is_prominent: bool
    stroke: Stroke
    filled: Stroke
    hollow: Stroke
    sample: Stroke


def get_styles(series: ChartSeries, colours: ChartColours) -> tuple[PainStyle, ...]:
    """Return the styles of the measures that have readings, the most important first."""
    by_key = {
        PAIN_REST.key: colours.rest,
        PAIN_MOVEMENT.key: colours.movement,
        PAIN_WORST.key: colours.worst,
        PAIN_LEAST.key: colours.least,
        PAIN_AVERAGE.key: colours.average,
    }
    prominent = dict.fromkeys((series.measure, *PROMINENT))
    styles = [
        _make_style(line.key, line.label, line.key in prominent, by_key[line.key], colours)
        for line in series.lines
    ]
    return tuple(sorted(styles, key=lambda style: not style.is_prominent))


def _make_style(
    key: str, label: str, is_prominent: bool, colour: str, colours: ChartColours
) -> PainStyle:
    marker, size = MARKERS[key], 6.0 if is_prominent else 3.6
    width = 2.0 if is_prominent else 0.8
    return PainStyle(
        key,
        label,
        is_prominent,
        stroke=Stroke(colour, width),
        sample=Stroke(
            colour, width, marker=marker, size=size, edge=colours.marker_edge, every=(1,)
        ),
        filled=Stroke(colour, 0, marker=marker, size=size, edge=colours.marker_edge),
        hollow=Stroke(
            colour, 0, marker=marker, size=size, face=colours.ground, edge=colour, edge_width=1.5
        ),
    )
