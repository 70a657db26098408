"""Months and years of the outcomes: nothing is counted twice and nothing left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialtracker.clinical.outcome_period import (
    Period,
    Stretch,
    cover,
    format_month,
    format_period,
    get_last_12_months,
    get_year,
    list_months,
    list_stretches,
    parse_month,
    to_month,
)


def expand(span: str) -> list[str]:
    whole = Period(f"{span}-01", f"{span}-12")
    return list(list_months(whole)) if len(span) == 4 else [span]


def test_a_period_is_whole_years_and_the_months_around_them() -> None:
    assert cover(Period("2023-11", "2026-02")) == (
        "2023-11", "2023-12", "2024", "2025", "2026-01", "2026-02",
    )  # fmt: skip


@given(st.integers(0, 200), st.integers(0, 200))
def test_what_covers_a_period_is_the_period(start: int, length: int) -> None:
    months = list_months(Period("2010-01", "2050-12"))[start : start + length + 1]

    spans = cover(Period(months[0], months[-1]))

    assert sorted(month for span in spans for month in expand(span)) == list(months)


def test_a_period_that_ends_before_it_begins_is_empty() -> None:
    assert cover(Period("2026-03", "2026-02")) == ()


@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2026, 3, 5), Period("2025-04", "2026-03")),
        (date(2026, 12, 31), Period("2026-01", "2026-12")),
    ],
)
def test_the_last_twelve_months_end_with_this_one(today: date, period: Period) -> None:
    assert get_last_12_months(today) == period
    assert len(list_months(period)) == 12


def test_this_year_is_all_of_it() -> None:
    assert get_year(date(2026, 3, 5)) == Period("2026-01", "2026-12")


def test_a_month_is_told_without_the_machines_language() -> None:
    assert (to_month(date(2026, 3, 5)), format_month("2026-03")) == ("2026-03", "Mar-2026")


def test_a_period_is_told_by_its_ends() -> None:
    assert format_period(Period("2026-03", "2026-03")) == "Mar-2026"
    assert format_period(Period("2026-03", "2026-05")) == "Mar-2026 to May-2026"


@pytest.mark.parametrize("typed", ["2026-3", "2026-13", "March", "", "2026-03-05"])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        parse_month(typed)


def test_a_month_is_read() -> None:
    assert parse_month("2026-03") == "2026-03"


def test_few_months_are_shown_one_by_one() -> None:
    assert list_stretches(Period("2026-03", "2026-04"), 2) == (
        Stretch("Mar-2026", Period("2026-03", "2026-03")),
        Stretch("Apr-2026", Period("2026-04", "2026-04")),
    )


def test_many_months_are_shown_as_what_of_each_year_is_in_the_period() -> None:
    assert list_stretches(Period("2024-11", "2026-02"), 2) == (
        Stretch("2024", Period("2024-11", "2024-12")),
        Stretch("2025", Period("2025-01", "2025-12")),
        Stretch("2026", Period("2026-01", "2026-02")),
    )
