from datetime import UTC, date, datetime

import pytest

from trialtracker.ui.date_text import format_clock_time, parse_date, parse_moment

TODAY = date(2026, 3, 5)
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("05-Mar-2026", date(2026, 3, 5)),
        ("5 mar 2026", date(2026, 3, 5)),
        ("5mar2026", date(2026, 3, 5)),
        (" 5.  March 2026 ", date(2026, 3, 5)),
        ("12-sept-1961", date(1961, 9, 12)),
        ("2026-03-05", date(2026, 3, 5)),
        ("today", date(2026, 3, 5)),
        ("T", date(2026, 3, 5)),
        ("yesterday", date(2026, 3, 4)),
        ("-2d", date(2026, 3, 3)),
        ("+1d", date(2026, 3, 6)),
    ],
)
def test_date_is_read_as_it_was_typed(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("03/04/2026", "two ways"),
        ("5.3.2026", "two ways"),
        ("25/12/2026", "two ways"),
        ("5-3-26", "two ways"),
        ("05-Mar-26", "four digits"),
        ("31-Feb-2026", "not a day of the calendar"),
        ("2026-13-01", "not a day of the calendar"),
        ("05-Mai-2026", "names no month"),
        ("", "missing"),
        ("soon", "not a date"),
        ("-99999d99", "not a date"),
        ("\u0660\u0665-Mar-\u0662\u0660\u0662\u0666", "not a date"),
        ("<b>05-Mar-2026</b>", "not a date"),
    ],
)
def test_date_that_is_not_plain_is_refused_with_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_date(typed, TODAY)


def test_date_before_the_calendar_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="too far away"):
        parse_date("-99999d", date(1, 1, 2))


def test_clinic_time_becomes_the_same_instant() -> None:
    assert parse_moment(TODAY, "14:05", BERLIN) == datetime(2026, 3, 5, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["24:00", "2pm", "", "14:60", "1:2", "\u0661\u0664:\u0660\u0665"])
def test_time_that_is_not_24_hours_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="14:05"):
        parse_moment(TODAY, typed, BERLIN)


def test_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        parse_moment(date(2026, 3, 29), "02:30", BERLIN)


def test_time_that_comes_twice_is_asked_for() -> None:
    with pytest.raises(ValueError, match="comes twice"):
        parse_moment(date(2026, 10, 25), "02:30", BERLIN)


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_time_that_comes_twice_can_be_told_apart(which: str, hour: int) -> None:
    moment = parse_moment(date(2026, 10, 25), f"02:30 {which}", BERLIN)

    assert moment == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("hour", range(4))
def test_shown_time_is_read_back_as_the_same_instant(hour: int) -> None:
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)

    shown = format_clock_time(moment, BERLIN)

    assert parse_moment(date(2026, 10, 25), shown, BERLIN) == moment
