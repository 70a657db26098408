"""Values of measures are typed, shown and said in the words of their scale."""

from decimal import Decimal

import pytest

from tests.factories import Number, to_decimals
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.value_checks import parse_value
from trialtracker.clinical.value_words import (
    format_readings,
    format_shown_value,
    format_typed_value,
)

VITALS = to_decimals(
    {
        "respiratory_rate": 14,
        "spo2": 96,
        "oxygen": 0,
        "heart_rate": 72,
        "systolic": 124,
        "diastolic": 78,
        "temperature": "36.80",
    }
)


def list_values(measure: Measure) -> list[Decimal]:
    return list(measure.level_by_code) or [measure.low, measure.high]


EVERY_VALUE = [(measure, value) for measure in MEASURES for value in list_values(measure)]


@pytest.mark.parametrize(("measure", "value"), EVERY_VALUE)
def test_every_value_is_read_back_from_what_is_typed_for_it(
    measure: Measure, value: Decimal
) -> None:
    assert parse_value(format_typed_value(measure.key, value), measure) == value


@pytest.mark.parametrize(("measure", "value"), EVERY_VALUE)
def test_every_value_is_said_with_its_measure(measure: Measure, value: Decimal) -> None:
    said = format_readings({measure.key: value}, {}, MEASURES)

    assert said
    assert "None" not in said


def test_vital_signs_are_one_short_line() -> None:
    assert format_readings(VITALS, {}) == ("RR 14 · SpO2 96 on air · HR 72 · BP 124/78 · 36.8 °C")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"systolic": 124}, "systolic 124"),
        ({"diastolic": 78}, "diastolic 78"),
        ({"oxygen": 1}, "oxygen: oxygen"),
        ({"spo2": 91, "oxygen": 1}, "SpO2 91 on oxygen"),
        (
            {"temperature": "36.8", "site_pus": 1, "event": 1},
            "event 1 · Pus at the site: yes · 36.8 °C",
        ),
    ],
)
def test_half_a_pair_is_named_by_itself_and_the_urgent_comes_first(
    values: dict[str, Number], said: str
) -> None:
    assert format_readings(to_decimals(values), {}) == said


def test_a_pair_of_which_one_half_was_not_assessed_says_both() -> None:
    said = format_readings(to_decimals({"spo2": 96}), {"oxygen": NotAssessed.NOT_ASKED})

    assert said == "SpO2 96 · oxygen not assessed: not asked"


def test_the_level_that_is_typed_as_a_letter_is_shown_as_one() -> None:
    asleep = to_decimals({"poss": 9})

    assert format_readings(asleep, {}) == "POSS S"
    assert format_readings(asleep, {}, in_words=True) == "POSS S: Asleep, easy to rouse"
    assert format_shown_value("poss", Decimal(9)) == "S"


def test_words_of_a_yes_or_no_stand_alone() -> None:
    assert format_readings(to_decimals({"site_pus": 1}), {}, in_words=True) == (
        "Pus at the site: yes"
    )


def test_what_was_not_assessed_is_said_and_what_was_not_asked_is_not() -> None:
    reasons = {"sedation": NotAssessed.ASLEEP}

    assert format_readings({}, reasons) == "sedation score not assessed: asleep"


def test_a_side_effect_is_shown_as_its_number() -> None:
    assert format_shown_value("side_effect:nausea", Decimal("2")) == "2"
    assert format_typed_value("side_effect:nausea", Decimal("2.0")) == "2"
