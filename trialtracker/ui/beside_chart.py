"""The charts of two parts of trials: the same panels, the same hours and points a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy

from trialtracker.overriding import override
from trialtracker.ui.chart_surface import ChartSurface
from trialtracker.ui.theme import current_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trialtracker.clinical.series import ChartSeries

SHOWN = frozenset({"pain", "dose", "side_effects", "opioids"})
"""Did it help, at what dose, at what cost: vital signs stand on the trial's own chart."""

_LEAST_PAIN_PX = 190.0


class BesideChart(ChartSurface):
    """Takes the width it is given: both sides have the same."""

    def __init__(self, side: str) -> None:
        super().__init__(current_colours())
        self.setAccessibleName(f"{side} chart")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_beside(self, series: ChartSeries, height: int) -> None:
        """Draw a part at a height at which its pain panel is as high as the other's."""
        self.hide_panels(_list_hidden())
        self.setFixedHeight(height)
        self.show_series(series)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.set_colours(current_colours())


def get_heights(both: Sequence[ChartSeries]) -> tuple[int, ...]:
    """Return how high each chart stands so that a point of pain is as high in both.

    The panels below take all they want (charts.layout.get_boxes shares nothing out above that),
    and what is left for pain is equal.
    """
    from trialtracker.charts.layout import BOTTOM_PX, FEW_PANELS, READABLE_PX, STRETCHED, TOP_PX
    from trialtracker.charts.panels import PANELS

    wishes = [
        [p.get_height(series) for p in PANELS if p.key in SHOWN and p.key != "pain"]
        for series in both
    ]
    wanted = [[wish for wish in side if wish.wanted] for side in wishes]
    slack = max(sum(wish.wanted - wish.smallest for wish in side) for side in wanted)
    most = max(len(side) + 1 for side in wanted)
    least = STRETCHED.smallest + (READABLE_PX if most > FEW_PANELS else 0)
    pain = max(_LEAST_PAIN_PX, least + slack)
    return tuple(
        round(TOP_PX + BOTTOM_PX + pain + sum(wish.wanted + wish.gap for wish in side))
        for side in wanted
    )


def _list_hidden() -> frozenset[str]:
    from trialtracker.charts.panels import PANEL_CHOICES

    return frozenset(choice.key for choice in PANEL_CHOICES) - SHOWN
