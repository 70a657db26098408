"""The picture of a chart as a file: SVG, PDF or PNG, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from trialtracker.charts.picture import Window, draw_svg, get_least_size
from trialtracker.charts.svg_pen import mend
from trialtracker.own_file import write_whole
from trialtracker.paths import font_folders

if TYPE_CHECKING:
    import typst

    from trialtracker.charts.colours import ChartColours
    from trialtracker.clinical.series import ChartSeries

SUFFIXES = (".png", ".svg", ".pdf")
PNG_SCALE = 2.0
"""Dots per pixel: sharp on a screen of high density, and on paper at a fair size."""

_SHEET = b"""#let drawn = bytes(sys.inputs.svg)
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#set document(title: sys.inputs.title)
#image(drawn, format: "svg", width: 100%, alt: sys.inputs.title)
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows, at the size it has on the screen, and whose it says it is."""

    series: ChartSeries
    size_px: tuple[float, float]
    colours: ChartColours
    window: Window | None = None
    panels: frozenset[str] | None = None
    heading: str = ""

    @property
    def least_size(self) -> tuple[float, float]:
        """Return the size, higher where the chart could not be read in it."""
        return get_least_size(self.series, self.size_px, self.panels, self.heading)

    def draw_svg(self) -> str:
        """Return it as SVG."""
        look, shown = (self.least_size, self.colours, self.panels), self.window
        return draw_svg(self.series, *look, window=shown, heading=self.heading)


def save_picture(picture: Picture, path: Path) -> None:
    """Write a picture to a file of the kind that its suffix names.

    The file has a place of its own until it is whole, and only its owner can read it.

    Raises:
        ValueError: if the suffix is none of SUFFIXES.
        OSError: if the file cannot be written; what was there before is still there.
    """
    svg, size = picture.draw_svg(), picture.least_size
    match path.suffix.lower():
        case ".svg":
            content = svg.encode()
        case ".pdf":
            content = make_pdf(svg, size, picture.heading)
        case ".png":
            content = make_png(svg, size)
        case other:
            raise ValueError(f"A picture is saved as .png, .svg or .pdf, not as {other!r}.")
    write_whole(path, content)


def make_png(svg: str, size_px: tuple[float, float], scale: float = PNG_SCALE) -> bytes:
    """Return a picture in dots."""
    import typst  # off the start-up path

    return typst.compile(
        _SHEET,
        font_paths=_get_fonts(),
        sys_inputs=_get_inputs(svg, size_px, ""),
        format="png",
        ppi=72 * scale,
    )


def make_pdf(svg: str, size_px: tuple[float, float], title: str) -> bytes:
    """Return a picture as one page of its size, its text still text."""
    import typst  # off the start-up path

    inputs = _get_inputs(svg, size_px, mend(title) or "Chart of a trial")
    return typst.compile(_SHEET, font_paths=_get_fonts(), sys_inputs=inputs, format="pdf")


def _get_inputs(svg: str, size_px: tuple[float, float], title: str) -> dict[str, str]:
    width, height = size_px
    return {"svg": svg, "width": str(width), "height": str(height), "title": title}


@cache
def _get_fonts() -> typst.Fonts:
    import typst

    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
