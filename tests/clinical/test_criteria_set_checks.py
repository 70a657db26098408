"""A version of a criteria set is refused field by field, with value, limit and fix."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.factories import START, make_trial
from trialtracker.clinical.criteria import CRITERIA, Criterion
from trialtracker.clinical.criteria_set_checks import check_criteria_set, check_rules
from trialtracker.clinical.criteria_set_words import (
    CRITERION_BY_KEY,
    CRITERION_WORDS,
    with_numbers,
)
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.safety_limits import SafetyLimits
from trialtracker.clinical.shipped_sets import SHIPPED_SETS

TODAY = date(2026, 12, 1)
OWN = replace(
    CLINIC_DEFAULT,
    name="Hill clinic",
    version="1",
    effective_from=TODAY,
    author="Dr Testcase",
    reason="Board decision",
)
LONE = "\ud800"


def problems_of(criteria_set: CriteriaSet) -> tuple[Problem, ...]:
    with pytest.raises(RefusedError) as refused:
        check_criteria_set(criteria_set, SHIPPED_SETS, TODAY)
    return refused.value.problems


def test_a_whole_version_is_taken() -> None:
    check_criteria_set(OWN, SHIPPED_SETS, TODAY)


@pytest.mark.parametrize("shipped", SHIPPED_SETS, ids=lambda shipped: shipped.title)
def test_the_rules_of_every_shipped_set_make_sense(shipped: CriteriaSet) -> None:
    check_rules(shipped)


def test_every_criterion_there_is_can_be_named_in_a_set() -> None:
    assert {criterion.key for criterion in CRITERIA} == set(CRITERION_BY_KEY)


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.key)
def test_a_criterion_has_the_same_name_in_a_set_and_in_an_assessment(criterion: Criterion) -> None:
    evidence = get_evidence(make_trial(), CLINIC_DEFAULT, START)

    assert criterion.judge(evidence).label == CRITERION_BY_KEY[criterion.key].label


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"name": " "}, "name", "Write a name for the set, as in Cancer pain."),
        ({"name": "x" * 61}, "name", "Name has 61 characters: at most 60 are kept."),
        ({"name": "a\nb"}, "name", "line break"),
        ({"name": "a  b"}, "name", "“a  b” has spaces too many: take them out."),
        ({"version": ""}, "version", "Write a version, as in 2026-12 or 2."),
        ({"version": LONE}, "version", "half a character"),
        ({"author": ""}, "author", "Write the name of the physician who answers for the set."),
        ({"reason": ""}, "reason", "Write in a few words why the set is made or changed."),
        ({"about": "x" * 501}, "about", "About has 501 characters: at most 500 are kept."),
        ({"effective_from": None}, "effective_from", "Write the day"),
        (
            {"effective_from": date(2026, 11, 30)},
            "effective_from",
            "30-Nov-2026 is past: a set never changes what is done. Write 01-Dec-2026 or later.",
        ),
        (
            {"name": CLINIC_DEFAULT.name, "version": CLINIC_DEFAULT.version},
            "version",
            f"{CLINIC_DEFAULT.title} is there already and is never changed: write another version.",
        ),
        ({"measures": ()}, "measures", "Choose at least one measure of pain."),
        ({"bolus_measures": ()}, "bolus_measures", "after a bolus"),
        ({"modes": ()}, "modes", "Choose at least one mode"),
        ({"measures": ("pulse",)}, "measures", "pulse is no measure of pain: choose pain_rest"),
        (
            {"secondary_measures": ("pain_rest", "pain_rest")},
            "secondary_measures",
            "A measure is named twice: choose each once.",
        ),
        ({"roles": (("luck", Role.REQUIRED),)}, "roles", "luck is no criterion: take it out."),
        (
            {"sources": (("function", "a"), ("function", "b"))},
            "sources",
            "A criterion is named twice: name each once.",
        ),
        ({"sources": (("function", "a\nb"),)}, "source:function", "line break"),
        (
            {"roles": tuple((words.key, Role.ADVISES) for words in CRITERION_WORDS)},
            "role:pain_relief",
            "No criterion is required",
        ),
        ({"bands": ((Fraction(101), "all"),)}, "bands", "0 to 100 %"),
        ({"bands": ((Fraction(30), "a"), (Fraction(30), "b"))}, "bands", "lowest first"),
        ({"bands": ((Fraction(30), " "),)}, "bands", "A number has no word"),
        ({"bands": ((Fraction(30), "x" * 61),)}, "bands", "61 characters"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    changes: dict[str, Any], field: str, said: str
) -> None:
    problems = problems_of(replace(OWN, **changes))

    assert [problem.field for problem in problems] == [field]
    assert said in problems[0].sentence


@pytest.mark.parametrize(
    ("field", "number", "said"),
    [
        (
            "relief_percent",
            Fraction(101),
            "Pain relief of 101 makes no sense: write above 0 to 100 %.",
        ),
        ("borderline_percent", Fraction(0), "write above 0 to 100 %."),
        ("absolute_points", Fraction(11), "write 0 to 10 points."),
        ("absolute_points", Fraction(-1), "write 0 to 10 points."),
        ("baseline_days", 0, "write 1 to 28 days."),
        ("absolute_points", Fraction(1, 3), "too exact: give at most 9 decimals."),
        (
            "borderline_percent",
            Fraction(60),
            "Pain relief: borderline from, 60 %, does not fit pain relief, 50 %: "
            "write at most 50 %.",
        ),
        ("baseline_minimum_days", 8, "write at most 7 days."),
        ("window_minimum_days", 4, "write at most 3 days."),
        ("bolus_from_hours", 8, "write below 8 hours."),
        ("safety.respiratory_alert_below", Decimal(11), "write at most 10 /min."),
        ("safety.spo2_alert_below", Decimal(93), "write at most 92 %."),
        ("safety.sedation_caution", Decimal(3), "write below 3."),
        ("safety.no_void_caution_hours", 8, "write below 8 hours."),
        ("safety.temperature_alert_from", Decimal(43), "write 36 to 42 °C."),
    ],
)
def test_a_number_that_makes_no_sense_is_refused(
    field: str, number: int | Fraction | Decimal, said: str
) -> None:
    problems = problems_of(with_numbers(OWN, {field: number}))

    assert [problem.field for problem in problems] == [field]
    assert said in problems[0].sentence


def test_numbers_out_of_range_are_not_compared_with_each_other() -> None:
    problems = problems_of(with_numbers(OWN, {"baseline_days": 0}))

    assert [problem.field for problem in problems] == ["baseline_days"]


def test_an_equal_borderline_and_threshold_are_taken() -> None:
    check_rules(with_numbers(OWN, {"borderline_percent": Fraction(50)}))


def test_every_problem_is_told_at_once() -> None:
    problems = problems_of(replace(OWN, name="", measures=(), relief_percent=Fraction(0)))

    assert [problem.field for problem in problems] == ["name", "relief_percent", "measures"]


def test_rules_alone_are_checked_without_author_and_day() -> None:
    check_rules(replace(OWN, author="", reason="", effective_from=None, name=""))


def test_other_safety_limits_are_a_threshold_too() -> None:
    changed = with_numbers(OWN, {"safety.spo2_alert_below": Decimal(88)})

    assert changed.safety == SafetyLimits(spo2_alert_below=Decimal(88))


@pytest.mark.parametrize("name", ["clinic default", "CLINIC DEFAULT", "Clinic\u200b default\u202a"])
def test_a_name_that_looks_like_another_one_is_refused(name: str) -> None:
    problems = problems_of(replace(OWN, name=name))

    sentence = "Clinic default looks the same: write it so, or choose another name."
    assert Problem("name", sentence) in problems


def test_a_set_that_has_its_double_already_can_have_another_version() -> None:
    doubles = (replace(OWN, name="hill clinic"), replace(OWN, name="HILL clinic"))

    check_criteria_set(replace(doubles[0], version="next"), doubles, TODAY)
