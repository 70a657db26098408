from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.clinical.intakes import make_intake, make_none, make_patch, make_regular
from trialtracker.clinical.opioid_words import (
    format_amount,
    format_change,
    format_intake,
    format_left_out,
    format_number,
    format_span,
    format_total,
)
from trialtracker.clinical.opioids import get_day_mme
from trialtracker.clinical.record import Intake

DAY = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("0.5"), "0.5"),
        (Decimal("30.00"), "30"),
        (Fraction(100, 3), "33.3"),
        (Fraction("96.25"), "96.3"),
        (Fraction("0.04"), "0.04"),
        (Fraction(1999, 2), "999.5"),
        (Decimal(1250), "1,250"),
        (Fraction("14.1"), "14.1"),
    ],
)
def test_number_has_no_trailing_zero_and_its_comma(number: Decimal | Fraction, text: str) -> None:
    assert format_number(number) == text


@pytest.mark.parametrize(
    ("dose", "unit", "text"),
    [
        ("0.50", "mg", "0.5 mg"),
        ("25", "ug/h", "25 micrograms/h"),
        ("1250", "mcg", "1,250 micrograms"),
        ("2", "drops", "2 drops"),
        ("0.0001", "mg", "0.0001 mg"),
    ],
)
def test_amount_is_in_words_with_every_digit(dose: str, unit: str, text: str) -> None:
    assert format_amount(Decimal(dose), unit) == text


@pytest.mark.parametrize(
    ("intake", "text"),
    [
        (make_intake(5, times=2), "oxycodone 2 x 5 mg"),
        (make_intake(5), "oxycodone 5 mg"),
        (make_intake(None), "oxycodone, dose not recorded"),
        (make_regular(10), "oxycodone 2 x 10 mg each day"),
        (make_patch(25), "fentanyl patch 25 micrograms/h"),
        (make_none(), "None taken"),
    ],
)
def test_intake_is_told_in_words(intake: Intake, text: str) -> None:
    assert format_intake(intake) == text


@pytest.mark.parametrize(
    ("intake", "text"),
    [
        (make_intake(at=AT), "04-Mar-2026 08:00"),
        (make_patch(at=AT), "04-Mar-2026 08:00 to now"),
        (make_patch(at=AT, until=AT.replace(hour=9)), "04-Mar-2026 08:00 to 04-Mar-2026 09:00"),
    ],
)
def test_time_of_an_intake_is_told_in_words(intake: Intake, text: str) -> None:
    assert format_span(intake, "UTC") == text


@pytest.mark.parametrize(
    ("intakes", "total", "left_out"),
    [
        ([], "Not recorded", ""),
        ([make_none(AT)], "0", ""),
        ([make_intake(10, at=AT)], "15", ""),
        ([make_patch(25, at=AT)], "60", "Rescue not asked"),
        ([make_intake(1, "buprenorphine", at=AT)], "Excluded", "Excluded: buprenorphine"),
        ([make_intake(1, "opium", at=AT)], "Incomplete", "Incomplete: no MME for opium"),
        (
            [make_intake(1, "opium", at=AT), make_intake(10, at=AT)],
            "Incomplete",
            "Incomplete: no MME for opium; the rest is 15 MME",
        ),
    ],
)
def test_day_is_told_with_what_it_leaves_out(
    intakes: list[Intake], total: str, left_out: str
) -> None:
    day = get_day_mme(intakes, DAY, "UTC")

    assert [format_total(day), format_left_out(day)] == [total, left_out]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (None, "Not known"),
        (Fraction(0), "No change"),
        (Fraction(10), "+10 %"),
        (Fraction(-50), "\N{MINUS SIGN}50 %"),
    ],
)
def test_change_is_told_with_its_sign(change: Fraction | None, text: str) -> None:
    assert format_change(change) == text
