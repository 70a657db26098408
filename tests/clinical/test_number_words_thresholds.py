"""A value that equals its threshold is printed as exactly that, whole number or not."""

from fractions import Fraction

import pytest

from trialtracker.clinical.number_words import format_percent


@pytest.mark.parametrize(
    ("value", "shown"), [("49.5", "49.5 %"), ("33.75", "33.75 %"), ("30", "30 %")]
)
def test_a_value_at_its_threshold_is_printed_as_the_threshold(value: str, shown: str) -> None:
    assert format_percent(Fraction(value), (Fraction(value),)) == shown
