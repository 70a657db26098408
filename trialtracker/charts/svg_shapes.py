"""Lines, markers and hatches as an SVG has them."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import isnan, nan

from matplotlib.markers import MarkerStyle  # noqa: TID253
from matplotlib.path import Path  # noqa: TID253
from matplotlib.transforms import Affine2D  # noqa: TID253

from trialtracker.charts.layout import Box

Place = tuple[float, float]
HATCH_PX = 4.0
ROUND = {"o": 1.0, ".": 0.5}
"""Markers that are a circle, with their share of the size."""

_COMMANDS = {Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c"}


def format_number(value: float) -> str:
    """Return a number in as few digits as a picture needs."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def get_marker(marker: str | Path, size: float) -> str:
    """Return a marker about the place where the path stands, as relative commands."""
    if isinstance(marker, str) and marker in ROUND:
        radius = format_number(size * ROUND[marker] / 2)
        wide = format_number(size * ROUND[marker] / 2 * 2)
        arc = f"a{radius} {radius} 0 1 0"
        return f"m-{radius} 0{arc} {wide} 0{arc} -{wide} 0z"
    style = MarkerStyle(marker)
    scaled = style.get_transform() + Affine2D().scale(size)
    path = style.get_path().transformed(scaled)
    return _to_commands(path)


@cache
def has_face(marker: str | Path) -> bool:
    """Tell whether a marker is filled; a dash is not."""
    return MarkerStyle(marker).is_filled()


def _to_commands(path: Path) -> str:
    parts: list[str] = []
    x = y = start_x = start_y = 0.0
    for vertices, code in path.iter_segments(curves=True, simplify=False):
        if code == Path.CLOSEPOLY:
            parts.append("z")
            x, y = start_x, start_y
            continue
        places = [
            f"{format_number(vertices[n] - x)} {format_number(y - vertices[n + 1])}"
            for n in range(0, len(vertices), 2)
        ]
        parts.append(_COMMANDS.get(code, "m") + " ".join(places))
        x, y = float(vertices[-2]), float(vertices[-1])
        if code == Path.MOVETO:
            start_x, start_y = x, y
    return "".join(parts)


def get_hatch(box: Box) -> str:
    """Return the outline of a box, its top left corner at left and bottom, with slanted lines."""
    left, top, right, bottom = box.left, box.bottom, box.right, box.top
    fmt = format_number
    parts = [f"M{fmt(left)} {fmt(top)}H{fmt(right)}V{fmt(bottom)}H{fmt(left)}z"]
    for step in range(1, int((box.width + box.height) / HATCH_PX) + 1):
        along = step * HATCH_PX  # each line has one sum of x and y
        down, across = min(along, box.height), min(along, box.width)
        x, y = along - down, along - across
        parts.append(f"M{fmt(left + x)} {fmt(top + down)}L{fmt(left + across)} {fmt(top + y)}")
    return "".join(parts)


def cut_line(points: Sequence[Place], left: float, right: float) -> Iterator[Place]:
    """Yield what of a line that never goes back lies between two columns; NaN breaks it."""
    last: Place | None = None
    for one, other in pairwise(points):
        if isnan(one[1]) or isnan(other[1]) or other[0] < left or one[0] > right:
            continue
        start = one if one[0] >= left else _at(one, other, left)
        end = other if other[0] <= right else _at(one, other, right)
        if start != last:
            yield nan, nan
            yield start
        yield end
        last = end


def _at(one: Place, other: Place, column: float) -> Place:
    """Return where a piece of line crosses a column."""
    share = (column - one[0]) / (other[0] - one[0])
    return column, one[1] + share * (other[1] - one[1])
