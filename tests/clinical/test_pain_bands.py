from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.samples import AS_OF, make_assessment, make_series
from tests.factories import START, ZONE, make_entry, make_trial, moment_of_day
from trialtracker.clinical.assessment import DayScore, Hours, Reading, Window
from trialtracker.clinical.bolus_relief import SAME_DAY
from trialtracker.clinical.pain_bands import (
    AssessedTime,
    get_assessed_time,
    get_baseline_band,
    get_spread,
)

DAY = date(2026, 3, 1)


def make_days(*means: int) -> Window:
    scores = tuple(
        DayScore(n + 1, DAY + timedelta(days=n), Fraction(m), 1) for n, m in enumerate(means)
    )
    return Window(DAY, DAY, 7, scores, Fraction(sum(means), len(means)), "7-day baseline")


def make_hours(*scores: int) -> Window:
    readings = tuple(Reading(START, Fraction(score), ()) for score in scores)
    hours = Hours(START + timedelta(hours=1), START + timedelta(hours=5), readings)
    return Window(DAY, DAY, 1, (), Fraction(sum(scores), len(scores)), SAME_DAY, hours)


def test_spread_is_the_sample_standard_deviation_of_the_daily_means() -> None:
    band = get_baseline_band(make_days(2, 4, 4, 4, 5, 5, 7, 9))

    assert band is not None
    assert (band.mean, band.name, band.scores) == (Fraction(5), "baseline", "8 days")
    assert float(band.spread or 0) == pytest.approx(2.138089935)  # the square root of 32/7


def test_same_day_baseline_says_so_and_spreads_over_its_readings() -> None:
    band = get_baseline_band(make_hours(6, 8))

    assert band is not None
    assert (band.name, band.scores) == ("same-day", "2 readings")
    assert float(band.spread or 0) == pytest.approx(2**0.5)


def test_one_score_has_a_mean_but_no_spread() -> None:
    band = get_baseline_band(make_days(7))

    assert band is not None
    assert (band.mean, band.spread, band.scores) == (Fraction(7), None, "1 day")


def test_baseline_without_a_mean_has_no_band() -> None:
    assert get_baseline_band(Window(None, None, 7, (), None)) is None


def test_scores_that_are_all_the_same_have_a_spread_of_nought() -> None:
    assert get_spread([Fraction(7)] * 3) == 0


@given(st.lists(st.fractions(0, 10, max_denominator=60), min_size=2, max_size=9))
def test_spread_is_never_negative_or_beyond_the_scale(values: list[Fraction]) -> None:
    spread = get_spread(values)

    assert spread is not None
    assert 0 <= spread <= 10


def assess_days(first: date | None, last: date | None, until: datetime) -> AssessedTime | None:
    assessment = replace(make_assessment(), window=Window(first, last, 3, (), None))
    return get_assessed_time(assessment, ZONE, START, until)


def test_assessed_days_reach_from_midnight_to_the_latest_moment() -> None:
    first = moment_of_day(2)

    found = assess_days(first.date(), AS_OF.date(), AS_OF)

    assert found == AssessedTime(moment_of_day(2, 0), AS_OF, "3 days")


def test_assessed_days_that_are_over_end_at_midnight() -> None:
    found = assess_days(moment_of_day(1).date(), moment_of_day(2).date(), AS_OF)

    assert found == AssessedTime(START, moment_of_day(3, 0), "3 days")


def test_assessed_hours_are_those_after_the_bolus() -> None:
    assessment = replace(make_assessment(), window=make_hours(2, 3))

    found = get_assessed_time(assessment, ZONE, START, AS_OF)

    hour = timedelta(hours=1)
    assert found == AssessedTime(START + hour, START + 5 * hour, "4 hours")


@pytest.mark.parametrize("first", [None, moment_of_day(6).date()])
def test_before_there_is_a_window_nothing_is_assessed(first: date | None) -> None:
    assert assess_days(first, first, AS_OF) is None


def test_trial_that_has_not_begun_may_have_a_window() -> None:
    assessment = replace(
        make_assessment(),
        window=Window(moment_of_day(1).date(), moment_of_day(1).date(), 3, (), None),
    )

    found = get_assessed_time(assessment, ZONE, None, AS_OF)

    assert found == AssessedTime(moment_of_day(1, 0), moment_of_day(2, 0), "3 days")


def test_series_has_band_and_window_of_its_assessment() -> None:
    series = make_series(make_trial([make_entry(score=3)]))

    assert series.baseline is not None
    assert series.baseline.mean == series.baseline_mean
    assert series.assessed is not None
    assert series.assessed.end == AS_OF
