"""By how much, at what cost and what is missing: one line each, beside every verdict."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.conftest import NOON
from tests.factories import START, make_diary, make_trial
from trialtracker.clinical.assessment import NO_WINDOW, Assessment, CriterionResult, Hours
from trialtracker.clinical.at_a_glance import format_worst, list_glance
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.safety import NO_HARM, GradeReading, Harm, WorstSideEffect
from trialtracker.clinical.side_effects import SIDE_EFFECTS

GOOD = assess(make_diary([8] * 7, [3] * 3), CLINIC_DEFAULT, NOON)
EMPTY = assess(make_trial(), CLINIC_DEFAULT, NOON)
EFFECT = SIDE_EFFECTS[0]
ASKED = (GradeReading(EFFECT, 0, START),)


def line_of(assessment: Assessment, label: str) -> str:
    return next((line.text for line in list_glance(assessment) if line.label == label), "")


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (Fraction(59), "9 percentage points above 50 %"),
        (Fraction(50), "none: exactly 50 %"),
        (Fraction("49.9545"), "0.05 percentage points below 50 %"),
        (Fraction(0), "50 percentage points below 50 %"),
        (Fraction(127, 2), "14 percentage points above 50 %"),
        (Fraction(-1900), "1,950 percentage points below 50 %"),
        (Fraction(-20), "70 percentage points below 50 %"),
    ],
)
def test_margin_is_on_its_side_of_the_threshold(percent: Fraction, said: str) -> None:
    assert line_of(replace(GOOD, relief_percent=percent), "Margin") == said


def test_no_margin_is_said_of_a_relief_that_is_not_known() -> None:
    assert line_of(EMPTY, "Margin") == ""


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (NO_HARM, "not recorded"),
        (Harm(ASKED, None), "asked for, and none found"),
        (
            Harm(ASKED, WorstSideEffect(EFFECT, 2, START, latest_grade=0)),
            f"worst: {EFFECT.label}, grade 2, resolved",
        ),
        (
            Harm(ASKED, WorstSideEffect(EFFECT, 3, START, latest_grade=1)),
            f"worst: {EFFECT.label}, grade 3, not resolved",
        ),
    ],
    ids=["never asked", "absent", "gone", "there"],
)
def test_worst_side_effect_is_never_none_where_nobody_asked(harm: Harm, said: str) -> None:
    assert format_worst(harm) == said


def test_days_without_a_score_and_unknown_criteria_are_counted() -> None:
    lacking = assess(make_diary([8] * 5, [3] * 2), CLINIC_DEFAULT, NOON)

    said = line_of(lacking, "Missing")

    assert "2 of 7 days before the trial" in said
    assert "criteria not known" in said


MET = CriterionResult("pain_relief", "Pain relief", Status.MET, "", "", "")
NOT_KNOWN = replace(MET, status=Status.NOT_KNOWN)
HOURS = replace(GOOD.window, hours=Hours(START, START, ()))


@pytest.mark.parametrize(
    ("assessment", "said"),
    [
        (replace(GOOD, criteria=(MET,)), "no day"),
        (replace(GOOD, criteria=(MET, NOT_KNOWN)), "no day; 1 of 2 criteria not known"),
        (replace(GOOD, criteria=(MET,), window=NO_WINDOW), "every day of the window"),
        (replace(GOOD, criteria=(NOT_KNOWN,), window=HOURS), "1 of 1 criteria not known"),
    ],
    ids=["nothing", "a criterion", "not begun", "hours"],
)
def test_what_is_missing_is_said_also_where_it_is_nothing(
    assessment: Assessment, said: str
) -> None:
    assert line_of(assessment, "Missing") == said


@pytest.mark.parametrize(
    ("status", "value", "said"),
    [
        (Status.MET, "\N{MINUS SIGN}42 %", "\N{MINUS SIGN}42 % against the baseline"),
        (Status.NOT_MET, "12 MME/day", "12 MME/day"),
        (Status.NOT_KNOWN, "Not known", "not known"),
    ],
)
def test_oral_opioids_are_shown_as_their_criterion_says(
    status: Status, value: str, said: str
) -> None:
    opioid = replace(MET, key="systemic_opioid", status=status, value=value)

    assert line_of(replace(GOOD, criteria=(opioid,)), "Oral opioids") == said


def test_oral_opioids_are_not_mentioned_where_the_set_leaves_them_out() -> None:
    assert line_of(replace(GOOD, criteria=(MET,)), "Oral opioids") == ""
