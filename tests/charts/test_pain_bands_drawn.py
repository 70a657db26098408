from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from matplotlib.patches import Rectangle

from tests.charts.samples import AS_OF, COLOURS, draw, make_assessment, make_full_trial, make_series
from tests.factories import make_entry, make_trial, moment_of_day
from trialtracker.charts.pen import to_x
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.assessment import Window
from trialtracker.clinical.pain_bands import BaselineBand
from trialtracker.clinical.series import ChartRange, ChartSeries, get_series

MEAN = Fraction(39, 5)


def box_of(chart: TrialChart, name: str) -> tuple[float, ...]:
    artist = chart.get_pen("pain").get(name)
    assert isinstance(artist, Rectangle)
    box = artist.get_bbox()
    return (box.x0, box.y0, box.x1, box.y1)


def names_of(chart: TrialChart) -> set[str]:
    return {str(artist.get_gid()) for artist in chart.get_pen("pain").drawn}


def texts_of(chart: TrialChart) -> set[str]:
    return {getattr(a, "get_text", str)() for a in chart.get_pen("pain").drawn}


def show(series: ChartSeries, size: tuple[int, int] = (900, 600)) -> TrialChart:
    chart = TrialChart(COLOURS)
    chart.resize(*size, 1)
    chart.show(series)
    return chart


def test_band_is_one_standard_deviation_to_either_side_of_the_mean() -> None:
    series = make_series(make_full_trial())

    chart = draw(make_full_trial())

    _, low, _, high = box_of(chart, "baseline spread")
    assert series.baseline is not None
    spread = float(series.baseline.spread or 0)
    assert (low, high) == pytest.approx((7.8 - spread, 7.8 + spread))


def test_band_is_labelled_and_explained_in_the_key() -> None:
    texts = texts_of(draw(make_full_trial()))

    assert {"baseline 7.8", "± 1.4 SD", "baseline ± 1 SD, 2 days"} <= texts


def test_band_never_leaves_the_scale() -> None:
    series = make_series(make_full_trial())
    wide = BaselineBand(MEAN, MEAN, "same-day", "3 readings")

    chart = show(replace(series, baseline=wide))

    _, low, _, high = box_of(chart, "baseline spread")
    assert (low, high) == (0, 10)
    assert {"same-day 7.8", "same-day ± 1 SD, 3 readings"} <= texts_of(chart)


def test_baseline_of_one_day_has_a_line_without_a_band() -> None:
    series = make_series(make_full_trial())
    one = BaselineBand(MEAN, None, "baseline", "1 day")

    chart = show(replace(series, baseline=one))

    assert "baseline spread" not in names_of(chart)
    assert "baseline" in names_of(chart)


def test_low_panel_leaves_the_spread_to_the_key() -> None:
    chart = draw(make_full_trial(), size=(900, 200))

    assert "± 1.4 SD" not in texts_of(chart)


def test_assessment_window_is_shaded_and_labelled() -> None:
    chart = draw(make_full_trial())

    left, low, right, high = box_of(chart, "assessed")
    assert (left, right) == pytest.approx((to_x(moment_of_day(2, 0)), to_x(AS_OF)))
    assert (low, high) == (0, 10)
    assert "ASSESSMENT WINDOW, 3 DAYS" in texts_of(chart)


@pytest.mark.parametrize("width", [440, 520, 700, 1900])
def test_label_of_the_window_is_shortened_where_room_is_short(width: int) -> None:
    chart = draw(make_full_trial(), size=(width, 600))

    texts = texts_of(chart)
    assert any(text.startswith("ASSESS") for text in texts)


def test_window_out_of_sight_is_not_labelled() -> None:
    chart = draw(make_full_trial())

    chart.show_window(moment_of_day(-3), moment_of_day(-3) + timedelta(hours=20))

    assert not {"assessed", "assessed name"} & names_of(chart)


def test_label_of_a_sliver_of_window_is_left_out() -> None:
    chart = draw(make_full_trial())

    chart.show_window(moment_of_day(-3), moment_of_day(2, 1))

    assert "assessed" in names_of(chart)
    assert "assessed name" not in names_of(chart)


def test_before_anything_is_assessed_nothing_is_shaded() -> None:
    trial = make_trial([make_entry(score=3)])
    assessment = replace(make_assessment(), window=Window(None, None, 3, (), None))

    chart = show(get_series(trial, assessment, AS_OF))

    assert "assessed" not in names_of(chart)


@pytest.mark.parametrize("chosen", ChartRange)
def test_band_reaches_over_every_window(chosen: ChartRange) -> None:
    chart = draw(make_full_trial())

    chart.set_range(chosen)

    left, _, right, _ = box_of(chart, "baseline spread")
    assert (left, right) == pytest.approx(chart.axes["pain"].get_xlim())
