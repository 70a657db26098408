"""A criteria set in words: what each criterion asks for, and what a version changed."""

from dataclasses import fields, replace
from fractions import Fraction

import pytest

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_set_thresholds import (
    Group,
    Number,
    format_number,
    format_with_unit,
)
from trialtracker.clinical.criteria_set_words import (
    ALL_THRESHOLDS,
    CRITERION_BY_KEY,
    format_bands,
    format_measures,
    format_modes,
    get_number,
    list_changes,
    list_requirements,
    list_safety_lines,
    with_numbers,
)
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.safety_limits import SafetyLimits


def test_every_number_of_a_set_stands_in_the_table() -> None:
    named = {threshold.field for threshold in ALL_THRESHOLDS}

    held = [f.name for f in fields(CriteriaSet) if f.type in {"Fraction", "int", Fraction, int}]
    limits = [f"safety.{f.name}" for f in fields(SafetyLimits) if f.name != "poss_alert"]
    assert {*held, *limits} == named


def test_every_threshold_belongs_to_a_criterion_of_its_own_group() -> None:
    strays = [
        threshold.field
        for threshold in ALL_THRESHOLDS
        if threshold.criterion
        and CRITERION_BY_KEY[threshold.criterion].group is not threshold.group
    ]

    assert strays == []


def test_numbers_put_into_a_set_come_back() -> None:
    numbers = {t.field: get_number(CLINIC_DEFAULT, t.field) for t in ALL_THRESHOLDS}

    assert with_numbers(CLINIC_DEFAULT, numbers) == CLINIC_DEFAULT


@pytest.mark.parametrize(("includes", "said"), [(True, "50 % or more"), (False, "above 50 %")])
def test_the_operator_is_part_of_the_threshold(includes: bool, said: str) -> None:
    criteria_set = replace(CLINIC_DEFAULT, relief_includes_threshold=includes)

    requirements = list_requirements(criteria_set, Group.PAIN, "pain_relief")

    assert requirements == (said, "borderline from 30 %")


def test_what_serves_several_criteria_stands_with_its_group() -> None:
    shared = list_requirements(CLINIC_DEFAULT, Group.BOLUS, "")

    assert shared == (
        "from 1 hour after the dose",
        "to 8 hours after it",
        "at least 4 readings in that time",
        "at least 2 readings before the dose",
    )


def test_the_safety_limits_are_told_line_by_line() -> None:
    lines = list_safety_lines(CLINIC_DEFAULT)

    assert lines[:2] == (
        "Respiratory rate, caution: below 10 /min",
        "Respiratory rate, alert: below 8 /min",
    )
    assert lines[-1] == "POSS, alert: 3 or 4"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Fraction(3, 2), "point", "1.5 points"),
        (1, "day", "1 day"),
        (400, "mL", "400 mL"),
        (2, "", "2"),
    ],
)
def test_a_number_stands_with_its_unit(value: Number, unit: str, said: str) -> None:
    assert format_with_unit(value, unit) == said


def test_a_large_number_has_a_comma() -> None:
    assert format_number(2000) == "2,000"


def test_measures_stand_in_their_order() -> None:
    assert format_measures(("pain_average", "pain_rest")) == "average pain, else pain at rest"
    assert format_measures(()) == "none"


def test_modes_are_told_one_by_one_or_all() -> None:
    assert format_modes(tuple(TrialMode)) == "every mode"
    assert format_modes((TrialMode.SINGLE_BOLUS,)) == "single bolus"


def test_words_for_relief_stand_behind_their_number() -> None:
    banded = replace(CLINIC_DEFAULT, bands=((Fraction(10), "minimal"), (Fraction(30), "moderate")))

    assert format_bands(banded) == "10 % minimal, 30 % moderate"


def test_a_set_without_changes_has_none_to_tell() -> None:
    assert list_changes(CLINIC_DEFAULT, replace(CLINIC_DEFAULT, version="other")) == ()


def test_every_kind_of_change_is_told() -> None:
    changed = replace(
        with_numbers(
            CLINIC_DEFAULT,
            {
                "relief_percent": Fraction(60),
                "function_bpi_points": Fraction(2),
                "bolus_to_hours": 6,
            },
        ),
        roles=(*CLINIC_DEFAULT.roles, ("function", Role.ADVISES)),
        measures=("pain_worst",),
        modes=(TrialMode.SINGLE_BOLUS,),
        bands=((Fraction(30), "moderate"),),
    )

    assert list_changes(CLINIC_DEFAULT, changed) == (
        "Pain relief: 50 % or more, now 60 % or more",
        "Judged to: 8 hours, now 6 hours",
        "Function: BPI interference: 1 point, now 2 points",
        "Function: required, now advises",
        "Relief is judged by: average pain, else pain at rest, now worst pain",
        "Meant for: every mode, now single bolus",
        "Words for relief: none, now 30 % moderate",
    )
