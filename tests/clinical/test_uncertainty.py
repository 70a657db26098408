from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from trialtracker.clinical.assessment import DayScore, Interval, Uncertainty, Window
from trialtracker.clinical.student import get_probability_below, get_quantile
from trialtracker.clinical.uncertainty import format_chance, get_uncertainty

DAY_1 = date(2026, 3, 5)
HALF = Fraction(50)


def make_window(first: int, *scores: float | None) -> Window:
    found = tuple(
        DayScore(day, DAY_1 + timedelta(days=day - 1), Fraction(str(score)), 1)
        for day, score in enumerate(scores, first)
        if score is not None
    )
    mean = sum((day.mean for day in found), Fraction(0)) / len(found) if found else None
    return Window(DAY_1, DAY_1, len(scores), found, mean)


BASELINE = make_window(-7, 7, 8, 6, 7, 7, 8, 7)


def test_interval_holds_the_relief_that_was_found() -> None:
    found = get_uncertainty(BASELINE, make_window(5, 3, 2, 3), HALF)

    assert found.interval is not None
    assert found.interval.low_percent < Decimal("61.8") < found.interval.high_percent


# What an independent implementation with arrays gives too (python -m benchmarks.coverage).
@pytest.mark.parametrize(
    ("before", "during", "threshold", "stated"),
    [
        ([7, 8, 6, 7, 7, 8, 7], [3, 2, 3], 50, ("45.4", "78.8", 94)),
        ([7, 8, 6, 7, 7, 8, 7], [3, None, 2, None, 3], 50, ("45.7", "78.2", 95)),
        ([6, None, 8, 7], [3, 4, 5, 5, 3, 2, 1], 30, ("4.1", "89.4", 87)),
        ([9, 9, 8, 9], [9, 8, 9, 9, 10], 50, ("-26.5", "16.5", 1)),
        ([5, 6, 4, 5], [0, 0, 1, 0], 50, ("76.0", "100.0", 99)),
        ([7, 8, 6, 7, 7, 8, 7], [4, 3, 4, 4, 3, 3, 4], 50, ("40.1", "59.0", 50)),
    ],
)
def test_the_same_days_always_give_the_same_statement(
    before: list[float | None],
    during: list[float | None],
    threshold: int,
    stated: tuple[str, str, int],
) -> None:
    baseline, window = make_window(-len(before), *before), make_window(1, *during)

    found = get_uncertainty(baseline, window, Fraction(threshold))

    low, high, chance = stated
    interval = Interval(Decimal(low), Decimal(high))
    assert found == Uncertainty(interval, chance, "")


@pytest.mark.parametrize(
    ("baseline", "window", "reason"),
    [
        (
            BASELINE,
            make_window(5, 3, None, 3),
            "2 of 3 assessment days have a score; an interval needs at least 3 days.",
        ),
        (
            make_window(-7, 7),
            make_window(5, 3, 3, 3),
            "1 of 1 baseline day has a score; an interval needs at least 3 days.",
        ),
        (
            make_window(-7, 0, 0, 0),
            make_window(5, 3, 3, 3),
            "Relief cannot be calculated from a baseline of 0.",
        ),
        (
            make_window(-7, 0, 0, 3),
            make_window(5, 3, 3, 3),
            "The baseline is too close to 0 for an interval.",
        ),
    ],
)
def test_no_interval_is_given_without_saying_why(
    baseline: Window, window: Window, reason: str
) -> None:
    found = get_uncertainty(baseline, window, HALF)

    assert (found.interval, found.chance_percent, found.reason) == (None, None, reason)


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (99, "very likely"),
        (90, "very likely"),
        (89, "likely"),
        (66, "likely"),
        (65, "about as likely as not"),
        (34, "about as likely as not"),
        (33, "unlikely"),
        (11, "unlikely"),
        (10, "very unlikely"),
        (1, "very unlikely"),
    ],
)
def test_chance_is_said_in_words_and_number(percent: int, words: str) -> None:
    assert format_chance(percent, "Relief") == f"Relief is {words} (about {percent} %)"


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    # Published table of Student's t, 0.975.
    [(1, "12.706"), (2, "4.303"), (3, "3.182"), (8, "2.306"), (9, "2.262"), (30, "2.042")],
)
def test_student_quantiles_are_those_of_the_published_table(freedom: int, quantile: str) -> None:
    assert f"{get_quantile(0.975, freedom):.3f}" == quantile


@pytest.mark.parametrize(
    ("t", "freedom", "probability"),
    # 1 degree: 1/2 + atan(t)/pi; 2 degrees: 1/2 + t / (2 sqrt(2 + t^2)); 10: the published table.
    [(1.0, 1, "0.7500"), (2.0, 2, "0.9082"), (-2.0, 2, "0.0918"), (2.228, 10, "0.9750")],
)
def test_student_probability_is_that_of_the_closed_form(
    t: float, freedom: int, probability: str
) -> None:
    assert f"{get_probability_below(t, freedom):.4f}" == probability


@pytest.mark.parametrize("freedom", range(1, 30))
def test_student_probability_is_one_half_in_the_middle(freedom: int) -> None:
    assert get_probability_below(0.0, freedom) == 0.5
