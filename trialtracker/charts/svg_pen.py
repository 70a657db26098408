"""A pen that writes what it draws as SVG: vectors, and text that stays text."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from math import isnan

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.layout import Box
from trialtracker.charts.pen import RISES, Lettering, Numbers, Pen, Stroke
from trialtracker.charts.svg_shapes import Place, cut_line, get_hatch, get_marker, has_face
from trialtracker.charts.svg_shapes import format_number as fmt
from trialtracker.overriding import override

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
DASHES = {"--": (3.7, 1.6), ":": (1, 1.65), "-.": (6.4, 1.6, 1, 1.6)}
"""In widths of the line, as on the screen."""

HATCH_WIDTH = 0.7
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may have, not even escaped."""


class SvgPen(Pen):
    """Draws one panel like any pen; its parts are elements of an SVG of that height."""

    def __init__(self, colours: ChartColours, limits: tuple[float, float], height: float) -> None:
        # Not what a pen on axes has: nothing is kept from one drawing to the next.
        self.colours = colours
        self.box = Box(0, 0, 1, 1)
        self.x_limits = limits
        self.y_limits = (0.0, 1.0)
        self._height = height
        self.parts: list[str] = []

    @override
    def begin(self) -> None:
        """Do nothing: the time axis stands from the first."""

    @override
    def finish(self) -> None:
        """Do nothing: there is nothing from before that would have to go."""

    @override
    def set_y_limits(self, bottom: float, top: float) -> None:
        self.y_limits = (bottom, top)

    @override
    def line(self, name: str, xs: Numbers, ys: Numbers, stroke: Stroke) -> None:
        if not len(xs):
            return
        points = [(self.x_px(x), self._flip(self.y_px(y))) for x, y in zip(xs, ys, strict=True)]
        box = self.box
        left, right = box.left - 0.001 * box.width, box.left + 1.01 * box.width
        seen = [point for point in points if left <= point[0] <= right]
        if len(seen) < len(points):
            points = list(cut_line(points, left, right))
        self._draw_path(points, stroke)
        self._draw_markers(seen, stroke)

    @override
    def sample(self, name: str, xs: Numbers, ys: Numbers, stroke: Stroke) -> None:
        points = [(x, self._flip(y)) for x, y in zip(xs, ys, strict=True)]
        self._draw_path(points, stroke)
        marked = points if stroke.every is None else [points[place] for place in stroke.every]
        self._draw_markers(marked, stroke)

    @override
    def text(self, name: str, place: tuple[float, float], text: str, look: Lettering) -> None:
        x, y = place[0], self._flip(place[1] + RISES[look.rise] * look.size)
        self.parts.append(
            f'<text x="{fmt(x)}" y="{fmt(y)}" font-size="{fmt(look.size)}"'
            f' font-weight="{WEIGHTS[look.weight]}" text-anchor="{ANCHORS[look.align]}"'
            f" {_fill(look.colour)}>{clean(text)}</text>"
        )

    @override
    def boxes(
        self, name: str, boxes: Sequence[Box], colours: Sequence[str], edge: str = "none"
    ) -> None:
        for box, colour in zip(boxes, colours, strict=True):
            stroke = "" if edge == "none" else f' stroke="{edge}"'
            self._draw_rect(self._to_px(box), f"{_fill(colour)}{stroke}")

    @override
    def hatch(self, name: str, boxes: Sequence[Box], hatch: str) -> None:
        look = f'fill="none" stroke="{self.colours.axis}" stroke-width="{HATCH_WIDTH}"'
        for box in boxes:
            seen = self._see(self._to_px(box))
            if seen is not None:
                flipped = Box(seen.left, self._flip(seen.top), seen.width, seen.height)
                self.parts.append(f'<path d="{get_hatch(flipped)}" {look}/>')

    @override
    def area(self, name: str, box: Box, colour: str) -> None:
        self._draw_rect(self._to_px(box), _fill(colour))

    @override
    def ground(self, name: str, box: Box) -> None:
        self._draw_rect(box, _fill(self.colours.ground))

    def spines(self, colour: str) -> None:
        """Draw the left and the lower side of the panel."""
        box = self.box
        top, bottom = self._flip(box.top), self._flip(box.bottom)
        corners = [(box.left, top), (box.left, bottom), (box.right, bottom)]
        self._draw_path(corners, Stroke(colour, 0.8))

    def _flip(self, y: float) -> float:
        return self._height - y

    def _to_px(self, box: Box) -> Box:
        left, right = self.x_px(box.left), self.x_px(box.right)
        low, high = sorted((self.y_px(box.bottom), self.y_px(box.top)))
        return Box(left, low, right - left, high - low)

    def _see(self, box: Box) -> Box | None:
        """Return what of a box lies within the panel."""
        left, right = max(box.left, self.box.left), min(box.right, self.box.right)
        bottom, top = max(box.bottom, self.box.bottom), min(box.top, self.box.top)
        if left >= right or bottom >= top:
            return None
        return Box(left, bottom, right - left, top - bottom)

    def _draw_rect(self, box: Box, look: str) -> None:
        seen = self._see(box)
        if seen is not None:
            self.parts.append(
                f'<rect x="{fmt(seen.left)}" y="{fmt(self._flip(seen.top))}"'
                f' width="{fmt(seen.width)}" height="{fmt(seen.height)}" {look}/>'
            )

    def _draw_path(self, points: Sequence[Place], stroke: Stroke) -> None:
        drawn = " ".join(_join(points)) if stroke.width else ""
        if not drawn:
            return
        dashes = " ".join(fmt(part * stroke.width) for part in DASHES.get(stroke.dashes, ()))
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<path d="{drawn}" fill="none" {_ink(stroke.colour)}'
            f' stroke-width="{fmt(stroke.width)}" stroke-linejoin="round"{dashed}/>'
        )

    def _draw_markers(self, points: Sequence[Place], stroke: Stroke) -> None:
        if stroke.marker == "":
            return
        shape = get_marker(stroke.marker, stroke.size)
        drawn = "".join(f"M{fmt(x)} {fmt(y)}{shape}" for x, y in points if not isnan(y))
        if not drawn:
            return
        face = _fill(stroke.face or stroke.colour) if has_face(stroke.marker) else 'fill="none"'
        edge = f'{_ink(stroke.edge or stroke.colour)} stroke-width="{fmt(stroke.edge_width)}"'
        self.parts.append(f'<path d="{drawn}" {face}{f" {edge}" if stroke.edge_width else ""}/>')


def clean(text: str) -> str:
    """Return a text as XML has it."""
    return escape(mend(text), quote=False)


def mend(text: str) -> str:
    """Return a text in which the sign of an unknown letter stands for what no file may have."""
    return NO_XML.sub("\ufffd", text)


def _join(points: Sequence[Place]) -> Iterator[str]:
    """Yield the commands of a line that breaks at NaN."""
    command = "M"
    for x, y in points:
        if not isnan(y):
            yield f"{command}{fmt(x)} {fmt(y)}"
            command = "L"
        else:
            command = "M"


def _fill(colour: str) -> str:
    return _paint("fill", colour)


def _ink(colour: str) -> str:
    return _paint("stroke", colour)


def _paint(what: str, colour: str) -> str:
    """Return a colour; the last two digits of eight say how opaque it is."""
    if len(colour) == len("#RRGGBBAA"):
        opacity = int(colour[7:], 16) / 255
        return f'{what}="{colour[:7]}" {what}-opacity="{fmt(opacity)}"'
    return f'{what}="{colour}"'
