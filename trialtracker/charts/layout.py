"""Where the panels of a chart stand, in pixels from the figure's lower left corner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

RIGHT_PX = 114.0
TOP_PX = 42.0
BETWEEN_PX = 25.0
BOTTOM_PX = 46.0
LOW_BOTTOM_PX = 34.0
LOW_CHART_PX = 360.0
"""A chart lower than this has no row for hours."""


@dataclass(frozen=True, slots=True)
class Height:
    """How tall a panel wants to be, how small it may become, and the gap above it."""

    wanted: float
    smallest: float
    gap: float = BETWEEN_PX


STRETCHED = Height(inf, 90.0)
"""The height of the panel that takes what the others leave."""

FEW_PANELS = 3
READABLE_PX = 50.0
"""What the stretched panel gets beyond its smallest height where many others stand below it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels or in data coordinates."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return self.bottom + self.height

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Return the four corners, anticlockwise."""
        return (
            (self.left, self.bottom),
            (self.right, self.bottom),
            (self.right, self.top),
            (self.left, self.top),
        )


def get_bottom_px(height: float) -> float:
    """Return the margin under the lowest panel."""
    return BOTTOM_PX if height >= LOW_CHART_PX else LOW_BOTTOM_PX


def get_left_px(width: float) -> float:
    """Return the left margin, in which the names of side effects stand."""
    return min(150.0, max(112.0, width * 0.18))


def get_least_height(wanted: Iterable[Height]) -> float:
    """Return the height below which a chart of these panels can no longer be read."""
    heights = [wish for wish in wanted if wish.wanted]
    gaps = sum(wish.gap for wish in heights[1:])
    fixed = sum(wish.smallest for wish in heights if wish is not STRETCHED)
    return TOP_PX + BOTTOM_PX + gaps + fixed + _get_stretched_px(len(heights))


def _get_stretched_px(count: int) -> float:
    """Return the least height of the stretched panel among so many."""
    return STRETCHED.smallest + (READABLE_PX if count > FEW_PANELS else 0)


def get_boxes(
    size: tuple[float, float], left_px: float, wanted: Mapping[str, Height]
) -> dict[str, Box]:
    """Return the box of every panel, the first on top; a wanted height of 0 is no panel.

    When there is too little room the fixed panels shrink together towards their smallest heights,
    so that the stretched one keeps its own.
    """
    width, height = size
    heights = {key: wish for key, wish in wanted.items() if wish.wanted}
    gaps = sum(wish.gap for wish in list(heights.values())[1:])
    room = height - TOP_PX - get_bottom_px(height) - gaps
    fixed = [wish for wish in heights.values() if wish is not STRETCHED]
    most, least = sum(wish.wanted for wish in fixed), sum(wish.smallest for wish in fixed)
    spare = room - _get_stretched_px(len(heights)) - least
    share = min(1.0, max(0.0, spare / max(most - least, 1) / 2))
    taken = least + share * (most - least)
    boxes: dict[str, Box] = {}
    top = height - TOP_PX + next(iter(heights.values())).gap
    for key, wish in heights.items():
        tall = wish.smallest + share * (wish.wanted - wish.smallest)
        if wish is STRETCHED:
            tall = max(20.0, room - taken)
        top -= wish.gap + tall
        boxes[key] = Box(left_px, top, max(40.0, width - left_px - RIGHT_PX), tall)
    return boxes


TITLE_RISE_PX = 17.0
"""How far above a panel's box its title reaches."""


def get_strips(boxes: Mapping[str, Box], size: tuple[float, float], scale: float) -> dict[str, Box]:
    """Return the strip of the figure, whole dots of the screen, that belongs to each panel.

    The strips fill the figure: between two panels each has what is written at its edge.
    """
    width, height = size
    strips: dict[str, Box] = {}
    listed = list(boxes.items())
    top = height
    for (key, box), below in zip(listed, [*(box for _, box in listed[1:]), None], strict=True):
        bottom = 0.0
        if below is not None:
            gap = box.bottom - below.top
            edge = below.top + (TITLE_RISE_PX if gap > TITLE_RISE_PX else gap / 2)
            bottom = round(edge * scale) / scale
        strips[key] = Box(0, bottom, width, top - bottom)
        top = bottom
    return strips
