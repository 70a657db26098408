"""The bundled typeface for charts: one font per weight, and how wide a text is in it."""

from functools import cache

from matplotlib.font_manager import FontProperties, get_font  # noqa: TID253
from matplotlib.ft2font import LoadFlags  # noqa: TID253

from trialtracker.paths import resources

FEATURES = ("tnum",)
"""Figures of one width, so that numbers stand still when they change."""


@cache
def get_typeface(size: float, weight: str = "Regular") -> FontProperties:
    """Return Inter of a size in pixels; weight is Regular, Medium, SemiBold or Bold."""
    path = resources() / "fonts" / f"Inter-{weight}.otf"
    return FontProperties(fname=str(path), size=size)


@cache
def get_text_width(text: str, size: float, weight: str = "Regular") -> float:
    """Return the width of one line of text in pixels."""
    font = get_font(str(get_typeface(size, weight).get_file()))
    font.set_size(size, 72)
    font.set_text(text, 0, LoadFlags.NO_HINTING, features=FEATURES)
    width, _ = font.get_width_height()
    return width / 64
