"""Draw on one Axes with artists that are made once, by name, and afterwards only moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import numpy as np
from matplotlib.artist import Artist  # noqa: TID253
from matplotlib.axes import Axes  # noqa: TID253
from matplotlib.collections import PolyCollection  # noqa: TID253
from matplotlib.transforms import Affine2D, Bbox  # noqa: TID253

from trialtracker.charts.colours import ChartColours
from trialtracker.charts.layout import Box
from trialtracker.charts.screen_artists import BoxSet, Fill, Trace
from trialtracker.charts.stamp import Align, Stamp
from trialtracker.charts.stroke import Dashes, Numbers, Stroke

__all__ = ["RISES", "Dashes", "Lettering", "Numbers", "Pen", "Stroke", "to_x"]

SECONDS_A_DAY = 86_400
ArtistKind = TypeVar("ArtistKind", bound=Artist)


def to_x(at: datetime) -> float:
    """Return the place of an instant on the time axis: days of 24 hours since 1970, UTC."""
    return at.timestamp() / SECONDS_A_DAY


RISES = {"baseline": 0.0, "bottom": 0.22, "centre": -0.36, "top": -0.76}
"""Where the baseline lies from the place, in shares of the size: Inter's own measures."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text looks, and what of it stands at its place; rise is a name in RISES."""

    colour: str
    size: float = 11.0
    weight: str = "Regular"
    align: Align = "left"
    rise: str = "baseline"


