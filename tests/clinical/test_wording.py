"""No printed number stands on the other side of a threshold than the exact one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import START, make_trial
from trialtracker.clinical.assessment import Relief, Window
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.number_words import (
    count_of,
    format_exact,
    format_pair,
    format_percent,
    format_points,
)
from trialtracker.clinical.relief import get_infused
from trialtracker.clinical.value_series import format_tenth
from trialtracker.clinical.wording import format_change, format_measure, format_outcome

FIFTY, THIRTY = Fraction(50), Fraction(30)


def make_relief(before: Fraction | None, during: Fraction | None) -> Relief:
    windows = (Window(None, None, 7, (), before), Window(None, None, 3, (), during))
    return Relief("pain_average", *windows, get_infused(make_trial(), START), None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(58), "58 %"),
        (Fraction("57.9"), "58 %"),
        (Fraction(50), "50 %"),
        (Fraction("49.9545"), "49.95 %"),
        (Fraction("49.545"), "49.5 %"),
        (Fraction("50.4"), "50.4 %"),
        (Fraction("29.995"), "29.995 %"),
        (50 - Fraction(1, 10**9), "49.999999999 %"),
        (Fraction("-0.4"), "−0.4 %"),  # noqa: RUF001
        (Fraction(-20), "−20 %"),  # noqa: RUF001
        (Fraction(0), "0 %"),
        (Fraction(100), "100 %"),
    ],
)
def test_a_percentage_has_the_decimals_it_needs(value: Fraction, text: str) -> None:
    assert format_percent(value, (FIFTY, THIRTY)) == text


@pytest.mark.parametrize(
    ("value", "level", "text"),
    [
        (Fraction("7.6"), Fraction(5), "7.6"),
        (Fraction("4.96"), Fraction(5), "4.96"),
        (Fraction(8), Fraction(5), "8"),
        (Fraction("29.5"), Fraction("29.5"), "29.5"),
        (Fraction(1, 3), Fraction(1, 3), "0.3"),
        (Fraction("7.25"), Fraction(5), "7.3"),
        (Fraction("7.35"), Fraction(5), "7.4"),
        (Fraction("-7.25"), Fraction(5), "\N{MINUS SIGN}7.3"),
        (Fraction(1250), Fraction(5), "1,250"),
    ],
)
def test_points_have_one_decimal_unless_more_are_needed(
    value: Fraction, level: Fraction, text: str
) -> None:
    assert format_points(value, (level,)) == text


@given(value=st.fractions(0, 10, max_denominator=48))
def test_sentence_and_chart_print_the_same_mean(value: Fraction) -> None:
    in_chart = format_tenth(value).removesuffix(".0")

    assert format_pair(value, value) == (in_chart, in_chart)


@given(
    value=st.fractions(-1000, 100, max_denominator=10**6),
    threshold=st.decimals(0, 100, places=3).map(Fraction),
)
def test_a_printed_percentage_compares_as_the_exact_one(
    value: Fraction, threshold: Fraction
) -> None:
    printed = Fraction(
        format_percent(value, (threshold,))[:-2].replace("\N{MINUS SIGN}", "-").replace(",", "")
    )

    assert (printed > threshold) == (value > threshold)
    assert (printed == threshold) == (value == threshold)
    assert (printed < 0) == (value < 0)


@pytest.mark.parametrize(
    ("before", "during", "text"),
    [
        (Fraction("7.6"), Fraction("3.2"), "Average pain fell from 7.6 to 3.2"),
        (Fraction("3.2"), Fraction(4), "Average pain rose from 3.2 to 4"),
        (Fraction(5), Fraction(5), "Average pain stayed at 5"),
        (Fraction("7.62"), Fraction("7.58"), "Average pain fell from 7.62 to 7.58"),
        (None, Fraction(5), "Average pain cannot be compared"),
        (Fraction(5), None, "Average pain cannot be compared"),
    ],
)
def test_a_change_in_words(before: Fraction | None, during: Fraction | None, text: str) -> None:
    assert format_change(make_relief(before, during)) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (Fraction(58), "58 % relief"),
        (Fraction(0), "0 % relief"),
        (Fraction(-25), "no relief, 25 % worse"),
        (None, "relief cannot be calculated"),
    ],
)
def test_an_outcome_in_words(percent: Fraction | None, text: str) -> None:
    assert format_outcome(percent, (FIFTY,)) == text


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)
def test_every_measure_has_a_name(measure: Measure) -> None:
    assert format_measure(measure.key)


def test_a_threshold_is_printed_in_full() -> None:
    assert format_exact(Fraction("2.5")) == "2.5"
    assert format_exact(Fraction(50)) == "50"


def test_one_of_a_kind_is_singular() -> None:
    assert (count_of(1, "day"), count_of(2, "day")) == ("1 day", "2 days")
