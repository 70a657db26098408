"""PEG and NEWS2 are there only where every part of them is."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import to_decimals
from trialtracker.clinical.measures import Measure
from trialtracker.clinical.scores import (
    NEWS2_INPUTS,
    PEG_ITEMS,
    format_scores,
    get_missing_news2,
    get_news2,
    get_peg,
)
from trialtracker.clinical.settings import ClinicSettings

TABLE = Path(__file__).resolve().parents[2].parent / "shared/data/tables/news2.json"
CASES = json.loads(TABLE.read_text(encoding="utf-8"))["test_cases"] if TABLE.exists() else []
NEWS2_ON = ClinicSettings(news2=True)
WELL = to_decimals(
    {
        "respiratory_rate": 16,
        "spo2": 97,
        "oxygen": 0,
        "systolic": 120,
        "heart_rate": 75,
        "consciousness": 0,
        "temperature": "37.0",
    }
)
LEVELS = "ACVPU"

# The last value of each band and the first of the next, with their points: RCP NEWS2, 2017.
BOUNDARIES: list[tuple[str, list[tuple[int | str, int]]]] = [
    ("respiratory_rate", [(0, 3), (8, 3), (9, 1), (11, 1), (12, 0), (20, 0), (21, 2), (24, 2)]),
    ("respiratory_rate", [(25, 3), (80, 3)]),
    ("spo2", [(0, 3), (91, 3), (92, 2), (93, 2), (94, 1), (95, 1), (96, 0), (100, 0)]),
    ("oxygen", [(0, 0), (1, 2)]),
    ("systolic", [(0, 3), (90, 3), (91, 2), (100, 2), (101, 1), (110, 1), (111, 0), (219, 0)]),
    ("systolic", [(220, 3), (350, 3)]),
    ("heart_rate", [(0, 3), (40, 3), (41, 1), (50, 1), (51, 0), (90, 0), (91, 1), (110, 1)]),
    ("heart_rate", [(111, 2), (130, 2), (131, 3), (350, 3)]),
    ("consciousness", [(0, 0), (1, 3), (2, 3), (3, 3), (4, 3)]),
    ("temperature", [("20", 3), ("35.0", 3), ("35.1", 1), ("36.0", 1), ("36.1", 0)]),
    ("temperature", [("38.0", 0), ("38.1", 1), ("39.0", 1), ("39.1", 2), ("45", 2)]),
]
SCALE_2 = [
    *((air, 0, points) for air, points in [(83, 3), (84, 2), (85, 2), (86, 1), (87, 1), (88, 0)]),
    *((air, 0, points) for air, points in [(92, 0), (93, 0), (97, 0), (100, 0)]),
    *((oxygen, 1, points) for oxygen, points in [(83, 3), (84, 2), (86, 1), (88, 0), (92, 0)]),
    *((oxygen, 1, points) for oxygen, points in [(93, 1), (94, 1), (95, 2), (96, 2), (97, 3)]),
]


def to_values(case: dict[str, Any]) -> dict[str, Decimal]:
    return to_decimals(
        {
            "respiratory_rate": case["rr"],
            "spo2": case["spo2"],
            "oxygen": int(case["o2"]),
            "systolic": case["sbp"],
            "heart_rate": case["hr"],
            "consciousness": LEVELS.index(case["acvpu"]),
            "temperature": str(case["t"]),
        }
    )


def points_of(values: dict[str, Decimal], *, is_scale_2: bool = False) -> dict[str, int]:
    news2 = get_news2(values, is_scale_2=is_scale_2)
    assert news2 is not None
    return dict(news2.points)


@pytest.mark.skipif(not CASES, reason=f"{TABLE} is not there")
@pytest.mark.parametrize("case", CASES, ids=str)
def test_news2_of_a_worked_example_is_exact(case: dict[str, Any]) -> None:
    news2 = get_news2(to_values(case), is_scale_2=case.get("scale") == 2)

    assert news2 is not None
    assert news2.total == case["expected"]


@pytest.mark.parametrize(
    ("key", "value", "points"),
    [(key, value, points) for key, pairs in BOUNDARIES for value, points in pairs],
)
def test_news2_has_the_points_of_the_band_at_its_boundary(
    key: str, value: int | str, points: int
) -> None:
    assert points_of({**WELL, key: Decimal(value)})[key] == points


@pytest.mark.parametrize(("spo2", "oxygen", "points"), SCALE_2)
def test_scale_2_reads_spo2_against_the_oxygen_given(spo2: int, oxygen: int, points: int) -> None:
    values = {**WELL, **to_decimals({"spo2": spo2, "oxygen": oxygen})}

    assert points_of(values, is_scale_2=True)["spo2"] == points


@given(temperature=st.decimals("35.01", "35.09", places=2))
def test_a_value_between_two_bands_belongs_to_the_one_above(temperature: Decimal) -> None:
    assert points_of({**WELL, "temperature": temperature})["temperature"] == 1


@pytest.mark.parametrize("measure", NEWS2_INPUTS, ids=lambda m: m.key)
def test_news2_without_one_input_is_incomplete_and_no_number(measure: Measure) -> None:
    values = {key: value for key, value in WELL.items() if key != measure.key}

    (line,) = format_scores(values, NEWS2_ON)

    assert get_news2(values) is None
    assert get_missing_news2(values) == (measure,)
    assert line == f"NEWS2 incomplete: needs {measure.short_label.rstrip('.')}."


def test_news2_is_shown_only_where_the_clinic_has_chosen_it() -> None:
    assert format_scores(WELL, ClinicSettings()) == ()
    assert format_scores({}, NEWS2_ON) == ()


@pytest.mark.parametrize(
    ("changes", "settings", "line"),
    [
        ({}, NEWS2_ON, "NEWS2 0. It does not replace the single signs."),
        (
            {"respiratory_rate": 8, "consciousness": 1},
            NEWS2_ON,
            "NEWS2 6. 3 points alone: RR and ACVPU. It does not replace the single signs.",
        ),
        (
            {"spo2": 90},
            ClinicSettings(news2=True, news2_scale_2=True),
            "NEWS2 0 (SpO2 scale 2). It does not replace the single signs.",
        ),
    ],
)
def test_news2_names_its_scale_and_any_sign_with_three_points(
    changes: dict[str, int], settings: ClinicSettings, line: str
) -> None:
    assert format_scores({**WELL, **to_decimals(changes)}, settings) == (line,)


@given(items=st.lists(st.integers(0, 10), min_size=3, max_size=3))
def test_peg_is_the_exact_mean_of_its_three_items(items: list[int]) -> None:
    keys = [item.key for item in PEG_ITEMS]
    values = to_decimals(dict(zip(keys, items, strict=True)))

    assert get_peg(values) == Fraction(sum(items), 3)


@pytest.mark.parametrize("missing", PEG_ITEMS, ids=lambda m: m.key)
def test_peg_without_one_item_is_incomplete_and_no_number(missing: Measure) -> None:
    values = {item.key: Decimal(5) for item in PEG_ITEMS if item is not missing}

    assert get_peg(values) is None
    assert format_scores(values, ClinicSettings()) == (
        f"PEG incomplete: needs {missing.short_label}.",
    )


def test_peg_is_shown_with_one_decimal() -> None:
    values = to_decimals({"peg_pain": 4, "peg_enjoyment": 5, "peg_activity": 5})

    assert format_scores(values, ClinicSettings()) == ("PEG 4.7 of 10.",)
