"""The sets that come with the program: their sources, their roles, and what each asks for."""

import re
from datetime import date
from fractions import Fraction

import pytest

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria import CRITERIA
from trialtracker.clinical.criteria_set_checks import check_rules
from trialtracker.clinical.criteria_sets import DEFAULT_SOURCE, CriteriaSet, Role
from trialtracker.clinical.shipped_sets import (
    ABOVE_HALF_FOR_8_HOURS,
    CANCER_COMPOSITE,
    CMS_WORDING,
    HALF_OR_MORE,
    IMMPACT_BANDS,
    SHIPPED_SETS,
    THIRTY_ON_TWO_OCCASIONS,
)
from trialtracker.db.codec import from_json, to_json

each_set = pytest.mark.parametrize("criteria_set", SHIPPED_SETS, ids=lambda each: each.title)

FOUND = {
    "Anderson 2003",
    "CMS article 55239",
    "Farrar 2001",
    "IMMPACT 2008",
    "Mohammed 2013",
    "Rauck 2003",
    "Smith 2002",
}
"""Success rules that were found in the named source itself."""

SUMMARISED = {"Aetna CPB 0161", "eviCore CMM-210"}
"""Success rules that were found only in a third party's summary, and are marked so."""

OWN = {
    "each item names its own source",
    "the days are the clinic default",
    "the goal and activity hindered are the clinic default",
    "the grade and the days are the clinic default",
}
"""What stands beside a source that asks for a thing without all of its numbers."""

KNOWN = FOUND | {f"{name}, as summarised by a third party" for name in SUMMARISED}


@each_set
def test_every_source_is_one_of_the_success_rules_that_were_found(
    criteria_set: CriteriaSet,
) -> None:
    named = {part for _, source in criteria_set.sources for part in source.split("; ")}

    assert named <= KNOWN | OWN


@each_set
@pytest.mark.parametrize("key", ["function", "side_effects", "candidacy"])
def test_a_number_that_no_source_gives_is_not_ascribed_to_one(
    criteria_set: CriteriaSet, key: str
) -> None:
    named = set(criteria_set.get_source(key).split("; "))

    assert named & {*OWN, DEFAULT_SOURCE}


@pytest.mark.parametrize("criteria_set", SHIPPED_SETS[1:], ids=lambda each: each.title)
def test_no_published_rule_asks_for_a_level_before_the_trial(criteria_set: CriteriaSet) -> None:
    assert criteria_set.get_role("baseline_level") is Role.ADVISES


@each_set
def test_the_words_about_a_set_mark_what_only_a_third_party_summarised(
    criteria_set: CriteriaSet,
) -> None:
    says_so = "as summarised by a third party" in criteria_set.about

    assert says_so == bool(re.search("Aetna|eviCore", criteria_set.about))


@each_set
def test_every_role_and_source_is_of_a_criterion(criteria_set: CriteriaSet) -> None:
    keys = {criterion.key for criterion in CRITERIA}

    assert {key for key, _ in (*criteria_set.roles, *criteria_set.sources)} <= keys


@each_set
def test_a_criterion_is_named_once_in_roles_and_sources(criteria_set: CriteriaSet) -> None:
    assert len(dict(criteria_set.roles)) == len(criteria_set.roles)
    assert len(dict(criteria_set.sources)) == len(criteria_set.sources)


@each_set
def test_a_shipped_set_is_stored_and_read_back_as_it_is(criteria_set: CriteriaSet) -> None:
    assert from_json(to_json(criteria_set), CriteriaSet) == criteria_set


@each_set
def test_a_shipped_set_keeps_the_rules_of_every_set(criteria_set: CriteriaSet) -> None:
    check_rules(criteria_set)


@each_set
def test_no_set_does_without_data_harm_the_patients_word_and_candidacy(
    criteria_set: CriteriaSet,
) -> None:
    needed = (
        "baseline_data", "window_data", "side_effects", "tolerability", "patient_acceptance",
        "candidacy",
    )  # fmt: skip

    assert {criteria_set.get_role(key) for key in needed} == {Role.REQUIRED}


@each_set
def test_a_shipped_set_holds_from_the_beginning_and_says_what_it_is(
    criteria_set: CriteriaSet,
) -> None:
    assert criteria_set.effective_from is None
    assert criteria_set.about
    assert date.fromisoformat(criteria_set.version).isoformat() == criteria_set.version


def test_names_and_titles_are_unique() -> None:
    assert len({each.name for each in SHIPPED_SETS}) == len(SHIPPED_SETS)
    assert SHIPPED_SETS[0].name == "Clinic default"


@each_set
def test_what_no_source_gives_is_the_clinics_default(criteria_set: CriteriaSet) -> None:
    assert criteria_set.get_source("baseline_data") == DEFAULT_SOURCE


@pytest.mark.parametrize(
    ("criteria_set", "required", "advises"),
    [
        (CMS_WORDING, ["acceptable_relief"], ["pain_relief", "absolute_change", "function"]),
        (HALF_OR_MORE, ["pain_relief"], ["function", "repeat_bolus", "relief_duration"]),
        (
            ABOVE_HALF_FOR_8_HOURS,
            ["pain_relief", "relief_duration", "function"],
            ["opioid_target", "systemic_opioid"],
        ),
        (THIRTY_ON_TWO_OCCASIONS, ["pain_relief", "repeat_bolus"], ["relief_duration"]),
        (CANCER_COMPOSITE, ["composite"], ["pain_relief", "cancer_benefit"]),
        (IMMPACT_BANDS, ["pain_relief", "absolute_change", "function"], ["systemic_opioid"]),
    ],
    ids=lambda each: each.title if isinstance(each, CriteriaSet) else "",
)
def test_a_published_rule_requires_what_it_names(
    criteria_set: CriteriaSet, required: list[str], advises: list[str]
) -> None:
    assert {criteria_set.get_role(key) for key in required} == {Role.REQUIRED}
    assert {criteria_set.get_role(key) for key in advises} == {Role.ADVISES}


@pytest.mark.parametrize(
    ("criteria_set", "percent", "includes"),
    [
        (HALF_OR_MORE, 50, True),
        (ABOVE_HALF_FOR_8_HOURS, 50, False),
        (THIRTY_ON_TWO_OCCASIONS, 30, True),
        (IMMPACT_BANDS, 30, True),
    ],
    ids=lambda each: each.title if isinstance(each, CriteriaSet) else str(each),
)
def test_a_rule_with_a_number_has_it_with_its_operator(
    criteria_set: CriteriaSet, percent: int, includes: bool
) -> None:
    assert criteria_set.relief_percent == Fraction(percent)
    assert criteria_set.relief_includes_threshold is includes


def test_a_temporary_catheter_is_no_single_injection() -> None:
    assert TrialMode.SINGLE_BOLUS not in CMS_WORDING.modes


def test_two_occasions_need_two_boluses_and_no_side_effect() -> None:
    assert THIRTY_ON_TWO_OCCASIONS.modes == (TrialMode.REPEATED_BOLUS,)
    assert THIRTY_ON_TWO_OCCASIONS.occasions == 2
    assert THIRTY_ON_TWO_OCCASIONS.worst_grade == 0
