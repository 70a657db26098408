from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from tests.charts.samples import (
    AS_OF,
    COLOURS,
    draw,
    make_full_trial,
    make_series,
    make_whole_trial,
)
from tests.factories import START, make_dose, make_entry, make_trial, moment_of_day
from trialtracker.charts.layout import STRETCHED, Height, get_boxes
from trialtracker.charts.pain_labels import Label, spread
from trialtracker.charts.pain_styles import MARKERS, get_styles
from trialtracker.charts.pen import to_x
from trialtracker.charts.thinning import thin_line
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.charts.value_line import MOST_MARKERS, get_drawn_line
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.series import ChartRange
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_series import ValueLine

PAINS = {measure.key: place + 2 for place, measure in enumerate(PAIN_MEASURES)}
"""A different score for each kind of pain."""

SIZES = [(930, 580), (576, 312), (500, 280), (1400, 900)]


def make_line(count: int, minutes: int = 1) -> ValueLine:
    entries = [
        make_entry(START + timedelta(minutes=n * minutes), {"pain_rest": n % 11})
        for n in range(count)
    ]
    return make_series(make_trial(entries), as_of=START + timedelta(days=9)).lines[0]


def make_crowded_trial() -> Trial:
    full = make_full_trial()
    effects = {f"side_effect:{key}": 1 for key in ("pruritus", "headache", "dizziness")}
    more = make_entry(moment_of_day(4, 13), {**PAINS, **effects})
    return make_trial((*full.entries, more), doses=[*full.doses, make_dose(START, 9_000_000)])


def make_trial_with_halves() -> Trial:
    scores = {measure.key: f"{place + 5}.5" for place, measure in enumerate(PAIN_MEASURES)}
    entries = [make_entry(moment_of_day(day, 12), scores) for day in (-3, -2, -1, 1, 2, 4)]
    return make_trial(entries)


def text_boxes(chart: TrialChart) -> dict[str, Bbox]:
    renderer = FigureCanvasAgg(chart.figure).get_renderer()
    texts = [
        artist
        for axes in chart.axes.values()
        for artist in axes.get_children()
        if isinstance(artist, Text) and artist.get_visible() and artist.get_text()
    ]
    return {f"{t.get_gid()}: {t.get_text()}": t.get_window_extent(renderer) for t in texts}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("chosen", ChartRange)
@pytest.mark.parametrize(
    "make", [make_full_trial, make_crowded_trial, make_trial_with_halves, make_trial]
)
def test_no_text_overlaps_another_or_leaves_the_picture(
    size: tuple[int, int], chosen: ChartRange, make: Callable[[], Trial]
) -> None:
    chart = TrialChart(COLOURS)
    chart.resize(*size, 1)
    chart.set_range(chosen)

    chart.show(make_series(make(), as_of=AS_OF))

    boxes = text_boxes(chart)
    shrunk = {name: box.padded(-1.5) for name, box in boxes.items()}
    outside = [n for n, b in shrunk.items() if b.x0 < 0 or b.x1 > size[0] or b.y0 < 0]
    assert (find_overlaps(chart), outside) == ([], [])


def find_overlaps(chart: TrialChart) -> list[tuple[str, str]]:
    shrunk = {name: box.padded(-1.5) for name, box in text_boxes(chart).items()}
    return [(a, b) for a in shrunk for b in shrunk if a < b and shrunk[a].overlaps(shrunk[b])]


@pytest.mark.parametrize("width", [600, 930, 1400])
def test_no_text_of_the_whole_record_overlaps_at_its_least_height(width: int) -> None:
    chart = draw(make_whole_trial())

    chart.resize(width, chart.get_least_height(), 1)

    boxes = text_boxes(chart)
    assert find_overlaps(chart) == []
    assert [n for n, b in boxes.items() if b.x0 < 0 or b.x1 > width or b.y0 < 0] == []


def test_trial_with_few_panels_needs_no_more_height_than_before() -> None:
    assert draw(make_full_trial()).get_least_height() < 300


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_text_stands_upright(size: tuple[int, int]) -> None:
    chart = TrialChart(COLOURS)
    chart.resize(*size, 1)

    chart.show(make_series(make_full_trial()))

    children = [child for axes in chart.axes.values() for child in axes.get_children()]
    assert {t.get_rotation() for t in children if isinstance(t, Text)} == {0.0}


def test_line_without_markers_above_500_points() -> None:
    line = make_line(MOST_MARKERS + 1)

    drawn = get_drawn_line(line, (to_x(START), to_x(START) + 1), 900)

    assert (drawn.filled, len(drawn.xs)) == ((), MOST_MARKERS + 2)


def test_line_of_500_points_has_all_its_markers() -> None:
    drawn = get_drawn_line(make_line(MOST_MARKERS), (to_x(START), to_x(START) + 1), 900)

    assert len(drawn.filled) == MOST_MARKERS


