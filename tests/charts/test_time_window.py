from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.samples import AS_OF, COLOURS, draw, make_full_trial, make_series
from tests.factories import START, make_entry, make_trial, moment_of_day
from trialtracker.charts.pen import to_x
from trialtracker.charts.time_window import LEAST_SPAN, make_free_window
from trialtracker.charts.trial_chart import TrialChart
from trialtracker.clinical.series import ChartRange
from trialtracker.clinical.trial import Trial

HOURS_30 = timedelta(hours=30)


def grow(trial: Trial, at: datetime) -> Trial:
    return make_trial((*trial.entries, make_entry(at, {"pain_rest": 10})), doses=trial.doses)


def limits_of(chart: TrialChart) -> tuple[float, float]:
    return chart.axes["pain"].get_xlim()


def test_window_asked_for_is_the_one_shown() -> None:
    chart = draw(make_full_trial())
    start = moment_of_day(2, 6)

    chart.show_window(start, start + HOURS_30)

    assert chart.get_window() == (start, start + HOURS_30)
    assert limits_of(chart) == pytest.approx((to_x(start), to_x(start + HOURS_30)))


def test_window_beyond_the_trial_is_moved_into_it() -> None:
    chart = draw(make_full_trial())
    series = make_series(make_full_trial())

    chart.show_window(series.end, series.end + HOURS_30)
    late = chart.get_window()
    chart.show_window(series.start - HOURS_30, series.start)

    assert late == (series.end - HOURS_30, series.end)
    assert chart.get_window() == (series.start, series.start + HOURS_30)


def test_window_longer_than_the_trial_is_the_whole_trial() -> None:
    chart = draw(make_full_trial())
    whole = chart.get_window()

    chart.show_window(whole[0] - HOURS_30, whole[1] + HOURS_30)

    assert chart.get_window() == whole


@pytest.mark.parametrize("span", [timedelta(0), timedelta(minutes=5), -HOURS_30])
def test_window_is_an_hour_long_at_least(span: timedelta) -> None:
    chart = draw(make_full_trial())
    middle = moment_of_day(2, 12)

    chart.show_window(middle - span / 2, middle + span / 2)

    assert chart.get_window() == (middle - LEAST_SPAN / 2, middle + LEAST_SPAN / 2)


@given(st.integers(-60, 400), st.integers(0, 400))
def test_free_window_never_leaves_the_trial(hours: int, length: int) -> None:
    series = make_series(make_full_trial())
    start = series.start + timedelta(hours=hours)

    begins, ends = make_free_window(start, start + timedelta(hours=length)).get_ends(series)

    assert series.start <= begins < ends <= series.end
    assert ends - begins >= LEAST_SPAN


def test_new_reading_shifts_a_free_window_but_not_its_scale() -> None:
    trial = make_full_trial()
    chart = draw(trial)
    chart.show_window(moment_of_day(1), moment_of_day(1) + HOURS_30)
    later = AS_OF + timedelta(hours=6)

    chart.show(make_series(grow(trial, later), as_of=later))

    start, end = chart.get_window()
    assert start <= later <= end
    assert end - start == HOURS_30


def test_free_window_stays_while_nothing_newer_was_read() -> None:
    chart = draw(make_full_trial())
    chart.show_window(moment_of_day(1), moment_of_day(1) + HOURS_30)

    chart.show(make_series(make_full_trial(), as_of=AS_OF + timedelta(hours=1)))

    assert chart.get_window() == (moment_of_day(1), moment_of_day(1) + HOURS_30)


def test_range_ends_a_free_window() -> None:
    chart = draw(make_full_trial())
    chart.show_window(moment_of_day(1), moment_of_day(1) + HOURS_30)

    chart.set_range(ChartRange.HOURS_24)

    start, end = chart.get_window()
    assert (end - start, end) == (timedelta(hours=24), AS_OF)


def test_focus_beyond_a_free_window_moves_it_with_its_scale() -> None:
    chart = draw(make_full_trial())
    chart.show_window(moment_of_day(3), moment_of_day(3) + HOURS_30)

    chart.focus_line(START)

    assert chart.get_window() == (START - HOURS_30 / 2, START + HOURS_30 / 2)


def test_window_of_no_trial_is_refused() -> None:
    chart = TrialChart(COLOURS)

    with pytest.raises(ValueError, match="no trial"):
        chart.get_window()


def test_window_asked_for_before_a_trial_is_shown_with_it() -> None:
    chart = TrialChart(COLOURS)
    chart.resize(900, 600, 1)
    chart.show_window(moment_of_day(2), moment_of_day(2) + HOURS_30)

    chart.show(make_series(make_full_trial()))

    start, end = chart.get_window()
    assert end - start == HOURS_30
