"""Clinic-local dates, trial days and the formats that people see."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from trialtracker.clinical.time import (
    age_years,
    date_of_trial_day,
    format_date,
    format_duration,
    format_moment,
    format_time,
    format_weekday_date,
    local_date,
    to_utc,
    trial_day,
)

FIRST_DAY = date(2026, 3, 2)


def test_to_utc_keeps_the_instant() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))

    assert to_utc(moment) == moment
    assert to_utc(moment).tzinfo is UTC


def test_to_utc_refuses_a_moment_without_zone() -> None:
    with pytest.raises(ValueError, match="2026-03-02T09:00:00 has no time zone"):
        to_utc(datetime(2026, 3, 2, 9))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("UTC", date(2026, 3, 1)), ("Europe/Berlin", date(2026, 3, 2))],
)
def test_local_date_is_the_clinics_date(zone: str, expected: date) -> None:
    assert local_date(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), zone) == expected


@pytest.mark.parametrize(("offset", "day"), [(-2, -2), (-1, -1), (0, 1), (1, 2), (13, 14)])
def test_trial_days_count_from_one_and_have_no_zero(offset: int, day: int) -> None:
    on = FIRST_DAY + timedelta(days=offset)

    assert trial_day(on, FIRST_DAY) == day
    assert date_of_trial_day(day, FIRST_DAY) == on


def test_there_is_no_trial_day_zero() -> None:
    with pytest.raises(ValueError, match="no trial day 0"):
        date_of_trial_day(0, FIRST_DAY)


def test_dates_have_english_months_and_two_digit_days() -> None:
    assert format_date(date(2026, 3, 5)) == "05-Mar-2026"
    assert format_weekday_date(date(2026, 3, 5)) == "Thu 05-Mar-2026"


def test_times_are_clinic_local_and_of_24_hours() -> None:
    midnight = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)

    assert format_time(midnight, "Europe/Berlin") == "00:00"
    assert format_moment(midnight, "Europe/Berlin") == "02-Mar-2026 00:00"


def test_a_missing_moment_is_not_recorded() -> None:
    assert format_moment(None, "UTC") == "Not recorded"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(days=1, hours=7, minutes=50), "1d 7hr"),
        (timedelta(hours=4, minutes=5), "4hr 5min"),
        (timedelta(minutes=25, seconds=59), "25min"),
        (timedelta(minutes=-5), "0min"),
    ],
)
def test_durations_are_in_whole_units(span: timedelta, text: str) -> None:
    assert format_duration(span) == text


@pytest.mark.parametrize(
    ("on", "age"),
    [(date(2026, 3, 11), 64), (date(2026, 3, 12), 65)],
)
def test_age_counts_completed_years(on: date, age: int) -> None:
    assert age_years(date(1961, 3, 12), on) == age


def test_a_time_that_comes_twice_says_which_it_is() -> None:
    early, late = (datetime(2026, 10, 25, hour, 15, tzinfo=UTC) for hour in (0, 1))

    assert format_moment(early, "Europe/Berlin") == "25-Oct-2026 02:15 first"
    assert format_moment(late, "Europe/Berlin") == "25-Oct-2026 02:15 second"
