import numpy as np
import pytest
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from trialtracker.charts.dots import Dots

WIDTH, HEIGHT = 60, 40
CLIP = Bbox.from_extents(3.5, 2.5, 55.5, 37.5)
STAY = Affine2D()


def make_ground() -> RendererAgg:
    """Return a screen with rows and columns that differ, and nothing to be seen through it."""
    renderer = RendererAgg(WIDTH, HEIGHT, 72)
    pixels = np.asarray(renderer.buffer_rgba())
    pixels[:] = (250, 240, 200, 255)
    pixels[::7] = (10, 90, 130, 255)
    pixels[:, 20:23] = (70, 71, 72, 255)
    return renderer


def make_path(across: tuple[float, float], rise: tuple[float, float]) -> Path:
    (left, right), (bottom, top) = across, rise
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return Path(corners, closed=True)


@pytest.mark.parametrize("colour", ["#14663B12", "#5B647030", "#FFFFFFEE", "#0F766E", "#00000001"])
@pytest.mark.parametrize(
    ("across", "rise"),
    [((10, 30), (5, 20)), ((0, 60), (0, 40)), ((9.5, 41.25), (30.5, 7.75)), ((-90, 2), (1, 9))],
)
def test_area_has_the_dots_that_agg_would_give_it(
    colour: str, across: tuple[float, float], rise: tuple[float, float]
) -> None:
    by_agg, by_hand = make_ground(), make_ground()
    gc = GraphicsContextBase()
    gc.set_linewidth(0)
    gc.set_clip_rectangle(CLIP)
    by_agg.draw_path(gc, make_path(across, rise), STAY, to_rgba(colour))

    Dots(by_hand, STAY, CLIP).blend(across, rise, colour)

    assert bytes(by_hand.buffer_rgba()) == bytes(by_agg.buffer_rgba())
