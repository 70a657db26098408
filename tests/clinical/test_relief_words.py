"""The words beside a relief: an interval that is never narrowed, and the set's bands."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.charts.samples import make_assessment
from tests.factories import START
from trialtracker.clinical.assessment import NO_WINDOW, Hours, Interval, Uncertainty, Window
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.relief_words import (
    format_counted,
    format_interval,
    format_sureness,
    get_band,
)

BANDED = replace(
    CLINIC_DEFAULT, bands=((Fraction(10), "minimal"), (Fraction(30), "moderate"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("51.9", "63.1", "95 % interval 51 to 64 %"),
        ("0", "12", "95 % interval 0 to 12 %"),
        ("-0.1", "12.0", "95 % interval 1 % worse to 12 % relief"),
        ("-60.5", "-3.2", "95 % interval 61 to 3 % worse"),
    ],
)
def test_an_interval_is_rounded_outwards_and_never_shows_a_minus(
    low: str, high: str, words: str
) -> None:
    assert format_interval(Interval(Decimal(low), Decimal(high))) == words


@pytest.mark.parametrize(
    ("percent", "word"),
    [(None, ""), ("9.99", ""), ("10", "minimal"), ("29.995", "minimal"), ("30", "moderate")],
)
def test_a_band_begins_exactly_at_its_percent(percent: str | None, word: str) -> None:
    relief = None if percent is None else Fraction(percent)

    assert get_band(relief, BANDED) == word


def test_a_set_without_bands_names_none() -> None:
    assert get_band(Fraction(60), CLINIC_DEFAULT) == ""


@pytest.mark.parametrize(
    ("relief", "found", "said"),
    [
        (None, Uncertainty(None, None, "Relief cannot be calculated."), ""),
        (Fraction(59), Uncertainty(None, None, "Too few days."), "No interval: Too few days."),
        (
            Fraction(59),
            Uncertainty(Interval(Decimal(51), Decimal(64)), 97, ""),
            "Relief of 50 % or more is very likely (about 97 %).",
        ),
    ],
)
def test_how_sure_a_relief_is_is_said_or_why_not(
    relief: Fraction | None, found: Uncertainty, said: str
) -> None:
    assessment = replace(make_assessment(), relief_percent=relief, uncertainty=found)

    assert format_sureness(assessment) == said


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (make_assessment().baseline, "2 of 7 days"),
        (NO_WINDOW, "0 of 0 days"),
        (replace(NO_WINDOW, hours=Hours(START, START, ())), "0 readings"),
    ],
)
def test_what_a_window_rests_on_is_counted_in_days_or_readings(window: Window, words: str) -> None:
    assert format_counted(window) == words
