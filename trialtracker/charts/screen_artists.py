"""Lines and boxes that reach a screen's pixels without matplotlib's way through its transforms."""

from collections.abc import Sequence
from math import floor

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase  # noqa: TID253
from matplotlib.backends.backend_agg import RendererAgg  # noqa: TID253
from matplotlib.collections import PolyCollection  # noqa: TID253
from matplotlib.colors import to_rgba  # noqa: TID253
from matplotlib.lines import Line2D  # noqa: TID253
from matplotlib.markers import MarkerStyle  # noqa: TID253
from matplotlib.patches import Rectangle  # noqa: TID253
from matplotlib.path import Path  # noqa: TID253
from matplotlib.transforms import Affine2D, Bbox  # noqa: TID253
from numpy.typing import NDArray

from trialtracker.charts.dots import Dots
from trialtracker.charts.layout import Box
from trialtracker.charts.stroke import DASH_PARTS, Numbers, Stroke
from trialtracker.overriding import override

Places = NDArray[np.float64]


class Trace(Line2D):
    """A line with markers, of one look; on anything but a screen it is matplotlib's own.

    to_screen leads from data or logical pixels to the screen's; its pen changes it in place.
    """

    def __init__(self, stroke: Stroke, to_screen: Affine2D, clip: Bbox) -> None:
        super().__init__(
            [],
            [],
            color=stroke.colour,
            linewidth=stroke.width,
            linestyle=stroke.dashes if stroke.width else "",
            marker="none" if stroke.marker == "" else stroke.marker,
            markersize=stroke.size,
            markerfacecolor=stroke.face or stroke.colour,
            markeredgecolor=stroke.edge or stroke.colour,
            markeredgewidth=stroke.edge_width,
            markevery=None if stroke.every is None else list(stroke.every),
            solid_joinstyle="round",
        )
        self._stroke = stroke
        self._to_screen = to_screen
        self._clip = clip
        self._points = _make_path([], [])
        self._line_gc = _make_gc(stroke.colour, stroke.width, clip)
        if stroke.width:
            self._line_gc.set_joinstyle("round")
            self._line_gc.set_capstyle("butt" if self.is_dashed() else "projecting")
            parts = DASH_PARTS.get(stroke.dashes)
            dashes = None if parts is None else [part * stroke.width for part in parts]
            self._line_gc.set_dashes(0, dashes)
        self._markers = None if stroke.marker == "" else _Markers(stroke, clip)

    def show(self, xs: Numbers, ys: Numbers) -> None:
        """Move it to other points; NaN breaks the line."""
        self.set_data(xs, ys)
        self._points = _make_path(xs, ys)

    @override
    def draw(self, renderer: RendererBase) -> None:
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        path = self._points
        if not (self.get_visible() and len(np.asarray(path.vertices))):
            return
        if self._stroke.is_upright:
            dots = Dots(renderer, self._to_screen, self._clip)
            _fill_upright(dots, np.asarray(path.vertices), self._stroke)
        elif self._stroke.width:
            renderer.draw_path(self._line_gc, path, self._to_screen)
        if self._markers is not None:
            every = self._stroke.every
            marked = path if every is None else Path(np.asarray(path.vertices)[list(every)])
            self._markers.draw(renderer, marked, self._to_screen)


class _Markers:
    """The marker of one look, ready to be stamped."""

    def __init__(self, stroke: Stroke, clip: Bbox) -> None:
        self._style = MarkerStyle(stroke.marker)
        self._size = stroke.size
        is_filled = self._style.is_filled()
        self._face = to_rgba(stroke.face or stroke.colour) if is_filled else (0.0, 0.0, 0.0, 0.0)
        self._gc = _make_gc(stroke.edge or stroke.colour, stroke.edge_width, clip)
        self._gc.set_joinstyle(self._style.get_joinstyle())
        self._gc.set_capstyle(self._style.get_capstyle())

    def draw(self, renderer: RendererAgg, path: Path, to_screen: Affine2D) -> None:
        """Draw a marker at each point."""
        size_px = renderer.points_to_pixels(self._size)
        threshold = self._style.get_snap_threshold()
        self._gc.set_snap(None if threshold is None else size_px >= threshold)
        shape = Affine2D(self._style.get_transform().get_matrix()).scale(size_px)
        renderer.draw_markers(self._gc, self._style.get_path(), shape, path, to_screen, self._face)


class Fill(Rectangle):
    """A box of one colour without an edge."""

    def __init__(self, colour: str, to_screen: Affine2D, clip: Bbox) -> None:
        super().__init__((0, 0), 0, 0, facecolor=colour, edgecolor="none")
        self._to_screen = to_screen
        self._colour = colour
        self._clip = clip

    @override
    def draw(self, renderer: RendererBase) -> None:
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        if self.get_visible():
            (left, bottom), (width, height) = self.get_xy(), (self.get_width(), self.get_height())
            dots = Dots(renderer, self._to_screen, self._clip)
            dots.blend((left, left + width), (bottom, bottom + height), self._colour)


class BoxSet(PolyCollection):
    """Boxes filled with a colour each; a screen shows them in whole dots, a dot apart."""

    def __init__(self, edge: str, to_screen: Affine2D, clip: Bbox) -> None:
        super().__init__([], edgecolors=edge, linewidths=1)
        self._gap = 0 if edge == "none" else 1
        self._to_screen = to_screen
        self._clip = clip
        self._boxes: list[tuple[Box, str]] = []

    def show(self, boxes: Sequence[Box], colours: Sequence[str]) -> None:
        """Move it to other boxes."""
        self._boxes = list(zip(boxes, colours, strict=True))

    @override
    def get_paths(self) -> Sequence[Path]:
        """Return the boxes as paths, made only now: a screen does without."""
        self.set_verts([box.corners for box, _ in self._boxes])
        return super().get_paths()

    @override
    def draw(self, renderer: RendererBase) -> None:
        if not isinstance(renderer, RendererAgg):
            self.set_facecolor([colour for _, colour in self._boxes])
            super().draw(renderer)
            return
        if not self.get_visible():
            return
        dots = Dots(renderer, self._to_screen, self._clip)
        gap = round(self._gap * dots.scale)
        for box, colour in self._boxes:
            left, right = round(dots.to_column(box.left)), round(dots.to_column(box.right))
            ends = dots.to_row(box.bottom), dots.to_row(box.top)
            dots.fill(left, max(right - gap, left + 1), (min(ends), max(ends)), colour)


def _fill_upright(dots: Dots, ends: Places, stroke: Stroke) -> None:
    """Fill the dots of upright lines, each given by its two ends and a break."""
    wide = max(1, round(stroke.width * dots.scale))
    for (x, one), (_, other) in zip(ends[::3].tolist(), ends[1::3].tolist(), strict=True):
        first = floor(dots.to_column(x) - (wide - 1) / 2)
        rows = dots.to_row(one), dots.to_row(other)
        dots.fill(first, first + wide, (min(rows), max(rows)), stroke.colour)


def _make_path(xs: Numbers, ys: Numbers) -> Path:
    vertices = np.empty((len(xs), 2))
    vertices[:, 0], vertices[:, 1] = xs, ys
    return Path(vertices)


def _make_gc(colour: str, width: float, clip: Bbox) -> GraphicsContextBase:
    """Return how to draw; the box that it is cut off at may still move."""
    gc = GraphicsContextBase()
    gc.set_foreground(to_rgba(colour), isRGBA=True)
    gc.set_linewidth(width)
    gc.set_clip_rectangle(clip)
    return gc