def test_lonely_reading_keeps_its_marker_among_many() -> None:
    lonely = make_entry(START + timedelta(days=5), {"pain_rest": 7})
    many = make_line(MOST_MARKERS + 1).points
    entries = [make_entry(point.at, {"pain_rest": point.value}) for point in many]
    series = make_series(make_trial([*entries, lonely]), as_of=START + timedelta(days=6))

    drawn = get_drawn_line(series.lines[0], (to_x(START), to_x(START) + 7), 900)

    assert [point.at for point in drawn.filled] == [lonely.observed_at]


def test_line_enters_the_window_from_the_reading_before_it() -> None:
    line = make_line(10, minutes=60)

    drawn = get_drawn_line(line, (to_x(START) + 2.5 / 24, to_x(START) + 4.5 / 24), 900)

    assert drawn.ys[:-1].tolist() == [2, 3, 4, 5]
    assert [point.value for point in drawn.filled] == [3, 4]


# Bytes, because a list of 900 drawn numbers takes a hundred times as long to make.
@given(st.binary(min_size=300, max_size=900), st.integers(10, 60))
def test_thinned_line_keeps_the_extremes_of_each_pixel(values: bytes, columns: int) -> None:
    xs, ys = np.arange(len(values), dtype=float), np.array([v % 11 for v in values], dtype=float)

    thin_xs, thin_ys = thin_line(xs, ys, columns)

    column = np.floor(xs / xs[-1] * (columns - 1))
    thin_column = np.floor(thin_xs / xs[-1] * (columns - 1))
    extremes = [(ys[column == c].min(), ys[column == c].max()) for c in range(columns)]
    kept = [
        (thin_ys[thin_column == c].min(), thin_ys[thin_column == c].max()) for c in range(columns)
    ]
    assert kept == extremes
    assert len(thin_xs) <= 2 * columns


def test_thinned_line_keeps_its_breaks() -> None:
    xs, ys = np.arange(1000.0), np.ones(1000)
    ys[[100, 101, 500]] = np.nan

    thin_xs, thin_ys = thin_line(xs, ys, 20)

    assert thin_xs[np.isnan(thin_ys)].tolist() == [100, 101, 500]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_short_line_is_not_thinned(count: int) -> None:
    xs = np.zeros(count)

    assert thin_line(xs, xs, 20)[0] is xs


def test_every_measure_has_its_own_marker_and_colour() -> None:
    series = make_series(make_trial([make_entry(values=PAINS)]))

    styles = get_styles(series, COLOURS)

    assert len({style.filled.marker for style in styles}) == len(PAINS) == len(MARKERS)
    assert len({style.stroke.colour for style in styles}) == len(PAINS)
    assert {style.filled.edge for style in styles} == {COLOURS.marker_edge}


def test_rest_and_movement_are_drawn_stronger_than_the_others() -> None:
    series = make_series(make_trial([make_entry(values=PAINS)]))

    prominent = [style.key for style in get_styles(series, COLOURS) if style.is_prominent]

    assert prominent == ["pain_rest", "pain_movement"]


@given(st.lists(st.floats(0, 200), min_size=1, max_size=7))
def test_labels_are_moved_apart(levels: list[float]) -> None:
    labels = [Label(str(n), level, "#000000", "", ("x",)) for n, level in enumerate(levels)]

    centres = sorted(spread(labels, 0, 200))

    assert all(b - a >= labels[0].height - 1e-6 for a, b in pairwise(centres))
    assert centres[0] >= 7 - 1e-6
    assert centres[-1] <= 193 + 1e-6


@pytest.mark.parametrize("height", [250, 320, 600, 1200])
def test_panels_do_not_overlap_at_any_height(height: float) -> None:
    wanted = {"pain": STRETCHED, "none": Height(0, 0), "lanes": Height(88, 52)}

    boxes = get_boxes((700, height), 120, wanted)

    assert list(boxes) == ["pain", "lanes"]
    assert height > boxes["pain"].top > boxes["pain"].bottom > boxes["lanes"].top
    assert boxes["lanes"].bottom > 0


def test_drug_that_was_stopped_and_given_again_has_a_break_between() -> None:
    other = make_dose(moment_of_day(2), drug="bupivacaine")
    doses = [make_dose(START), other, make_dose(moment_of_day(3))]
    chart = TrialChart(COLOURS)
    chart.resize(900, 600, 1)

    chart.show(make_series(make_trial([make_entry(score=3)], doses=doses)))

    line = chart.get_pen("dose").get("dose morphine")
    ys = np.asarray(getattr(line, "get_ydata", list)(), dtype=float)
    assert np.isnan(ys).sum() == 1


def test_side_effects_too_many_to_name_are_counted_with_their_worst_grade() -> None:
    values = {effect.measure: 1 for effect in SIDE_EFFECTS if 1 in effect.grades}
    chart = draw(make_trial([make_entry(values=values)]), size=(480, 260))

    rest = chart.get_pen("side_effects").get("rest")

    assert getattr(rest, "get_text", str)().endswith("more, up to grade 1")
