"""The chart of a report: vectors on white paper, of a height that suits what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trialtracker.clinical.series import ChartSeries

WIDTH_PX = 860.0
"""Its letters of 11 pixels are 6.7 points high over the width of a page."""

SHORTEST_PX, TALLEST_PX = 300.0, 440.0
PIXELS_A_POINT = WIDTH_PX / 522
"""The lines of an A4 page are 184 mm long; a page that has less room scales the chart down."""

PANELS = frozenset({"dose", "side_effects", "opioids"})
"""What stands below the pain on the one page; the full record has every panel."""

_LEAST_FULL_PX = 620.0
"""With many panels it grows; the page scales down what is higher than itself."""

_ENOUGH_POINTS = 195.0
"""With less room the oral opioids stand in their section alone: the pain needs the height."""


def draw_chart(series: ChartSeries, room_points: float) -> str:
    """Return the whole trial as SVG, for about so much room on the page."""
    from trialtracker.charts.colours import PAPER
    from trialtracker.charts.picture import draw_svg  # off the start-up path

    height = min(TALLEST_PX, max(SHORTEST_PX, room_points * PIXELS_A_POINT))
    panels = PANELS if room_points >= _ENOUGH_POINTS else PANELS - {"opioids"}
    return draw_svg(series, (WIDTH_PX, height), PAPER, panels)


def draw_full_chart(series: ChartSeries) -> str:
    """Return the whole trial as SVG with every panel that has something to show."""
    from trialtracker.charts.colours import PAPER
    from trialtracker.charts.picture import draw_svg, get_least_size  # off the start-up path

    size = get_least_size(series, (WIDTH_PX, _LEAST_FULL_PX))
    return draw_svg(series, size, PAPER)
