from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from tests.charts.samples import (
    AS_OF,
    COLOURS,
    draw,
    make_full_trial,
    make_series,
    make_whole_trial,
)
from tests.factories import START, Number, make_entry, make_trial, moment_of_day
from trialtracker.charts.pen import to_x
from trialtracker.charts.stamp import Pixels
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.series import ChartRange
from trialtracker.clinical.trial import Trial

SIZE = (900, 1300)
LATER = AS_OF - timedelta(hours=1)


def pixels_of(chart: TrialChart) -> Pixels:
    pixels, width, height = chart.get_image()
    return np.frombuffer(bytes(pixels), np.uint8).reshape(height, width, 4)


def with_entry(values: dict[str, Number]) -> Trial:
    whole = make_whole_trial()
    return replace(whole, entries=(*whole.entries, make_entry(LATER, values)))


def make_empty_trial() -> Trial:
    return make_trial()


def make_many_effects() -> Trial:
    keys = ("nausea", "vomiting", "pruritus", "headache")
    return make_trial([make_entry(values={f"side_effect:{key}": 1 for key in keys})])


TRIALS = [make_whole_trial, make_full_trial, make_empty_trial, make_many_effects]


@pytest.mark.parametrize("scale", [1, 1.25])
@pytest.mark.parametrize("first", TRIALS[:3])
@pytest.mark.parametrize("then", TRIALS)
def test_trial_drawn_over_another_looks_as_if_drawn_alone(
    first: Callable[[], Trial], then: Callable[[], Trial], scale: float
) -> None:
    alone, over = TrialChart(COLOURS), TrialChart(COLOURS)
    alone.resize(900, 700, scale)
    over.resize(900, 700, scale)
    over.show(make_series(first()))

    over.show(make_series(then()))
    alone.show(make_series(then()))

    assert np.array_equal(pixels_of(over), pixels_of(alone))


def test_window_moved_there_and_back_is_the_same_picture() -> None:
    chart = draw(make_whole_trial())
    before, (start, end) = pixels_of(chart), chart.get_window()
    chart.show_window(start, start + timedelta(hours=30))
    chart.show_window(start + timedelta(hours=9), start + timedelta(hours=39))

    chart.show_window(start, end)

    assert np.array_equal(pixels_of(chart), before)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("pain", {"pain_rest": 6}),
        ("heart_rate", {"heart_rate": 61}),
        ("blood_pressure", {"systolic": 122, "diastolic": 81}),
        ("levels", {"sedation": 1}),
        ("odi", {"odi": 44}),
    ],
)
def test_reading_added_touches_the_pixels_of_its_own_panel_alone(
    key: str, values: dict[str, Number]
) -> None:
    chart = draw(with_entry({"event": 1}), size=SIZE)
    before = pixels_of(chart)

    chart.show(make_series(with_entry({"event": 1, **values})))

    rows = np.flatnonzero((pixels_of(chart) != before).any(axis=(1, 2)))
    own = chart.get_pen(key).box
    assert len(rows) > 0
    assert own.bottom - 9 <= SIZE[1] - rows.max() <= SIZE[1] - rows.min() <= own.top + 30


def test_trial_shown_again_unchanged_draws_nothing_anew() -> None:
    chart = draw(make_whole_trial())
    kept = {key: list(chart.get_pen(key).drawn) for key in chart.axes}
    chart.get_pen("pain").drawn.clear()

    chart.show(make_series(make_whole_trial()))

    assert chart.get_pen("pain").drawn == []
    assert kept["dose"] == chart.get_pen("dose").drawn


def test_focus_line_stays_over_what_is_drawn_anew_below_it() -> None:
    chart, fresh = draw(make_full_trial()), draw(make_whole_trial())
    chart.focus_line(moment_of_day(2))

    chart.show(make_series(make_whole_trial()))
    without = np.array_equal(pixels_of(chart), pixels_of(fresh))
    chart.focus_line(moment_of_day(2))
    fresh.focus_line(moment_of_day(2))

    assert without
    assert np.array_equal(pixels_of(chart), pixels_of(fresh))


@pytest.mark.parametrize("chosen", ChartRange)
def test_focus_line_stands_at_its_moment_alone(chosen: ChartRange) -> None:
    chart = draw(make_full_trial())
    chart.set_range(chosen)
    chart.focus_line(AS_OF)
    before = pixels_of(chart)

    chart.focus_line(AS_OF - timedelta(hours=8))

    columns = np.flatnonzero((pixels_of(chart) != before).any(axis=(0, 2)))
    places = [chart.get_pen("pain").x_px(to_x(at)) for at in (AS_OF - timedelta(hours=8), AS_OF)]
    assert columns.size
    assert all(min(abs(column - place) for place in places) < 5 for column in columns)


def test_focus_line_of_a_chart_without_a_trial_is_nothing() -> None:
    chart = TrialChart(COLOURS)
    chart.resize(600, 400, 1)

    chart.focus_line(START)

    pixels = pixels_of(chart)
    assert (pixels == pixels[0, 0]).all()


@pytest.mark.parametrize("scale", [1, 2])
def test_upright_lines_are_whole_columns_of_dots(scale: float) -> None:
    chart = TrialChart(COLOURS)
    chart.resize(900, 600, scale)
    chart.show(make_series(make_empty_trial()))

    pen = chart.get_pen("side_effects")
    row = pixels_of(chart)[round((600 - pen.box.top + 2) * scale)]
    grid = [int(part) for part in bytes.fromhex(COLOURS.grid[1:])]
    columns = np.flatnonzero((row[:, :3] == grid).all(axis=1))
    days = len(make_series(make_empty_trial()).days)
    assert len(columns) == scale * (days - 1)  # the first midnight is the side of the panel


def test_span_is_filled_from_its_start_to_its_end() -> None:
    chart = draw(make_many_effects())

    pen = chart.get_pen("side_effects")
    row = pixels_of(chart)[round(600 - pen.y_px(0.25))]
    fill = [int(part) for part in bytes.fromhex(COLOURS.grades[0][1][1:])]
    columns = np.flatnonzero((row[:, :3] == fill).all(axis=1))
    left, right = pen.x_px(to_x(START)), pen.x_px(to_x(START) + 1)
    assert (columns[0], columns[-1]) == pytest.approx((left, right - 2), abs=1)
