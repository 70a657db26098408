from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import START, make_trial
from trialtracker.ui.record_when import format_when, is_late, parse_when

NOW = datetime(2026, 3, 7, 14, 5, 30, tzinfo=UTC)
LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", datetime(2026, 3, 7, 14, 5, 30, tzinfo=UTC)),
        ("now", datetime(2026, 3, 7, 14, 5, 30, tzinfo=UTC)),
        ("13:50", datetime(2026, 3, 7, 13, 50, tzinfo=UTC)),
        ("9:00", datetime(2026, 3, 7, 9, 0, tzinfo=UTC)),
        ("14:05", datetime(2026, 3, 7, 14, 5, tzinfo=UTC)),
        ("-2h", datetime(2026, 3, 7, 12, 5, 30, tzinfo=UTC)),
        ("-45 min", datetime(2026, 3, 7, 13, 20, 30, tzinfo=UTC)),
        ("-1d 14:00", datetime(2026, 3, 6, 14, 0, tzinfo=UTC)),
        ("yesterday 22:00", datetime(2026, 3, 6, 22, 0, tzinfo=UTC)),
        ("Yesterday   22:00 ", datetime(2026, 3, 6, 22, 0, tzinfo=UTC)),
        ("05-Mar-2026 14:05", datetime(2026, 3, 5, 14, 5, tzinfo=UTC)),
        ("5-MAR-2026 00:00", datetime(2026, 3, 5, 0, 0, tzinfo=UTC)),
    ],
)
def test_typed_time_is_the_instant_the_nurse_meant(typed: str, meant: datetime) -> None:
    assert parse_when(typed, NOW, "UTC") == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yester", "is not a time"),
        ("14.05", "is not a time"),
        ("2:30 pm", "is not a time"),
        ("\u0661\u0663:\u0665\u0660", "is not a time"),
        ("24:00", "24:00 is not a time of day"),
        ("12:61", "12:61 is not a time of day"),
        ("31-Feb-2026 10:00", "is not a date"),
        ("05-Mär-2026 10:00", "is not a time"),
        ("05-Mai-2026 10:00", "is not a date"),
        ("01-Jan-0001 00:30", "is not a date"),
        ("14:06", "07-Mar-2026 14:06 is still to come. For the day before, type yesterday"),
        ("08-Mar-2026 10:00", "08-Mar-2026 10:00 is still to come."),
    ],
)
def test_time_that_names_no_past_moment_is_refused_with_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_when(typed, NOW, "UTC")


def test_local_time_is_read_in_the_clinic_time_zone() -> None:
    assert parse_when("05-Mar-2026 14:05", NOW, "America/New_York") == datetime(
        2026, 3, 5, 19, 5, tzinfo=UTC
    )


def test_time_that_the_clocks_skipped_is_refused() -> None:
    with pytest.raises(ValueError, match="01:30 did not exist on 29-Mar-2026"):
        parse_when("29-Mar-2026 01:30", datetime(2026, 4, 1, tzinfo=UTC), LONDON)


def test_time_that_came_twice_asks_which() -> None:
    with pytest.raises(ValueError, match="01:30 came twice on 25-Oct-2026"):
        parse_when("25-Oct-2026 01:30", datetime(2026, 11, 1, tzinfo=UTC), LONDON)


@pytest.mark.parametrize(("turn", "hour"), [("first", 0), ("second", 1)])
def test_time_that_came_twice_is_taken_once_said_which(turn: str, hour: int) -> None:
    moment = parse_when(f"25-Oct-2026 01:30 {turn}", datetime(2026, 11, 1, tzinfo=UTC), LONDON)

    assert moment == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "late"), [(60, False), (61, True)])
def test_entry_is_late_after_an_hour(minutes: int, late: bool) -> None:
    assert is_late(NOW - timedelta(minutes=minutes), NOW) is late


def test_meaning_names_moment_trial_day_and_distance_to_the_last_entry() -> None:
    at = datetime(2026, 3, 7, 14, 5, tzinfo=UTC)

    said = format_when(at, make_trial(), at - timedelta(hours=4, minutes=5))

    assert said == "07-Mar-2026 14:05 · Day 6, hour 126 · 4hr 5min since the last entry"


def test_meaning_before_the_start_has_a_negative_day() -> None:
    assert format_when(START - timedelta(days=1), make_trial(), None) == (
        "01-Mar-2026 08:00 · Day -1"
    )


def test_meaning_without_a_start_has_no_day() -> None:
    assert format_when(START, make_trial(started_at=None), None) == "02-Mar-2026 08:00"


def test_earlier_observation_says_that_it_lies_before_the_last_entry() -> None:
    said = format_when(START, make_trial(), START + timedelta(hours=2))

    assert said.endswith("2hr 0min before the last entry")
