from datetime import UTC, datetime, timedelta

import pytest

from tests.charts.samples import make_full_trial, make_series
from trialtracker.ui.chart_moves import describe_window, pan, zoom

START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
WHOLE = (START, START + 100 * HOUR)
PART = (START + 20 * HOUR, START + 60 * HOUR)


@pytest.mark.parametrize("hours", [20, 30, 60])
def test_zooming_leaves_the_anchor_where_it_stood(hours: int) -> None:
    anchor = START + hours * HOUR

    start, end = zoom(PART, WHOLE, 0.5, anchor)

    assert end - start == 20 * HOUR
    assert (anchor - start) / (end - start) == (anchor - PART[0]) / (40 * HOUR)


@pytest.mark.parametrize(
    ("factor", "hours"), [(0.0001, 1), (1.0, 40), (2.0, 80), (2.5, 100), (99.0, 100)]
)
def test_window_is_an_hour_at_least_and_the_whole_at_most(factor: float, hours: int) -> None:
    start, end = zoom(PART, WHOLE, factor, PART[0])

    assert end - start == hours * HOUR
    assert WHOLE[0] <= start < end <= WHOLE[1]


def test_trial_of_half_an_hour_stays_as_it_is() -> None:
    whole = (START, START + HOUR / 2)

    assert zoom(whole, whole, 0.5, START) == whole


def test_anchor_beside_the_window_counts_as_its_end() -> None:
    assert zoom(PART, WHOLE, 0.5, WHOLE[1]) == (PART[1] - 20 * HOUR, PART[1])


@pytest.mark.parametrize(("by", "first"), [(10, 30), (-10, 10), (-30, 0), (90, 60)])
def test_panning_keeps_the_length_and_stops_at_the_ends(by: int, first: int) -> None:
    start, end = pan(PART, WHOLE, by * HOUR)

    assert (start, end - start) == (START + first * HOUR, 40 * HOUR)


def test_window_is_told_in_dates_and_times() -> None:
    told = describe_window(make_series(make_full_trial()), (START, START + 30 * HOUR))

    assert told == "Shown: Sun 01-Mar-2026 00:00 to Mon 02-Mar-2026 06:00"
