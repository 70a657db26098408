from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from trialtracker.exchange.moments import (
    end_moment,
    noon_moment,
    parse_date,
    parse_date_or_moment,
    start_moment,
)

BERLIN = ZoneInfo("Europe/Berlin")
SANTIAGO = ZoneInfo("America/Santiago")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02T08:00", datetime(2026, 3, 2, 7, 0, tzinfo=UTC)),
        (" 2026-03-02 08:00:30 ", datetime(2026, 3, 2, 7, 0, 30, tzinfo=UTC)),
        ("2026-03-02T08:00:00.000Z", datetime(2026, 3, 2, 8, 0, tzinfo=UTC)),
        ("2026-03-02T08:00-05:00", datetime(2026, 3, 2, 13, 0, tzinfo=UTC)),
        ("2026-03-29T02:30+02:00", datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-03-02", date(2026, 3, 2)),
    ],
)
def test_iso_text_is_one_instant_or_a_date(text: str, expected: date) -> None:
    assert parse_date_or_moment(text, BERLIN) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "02.03.2026",
        "3/2/2026",
        "2026-3-2",
        "2026-02-30",
        "2026-13-01",
        "2026-03-02T25:00",
        "2026-03-02T08",
        "2026-03-02T08:00:00.5",
        "2026-03-02T08:00+25:00",
        "٢٠٢٦-03-02",
        "0001-01-01",
        "9999-12-31",
        "0001-01-01T00:00+14:00",
        "20260302",
        "2026-W10-1",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse_date_or_moment(text, BERLIN)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("2026-03-29T02:30", "skip this time"), ("2026-10-25T02:30", "comes twice")],
)
def test_local_time_that_is_not_one_instant_asks_for_the_offset(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date_or_moment(text, BERLIN)


@pytest.mark.parametrize("text", ["", "2026-03-02T08:00", "1961-02-29"])
def test_birth_date_is_a_date_alone(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        parse_date(text)


def test_date_is_the_local_day_from_its_first_to_its_last_second() -> None:
    day = date(2026, 3, 29)

    moments = (start_moment(day, BERLIN), noon_moment(day, BERLIN), end_moment(day, BERLIN))

    assert [moment.isoformat() for moment in moments] == [
        "2026-03-28T23:00:00+00:00",
        "2026-03-29T10:00:00+00:00",
        "2026-03-29T21:59:59+00:00",
    ]


def test_day_without_a_midnight_begins_with_its_first_instant() -> None:
    start = start_moment(date(2026, 9, 6), SANTIAGO).astimezone(SANTIAGO)

    assert start.isoformat() == "2026-09-06T01:00:00-03:00"


def test_day_with_two_midnights_ends_with_its_last_instant() -> None:
    end = end_moment(date(2026, 4, 4), SANTIAGO)

    assert end == datetime(2026, 4, 5, 3, 59, 59, tzinfo=UTC)
