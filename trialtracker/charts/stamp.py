"""Text that is rendered once and then stamped: drawing glyphs anew was most of every redraw."""

from functools import lru_cache
from math import ceil
from typing import Literal

import numpy as np
from matplotlib import rcParams  # noqa: TID253
from matplotlib.backend_bases import GraphicsContextBase, RendererBase  # noqa: TID253
from matplotlib.backends.backend_agg import RendererAgg  # noqa: TID253
from matplotlib.text import Text  # noqa: TID253
from matplotlib.transforms import Bbox  # noqa: TID253
from numpy.typing import NDArray

from trialtracker.charts.typeface import FEATURES, get_text_width, get_typeface, to_drawable
from trialtracker.overriding import override

MARGIN_PX = 2
Pixels = NDArray[np.uint8]
Align = Literal["left", "center", "right"]

_ALIGNED = {"left": 0.0, "center": 0.5, "right": 1.0}


class Stamp(Text):
    """One line of text standing on its baseline; on anything but a screen it is a plain text."""

    def __init__(self, size: float, weight: str, colour: str, align: Align, clip: Bbox) -> None:
        super().__init__(
            color=colour,
            fontproperties=get_typeface(size, weight),
            horizontalalignment=align,
            verticalalignment="baseline",
            fontfeatures=FEATURES,
            parse_math=False,
        )
        self.look = (size, weight, colour)
        self._share = _ALIGNED[align]
        self._gc = GraphicsContextBase()
        self._gc.set_clip_rectangle(clip)

    @override
    def draw(self, renderer: RendererBase) -> None:
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        text = self.get_text()
        if not (self.get_visible() and text):
            return
        scale = renderer.dpi / 72
        pixels, depth = _render(text, *self.look, renderer.dpi)
        x, y = self.get_position()
        width = get_text_width(text, self.look[0], self.look[1])
        left, bottom = round((x - self._share * width) * scale), round(y * scale)
        renderer.draw_image(self._gc, left - MARGIN_PX, bottom - depth, pixels)


@lru_cache(maxsize=4096)
def _render(text: str, size: float, weight: str, colour: str, dpi: float) -> tuple[Pixels, int]:
    """Return the picture of a text and how far its lower edge is below the baseline."""
    hinting = rcParams["text.hinting"]
    rcParams["text.hinting"] = "none"  # hinted advances would space the letters unevenly
    try:  # not rc_context: it copies all there is to set, for every text
        return _render_unhinted(text, size, weight, colour, dpi)
    finally:
        rcParams["text.hinting"] = hinting


def _render_unhinted(
    text: str, size: float, weight: str, colour: str, dpi: float
) -> tuple[Pixels, int]:
    measure = RendererAgg(1, 1, dpi)
    font, text = get_typeface(size, weight, text), to_drawable(text)
    _, height, descent = measure.get_text_width_height_descent(text, font, ismath=False)
    width = get_text_width(text, size, weight) * dpi / 72  # matplotlib's own has narrower figures
    depth = int(descent) + MARGIN_PX
    wide, tall = ceil(width) + 3 * MARGIN_PX, int(height) + 2 * MARGIN_PX + 2
    renderer = RendererAgg(wide, tall, dpi)
    gc = renderer.new_gc()
    gc.set_foreground(colour)
    source = Text(text=text, fontfeatures=FEATURES, parse_math=False)
    renderer.draw_text(gc, MARGIN_PX, tall - depth, text, font, 0, ismath=False, mtext=source)
    pixels = np.array(renderer.buffer_rgba())[::-1]
    return pixels, depth
