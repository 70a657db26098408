"""Letters and digits as the shapes of markers."""

from functools import cache

from matplotlib.path import Path  # noqa: TID253
from matplotlib.textpath import TextPath  # noqa: TID253

from trialtracker.charts.typeface import get_typeface


@cache
def get_glyph(mark: str) -> Path:
    """Return a letter or digit as the shape of a marker, about its middle."""
    drawn = TextPath((0, 0), mark, prop=get_typeface(20, "SemiBold"))
    extent = drawn.get_extents()
    middle = ((extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2)
    return Path(drawn.vertices - middle, drawn.codes)
