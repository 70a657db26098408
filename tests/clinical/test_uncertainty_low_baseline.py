"""A baseline near 0 still has its interval, as wide as it is, as long as it cannot be 0."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.assessment import DayScore, Interval, Window
from trialtracker.clinical.uncertainty import get_uncertainty

DAY_1 = date(2026, 3, 5)


def make_window(first: int, *scores: int) -> Window:
    found = tuple(
        DayScore(day, DAY_1 + timedelta(days=day - 1), Fraction(score), 1)
        for day, score in enumerate(scores, first)
    )
    return Window(DAY_1, DAY_1, len(scores), found, Fraction(sum(scores), len(scores)))


def test_a_low_baseline_has_a_wide_interval() -> None:
    found = get_uncertainty(make_window(-5, 1, 1, 2, 1, 1), make_window(1, 1, 0, 1), Fraction(50))

    assert found.interval == Interval(Decimal("-649.9"), Decimal("100.0"))
