"""What a chart shows can be told apart by whoever looks at it, and on a grey print."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from tools.colour_vision import Sight, get_difference, parse_colour, see
from trialtracker.charts.colours import PAPER, ChartColours
from trialtracker.ui.chart_surface import to_chart_colours
from trialtracker.ui.theme import DARK, LIGHT

PALETTES = {
    "light": to_chart_colours(LIGHT),
    "dark": to_chart_colours(DARK),
    "paper": PAPER,
}
LACKING = (Sight.PROTANOPIA, Sight.DEUTERANOPIA, Sight.TRITANOPIA)
TOLD_APART = 9.0
"""Four times the difference that is just noticeable (2.3); markers and dashes differ as well."""
TOLD_APART_IN_GREY = 3 * 2.3


def list_lines(colours: ChartColours) -> list[str]:
    return [colours.rest, colours.movement, colours.worst, colours.least, colours.average]


def get_least_difference(pairs: list[tuple[str, str]], sight: Sight) -> float:
    return min(
        get_difference(see(parse_colour(one), sight), see(parse_colour(other), sight))
        for one, other in pairs
    )


@pytest.mark.parametrize("sight", LACKING)
@pytest.mark.parametrize("palette", PALETTES)
def test_lines_of_pain_are_told_apart_by_everybody(palette: str, sight: Sight) -> None:
    pairs = list(combinations(list_lines(PALETTES[palette]), 2))

    assert get_least_difference(pairs, sight) >= TOLD_APART


def test_lines_of_pain_are_told_apart_on_a_grey_print() -> None:
    pairs = list(combinations(list_lines(PAPER), 2))

    assert get_least_difference(pairs, Sight.GREYSCALE) >= TOLD_APART_IN_GREY


@pytest.mark.parametrize("sight", Sight)
@pytest.mark.parametrize("palette", PALETTES)
def test_neighbouring_grades_are_told_apart_by_everybody(palette: str, sight: Sight) -> None:
    grounds = [ground for _, ground in PALETTES[palette].grades[:4]]

    assert get_least_difference(list(pairwise(grounds)), sight) >= TOLD_APART


@pytest.mark.parametrize("sight", Sight)
def test_white_and_black_are_seen_by_everybody_as_they_are(sight: Sight) -> None:
    ends = np.array([(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)])

    assert np.allclose(see(ends, sight), ends, atol=1e-3)


def test_the_difference_of_colours_is_that_of_the_standard() -> None:
    red, green = parse_colour("#FF0000"), parse_colour("#00FF00")

    assert get_difference(red, green) == pytest.approx(170.6, abs=0.5)
