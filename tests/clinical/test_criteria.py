"""The criteria as a whole: their order, an empty trial, and what is not recorded yet."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.factories import START, make_diary, make_trial
from trialtracker.clinical.choices import Indication, Status, TrialMode, Verdict
from trialtracker.clinical.criteria import CAVEAT, CRITERIA, assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.evidence import get_evidence
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.clinical.uncertainty import get_uncertainty

LATER = START + timedelta(days=60)


def test_criteria_are_in_the_order_they_are_shown() -> None:
    keys = [result.key for result in assess(make_trial(), CLINIC_DEFAULT, LATER).criteria]

    assert keys == [
        "pain_relief", "secondary_pain", "absolute_change", "baseline_level", "baseline_data",
        "window_data", "side_effects", "tolerability", "function", "systemic_opioid",
        "patient_acceptance", "candidacy",
    ]  # fmt: skip


def test_the_keys_of_criteria_are_unique() -> None:
    assert len({criterion.key for criterion in CRITERIA}) == len(CRITERIA)


@pytest.mark.parametrize("mode", TrialMode)
@pytest.mark.parametrize("criteria_set", SHIPPED_SETS, ids=lambda each: each.name)
@pytest.mark.parametrize("started_at", [None, START], ids=["not started", "started"])
def test_every_criterion_is_not_known_of_an_empty_trial(
    mode: TrialMode, criteria_set: CriteriaSet, started_at: datetime | None
) -> None:
    evidence = get_evidence(make_trial(mode=mode, started_at=started_at), criteria_set, LATER)

    results = [criterion.judge(evidence) for criterion in CRITERIA]

    assert [result.key for result in results] == [criterion.key for criterion in CRITERIA]
    assert {result.status for result in results} == {Status.NOT_KNOWN}
    assert all(r.reason and r.requirement.startswith("needs ") for r in results)
    assert not any(result.used for result in results)


@pytest.mark.parametrize("mode", TrialMode)
@pytest.mark.parametrize("criteria_set", SHIPPED_SETS, ids=lambda each: each.name)
def test_an_empty_trial_has_not_enough_data_in_every_set(
    mode: TrialMode, criteria_set: CriteriaSet
) -> None:
    assessment = assess(make_trial(mode=mode), criteria_set, LATER)

    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA


def test_a_criterion_that_is_left_out_is_not_there() -> None:
    lenient = replace(CLINIC_DEFAULT, roles=(("candidacy", Role.LEFT_OUT),))

    keys = {result.key for result in assess(make_trial(), lenient, LATER).criteria}

    assert "candidacy" not in keys
    assert "function" in keys


def test_a_result_carries_the_role_and_the_source_of_the_set() -> None:
    results = {r.key: r for r in assess(make_trial(), CLINIC_DEFAULT, LATER).criteria}

    assert (results["function"].role, results["function"].source) == (
        Role.REQUIRED,
        "IMMPACT 2008; the goal and activity hindered are the clinic default",
    )
    assert results["secondary_pain"].role is Role.ADVISES
    assert results["candidacy"].source == "clinic default"


@pytest.mark.parametrize(
    ("indication", "is_there"), [(Indication.CANCER_PAIN, True), (Indication.CRPS, False)]
)
def test_the_benefit_in_cancer_is_asked_of_cancer_pain_only(
    indication: Indication, is_there: bool
) -> None:
    results = assess(make_trial(indication=indication), CLINIC_DEFAULT, LATER).criteria

    assert ("cancer_benefit" in {result.key for result in results}) is is_there


def test_relief_of_an_infusion_has_an_interval_beside_it() -> None:
    assessment = assess(make_diary([8] * 7, [3] * 3), CLINIC_DEFAULT, LATER)

    assert assessment.uncertainty.interval is not None
    assert assessment.uncertainty == get_uncertainty(
        assessment.baseline, assessment.window, CLINIC_DEFAULT.relief_percent
    )


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (TrialMode.CONTINUOUS_EPIDURAL, "Relief cannot be calculated."),
        (
            TrialMode.SINGLE_BOLUS,
            "The hours after a bolus cannot tell what another day would show.",
        ),
    ],
)
def test_without_relief_over_days_there_is_no_interval_and_the_reason_is_said(
    mode: TrialMode, reason: str
) -> None:
    uncertainty = assess(make_trial(mode=mode), CLINIC_DEFAULT, LATER).uncertainty

    assert (uncertainty.interval, uncertainty.chance_percent) == (None, None)
    assert uncertainty.reason == reason


def test_the_result_names_its_criteria_set_and_moment() -> None:
    assessment = assess(make_trial(), CLINIC_DEFAULT, LATER)

    assert assessment.criteria_set.title == CLINIC_DEFAULT.title
    assert assessment.as_of == LATER


def test_the_caveat_is_the_fixed_wording() -> None:
    assert CAVEAT == (
        "Decision support only. It summarises recorded scores against thresholds set by this "
        "clinic; it does not diagnose, dose, monitor or recommend surgery. A favourable trial "
        "does not reliably predict long-term benefit."
    )
