import numpy as np
import pytest

from tests.charts.panel_pictures import NAMES, draw_picture, read_picture

STEP = 48
"""32 shades are kept; another processor may round an edge to the next few."""

MOST_CHANGED = 0.001
"""Of a picture. One point that moves by one score changes 0.002 of it."""


@pytest.mark.parametrize("name", NAMES)
def test_the_panel_looks_as_it_was_meant_to(name: str) -> None:
    drawn, kept = draw_picture(name), read_picture(name)

    assert drawn.shape == kept.shape
    assert np.mean(np.abs(drawn - kept) > STEP) < MOST_CHANGED


def test_a_picture_that_moved_by_a_pixel_would_be_noticed() -> None:
    kept = read_picture("pain")

    moved = np.roll(kept, 1, axis=0)

    assert np.mean(np.abs(moved - kept) > STEP) > 5 * MOST_CHANGED
