"""Pictures of the panels as they are meant to be; run this module to draw them anew, and look."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.charts.samples import make_series, make_whole_trial
from trialtracker.charts.colours import ChartColours
from trialtracker.charts.panels import PANEL_CHOICES
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.series import ChartRange
from trialtracker.ui.chart_surface import to_chart_colours
from trialtracker.ui.theme import DARK, LIGHT

FOLDER = Path(__file__).with_name("pictures")
WIDTH, LEAST_HEIGHT = 640, 260
SHADES = 32
LIGHT_COLOURS, DARK_COLOURS = to_chart_colours(LIGHT), to_chart_colours(DARK)

Shades = NDArray[np.int16]

NAMES = (
    *(choice.key for choice in PANEL_CHOICES),
    *(f"pain-{span.value}" for span in (ChartRange.HOURS_24, ChartRange.HOURS_72)),
    "dark",
    "double",
)
"""Each panel, the pain of each window, and pain in the dark theme and at 200 %."""


def draw_picture(name: str) -> Shades:
    """Return one of NAMES in shades of grey."""
    scale = 2 if name == "double" else 1
    chart = TrialChart(_get_colours(name))
    chart.choose_panels(frozenset({name}))
    series = make_series(make_whole_trial())
    chart.show(series)
    if name.startswith("pain-"):
        chart.set_range(ChartRange(name.removeprefix("pain-")))
    chart.resize(WIDTH, max(LEAST_HEIGHT, round(chart.get_least_height())), scale)
    pixels, width, height = chart.get_image()
    colours = np.asarray(pixels, dtype=np.uint8).reshape(height, width, 4)[:, :, :3]
    return to_shades(Image.fromarray(colours.copy()))


def _get_colours(name: str) -> ChartColours:
    return DARK_COLOURS if name == "dark" else LIGHT_COLOURS


def read_picture(name: str) -> Shades:
    """Return a kept picture."""
    with Image.open(FOLDER / f"{name}.png") as picture:
        return to_shades(picture)


def to_shades(picture: Image.Image) -> Shades:
    """Return a picture in shades of grey."""
    return np.asarray(picture.convert("L"), dtype=np.int16)


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        picture = Image.fromarray(draw_picture(name).astype(np.uint8))
        picture.quantize(SHADES).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
