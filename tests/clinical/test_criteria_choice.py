"""A trial keeps the version of its criteria set that was in force when it started."""

from dataclasses import replace
from datetime import date, timedelta

from tests.factories import START, make_trial
from trialtracker.clinical.criteria_choice import choose_set
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.plan import Plan

STRICT = replace(CLINIC_DEFAULT, name="Strict", version="1", effective_from=date(2026, 1, 1))
STRICTER = replace(STRICT, version="2", effective_from=date(2026, 3, 3))
SETS = (CLINIC_DEFAULT, STRICT, STRICTER)
LATER = START + timedelta(days=30)


def test_a_trial_that_names_no_set_has_the_clinic_default() -> None:
    assert choose_set(SETS, make_trial(), LATER) == CLINIC_DEFAULT


def test_a_trial_keeps_the_version_of_its_start() -> None:
    trial = make_trial(plan=Plan(criteria_set="Strict"))

    assert choose_set(SETS, trial, LATER) == STRICT


def test_a_trial_from_the_effective_date_on_takes_the_later_version() -> None:
    trial = make_trial(plan=Plan(criteria_set="Strict"), started_at=START + timedelta(days=1))

    assert choose_set(SETS, trial, LATER) == STRICTER


def test_a_trial_that_has_not_started_takes_the_version_of_the_day() -> None:
    trial = make_trial(plan=Plan(criteria_set="Strict"), started_at=None)

    assert choose_set(SETS, trial, START) == STRICT
    assert choose_set(SETS, trial, LATER) == STRICTER


def test_of_two_versions_of_one_day_the_one_stored_last_counts() -> None:
    trial = make_trial(plan=Plan(criteria_set="Strict"))
    corrected = replace(STRICT, version="1b")

    assert choose_set((*SETS, corrected), trial, LATER) == corrected


def test_a_set_not_yet_in_force_leaves_the_default() -> None:
    trial = make_trial(plan=Plan(criteria_set="Strict"), started_at=START - timedelta(days=90))

    assert choose_set(SETS, trial, LATER) == CLINIC_DEFAULT


def test_an_unknown_name_leaves_the_default() -> None:
    assert choose_set(SETS, make_trial(plan=Plan(criteria_set="Gone")), LATER) == CLINIC_DEFAULT