class Pen:
    """Hands out the named artists of one panel; those not asked for since begin() are hidden.

    Lines and boxes take data coordinates, texts and key samples take pixels of the figure counted
    from its lower left corner. A name means the same look; a line that changes it is made anew.
    """

    def __init__(self, axes: Axes, colours: ChartColours, *, is_animated: bool = True) -> None:
        self.axes = axes
        self._is_animated = is_animated
        self.colours = colours
        self.box = Box(0, 0, 1, 1)
        self.x_limits = axes.get_xlim()
        self.y_limits = axes.get_ylim()
        self.drawn: list[Artist] = []
        self._artists: dict[str, Artist] = {}
        self._strokes: dict[str, Stroke] = {}
        self._pixels = Affine2D().scale(1 / 72) + axes.figure.dpi_scale_trans
        self._scale = 1.0
        self._to_screen, self._pixels_to_screen = Affine2D(), Affine2D()
        # A marker at 0 or 10 is drawn whole; nothing leaves the panel sideways, or its strip.
        self._line_clip, self._strip_clip, self._panel_clip = (Bbox.unit() for _ in range(3))

    def place(self, box: Box, strip: Box, scale: float) -> None:
        """Move to a box, in a strip of the figure that no other panel draws on.

        Both are in logical pixels, of which scale dots of the screen are one.
        """
        self.box, self._scale = box, scale
        dot = 1 / scale  # images reach a dot beyond what they are cut off at
        own = Box(strip.left, strip.bottom + dot, strip.width, strip.height - 2 * dot)
        side = Box(box.left - 0.001 * box.width, own.bottom, 1.011 * box.width, own.height)
        clips = (self._line_clip, side), (self._strip_clip, own), (self._panel_clip, box)
        for clip, around in clips:
            corners = ((around.left, around.bottom), (around.right, around.top))
            clip.set_points(np.array(corners) * scale)

    def begin(self) -> None:
        """Start a new drawing on the time axis as it stands."""
        self.x_limits = self.axes.get_xlim()  # asking matplotlib for each point would be slow
        self.drawn.clear()

    def set_y_limits(self, bottom: float, top: float) -> None:
        """Change the scale of values."""
        if (bottom, top) != self.y_limits:
            self.y_limits = (bottom, top)
            self.axes.set_ylim(bottom, top)

    def finish(self) -> None:
        """Hide every artist that the new drawing does not use, and settle where all stand."""
        used = set(self.drawn)
        for artist in self._artists.values():
            if artist.get_visible() != (artist in used):
                artist.set_visible(artist in used)
        (left, right), (low, high), box = self.x_limits, self.y_limits, self.box
        across, up = box.width / (right - left), box.height / (high - low)
        x0, y0 = box.left - left * across, box.bottom - low * up
        self._to_screen.clear().scale(across, up).translate(x0, y0).scale(self._scale)
        self._pixels_to_screen.clear().scale(self._scale)

    def get(self, name: str) -> Artist:
        """Return an artist by name."""
        return self._artists[name]

    def x_px(self, x: float) -> float:
        """Return the pixel column of a place on the time axis."""
        low, high = self.x_limits
        return self.box.left + (x - low) / (high - low) * self.box.width

    def y_px(self, y: float) -> float:
        """Return the pixel row of a value."""
        low, high = self.y_limits
        return self.box.bottom + (y - low) / (high - low) * self.box.height

    def line(self, name: str, xs: Numbers, ys: Numbers, stroke: Stroke) -> None:
        """Draw a line or markers through data points; NaN breaks it."""
        self._line(name, stroke, in_pixels=False).show(xs, ys)

    def sample(self, name: str, xs: Numbers, ys: Numbers, stroke: Stroke) -> None:
        """Draw a line or markers in pixels, anywhere in the figure."""
        self._line(name, stroke, in_pixels=True).show(xs, ys)

    def text(self, name: str, place: tuple[float, float], text: str, look: Lettering) -> None:
        """Write a text at a place in pixels."""
        artist = self._artists.get(name)
        if not isinstance(artist, Stamp):
            stamp = Stamp(look.size, look.weight, look.colour, look.align, self._strip_clip)
            artist = self._add(name, stamp)
            artist.set_transform(self._pixels)
        artist.set_position((place[0], place[1] + RISES[look.rise] * look.size))
        artist.set_text(text)
        self.drawn.append(artist)

    def boxes(
        self, name: str, boxes: Sequence[Box], colours: Sequence[str], edge: str = "none"
    ) -> None:
        """Fill boxes given in data coordinates."""
        artist = self._artists.get(name)
        if not isinstance(artist, BoxSet):
            artist = self._add(name, BoxSet(edge, self._to_screen, self._panel_clip))
            artist.set_clip_path(None)
            artist.set_clip_box(self.axes.bbox)
        artist.show(boxes, colours)
        self.drawn.append(artist)

    def hatch(self, name: str, boxes: Sequence[Box], hatch: str) -> None:
        """Hatch boxes given in data coordinates."""
        artist = self._artists.get(name)
        if not isinstance(artist, PolyCollection):
            artist = self._add(name, PolyCollection([], facecolors="none", hatch=hatch))
            artist.set_edgecolor(self.colours.axis)
            artist.set_clip_path(None)
            artist.set_clip_box(self.axes.bbox)
        artist.set_verts([box.corners for box in boxes])
        self.drawn.append(artist)

    def area(self, name: str, box: Box, colour: str) -> None:
        """Fill one box given in data coordinates."""
        artist = self._artists.get(name)
        if not isinstance(artist, Fill):
            artist = self._add(name, Fill(colour, self._to_screen, self._panel_clip))
        artist.set_bounds(box.left, box.bottom, box.width, box.height)
        self.drawn.append(artist)

    def ground(self, name: str, box: Box) -> None:
        """Clear a box given in pixels, so that a text on it stands apart from lines below."""
        artist = self._artists.get(name)
        if not isinstance(artist, Fill):
            fill = Fill(self.colours.ground, self._pixels_to_screen, self._panel_clip)
            artist = self._add(name, fill)
            artist.set_transform(self._pixels)
        artist.set_bounds(box.left, box.bottom, box.width, box.height)
        self.drawn.append(artist)

    def _line(self, name: str, stroke: Stroke, *, in_pixels: bool) -> Trace:
        artist = self._artists.get(name)
        if not isinstance(artist, Trace) or self._strokes[name] != stroke:
            if artist is not None:
                artist.remove()
            to_screen = self._pixels_to_screen if in_pixels else self._to_screen
            clip = self._strip_clip if in_pixels else self._line_clip
            artist = self._add(name, Trace(stroke, to_screen, clip))
            self._strokes[name] = stroke
            artist.set_clip_path(None)
            artist.set_clip_box(clip)
            if in_pixels:
                artist.set_transform(self._pixels)
        self.drawn.append(artist)
        return artist

    def _add(self, name: str, artist: ArtistKind) -> ArtistKind:
        artist.set_animated(self._is_animated)
        artist.set_gid(name)
        self.axes.add_artist(artist)
        self._artists[name] = artist
        return artist
