"""No text of a chart covers another, leaves its panel or is cut without saying so."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.odd_trials import (
    LONG_NAME,
    ODD_TRIALS,
    make_trial_of_forty_side_effects,
    make_trial_of_long_names,
)
from tests.charts.samples import COLOURS, make_series
from tests.charts.text_boxes import list_covered, list_cut, list_outside, list_text_boxes
from tests.factories import moment_of_day
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.charts.typeface import ELLIPSIS, fit_text, get_text_width
from trialtracker.clinical.series import ChartRange
from trialtracker.clinical.trial import Trial

LEAST_SEEN = 260.0
"""No chart is drawn lower: a smaller window scrolls it."""

HOURS = (moment_of_day(2, 3), moment_of_day(2, 13))


def draw(make: Callable[[], Trial], width: float, height: float) -> tuple[TrialChart, float]:
    chart = TrialChart(COLOURS)
    chart.resize(width, height, 1)
    chart.show(make_series(make()))
    tall = max(height, chart.get_least_height())
    chart.resize(width, tall, 1)
    return chart, tall


def find_faults(chart: TrialChart, width: float, height: float) -> list[object]:
    cut = (*list_outside(chart, width, height), *list_cut(chart, width, height))
    return [*list_covered(chart), *cut]


@pytest.mark.parametrize("width", [440, 700, 1100, 1900])
@pytest.mark.parametrize("make", ODD_TRIALS)
def test_no_text_covers_another_or_leaves_its_panel(
    make: Callable[[], Trial], width: float
) -> None:
    chart, height = draw(make, width, LEAST_SEEN)

    assert find_faults(chart, width, height) == []


@pytest.mark.parametrize("chosen", [ChartRange.HOURS_24, ChartRange.HOURS_72])
@pytest.mark.parametrize("make", ODD_TRIALS)
def test_no_text_covers_another_in_a_part_of_the_trial(
    make: Callable[[], Trial], chosen: ChartRange
) -> None:
    chart, height = draw(make, 520, 580)

    chart.set_range(chosen)

    assert find_faults(chart, 520, height) == []


@pytest.mark.parametrize("window", [HOURS, (HOURS[0], HOURS[0] + timedelta(hours=1))])
@pytest.mark.parametrize("make", ODD_TRIALS)
def test_no_text_covers_another_in_some_hours(
    make: Callable[[], Trial], window: tuple[datetime, datetime]
) -> None:
    chart, height = draw(make, 930, 900)

    chart.show_window(*window)

    assert find_faults(chart, 930, height) == []


def list_named(chart: TrialChart) -> list[str]:
    return [box.text for box in list_text_boxes(chart) if LONG_NAME[:6] in box.text]


def test_long_name_that_is_cut_ends_in_an_ellipsis_before_its_amount() -> None:
    chart, _ = draw(make_trial_of_long_names, 700, 600)

    cut = list_named(chart)
    assert len(cut) >= 2
    assert [text for text in cut if ELLIPSIS not in text] == []
    assert [text for text in cut if text[-3:] == "0.5"] != []


@pytest.mark.parametrize("width", [440, 700, 1900])
def test_unit_of_every_drug_stays_in_sight_beside_a_long_name(width: float) -> None:
    chart, _ = draw(make_trial_of_long_names, width, 600)

    (title,) = [box.text for box in list_text_boxes(chart) if box.text.startswith("Dose")]
    assert title.count("/day") == 2
    assert f"{ELLIPSIS} mg/day" in title


def test_forty_side_effects_have_all_their_lanes_or_say_how_many_more() -> None:
    chart, _ = draw(make_trial_of_forty_side_effects, 900, 400)

    (rest,) = [box.text for box in list_text_boxes(chart) if "more" in box.text]
    lanes = [a for a in chart.get_pen("side_effects").drawn if "lane " in str(a.get_gid())]
    assert rest.startswith(f"and {40 - len(lanes)} more")


@given(st.text(max_size=80), st.floats(20, 400))
def test_fitted_text_is_never_wider_than_its_room(text: str, room: float) -> None:
    fitted = fit_text(text, room, 11)

    assert get_text_width(fitted, 11) <= room or fitted == ELLIPSIS


@given(st.text("abcdefgh ", max_size=60))
def test_text_that_fits_is_not_cut(text: str) -> None:
    assert fit_text(text, 10_000, 11) == " ".join(text.split())
