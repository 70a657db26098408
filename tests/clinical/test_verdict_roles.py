"""What a criteria set asks of the verdict: only the required decides, and its words follow it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.clinical.intakes import make_intake
from tests.factories import START, make_diary, make_entry, make_trial, moment_of_day, next_id
from trialtracker.clinical.choices import Status, TrialMode, Verdict
from trialtracker.clinical.criteria import CRITERIA, assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.dossier import get_items
from trialtracker.clinical.record import Fact
from trialtracker.clinical.shipped_sets import (
    CANCER_COMPOSITE,
    CMS_WORDING,
    IMMPACT_BANDS,
    SHIPPED_SETS,
    THIRTY_ON_TWO_OCCASIONS,
)
from trialtracker.clinical.trial import Entry, Trial

LATER = START + timedelta(days=60)
BASELINE = range(-7, 0)


def with_facts(trial: Trial, **answers: str) -> Trial:
    facts = tuple(Fact(next_id(), k, v, "", "nurse", START) for k, v in answers.items())
    return replace(trial, facts=facts)


def graded(effect: str, grade: int, day: int = 2) -> Entry:
    return make_entry(moment_of_day(day, 15), {f"side_effect:{effect}": grade})


def with_harm(trial: Trial, *harms: Entry) -> Trial:
    return replace(trial, entries=(*trial.entries, *harms))


def with_roles(role: Role, *keys: str) -> CriteriaSet:
    return replace(CLINIC_DEFAULT, roles=tuple((key, role) for key in keys))


def verdict_of(trial: Trial, criteria_set: CriteriaSet) -> Verdict:
    return assess(trial, criteria_set, LATER).verdict


ALL_KEYS = tuple(criterion.key for criterion in CRITERIA)
ONLY_RELIEF = with_roles(Role.LEFT_OUT, *(key for key in ALL_KEYS if key != "pain_relief"))


@pytest.mark.parametrize("key", ["pain_relief", "side_effects", "tolerability"])
@pytest.mark.parametrize("role", [Role.ADVISES, Role.LEFT_OUT])
def test_what_is_not_required_never_decides(key: str, role: Role) -> None:
    poor = with_facts(make_diary([8] * 7, [7] * 3), effects_tolerable="no")
    poor = with_harm(poor, graded("vomiting", 3))
    others = {"pain_relief", "side_effects", "tolerability"} - {key}

    spared = with_roles(role, "pain_relief", "side_effects", "tolerability")

    assert verdict_of(poor, with_roles(role, *others)) is Verdict.NOT_FAVOURABLE
    assert verdict_of(poor, spared) is Verdict.BORDERLINE


def test_what_advises_and_is_not_met_leaves_a_trial_favourable() -> None:
    advised = with_roles(Role.ADVISES, *(key for key in ALL_KEYS if key != "pain_relief"))

    assessment = assess(make_diary([8] * 7, [4] * 3), advised, LATER)

    assert assessment.verdict is Verdict.FAVOURABLE
    assert {r.status for r in assessment.criteria if r.role is Role.ADVISES} > {Status.NOT_KNOWN}


def test_a_set_without_rules_for_the_data_needs_something_that_is_known() -> None:
    assessment = assess(make_diary([8] * 3, [4] * 3), ONLY_RELIEF, LATER)

    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA
    assert assessment.summary == "3 of 7 baseline days have a score; 4 are needed."


def test_a_set_without_rules_for_the_data_needs_a_trial_that_has_started() -> None:
    stated = with_facts(make_trial(started_at=None), wants_to_go_on="yes")
    lenient = with_roles(Role.LEFT_OUT, "baseline_data", "window_data")

    assessment = assess(stated, lenient, LATER)

    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA
    assert assessment.summary == "The trial has not started."


def test_a_set_that_requires_nothing_never_says_favourable() -> None:
    nothing = with_roles(Role.ADVISES, *ALL_KEYS)

    assessment = assess(make_diary([8] * 7, [2] * 3), nothing, LATER)

    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA
    assert assessment.summary == "This set requires nothing that applies to this trial."


def test_a_set_without_a_number_does_not_fail_little_relief() -> None:
    assert verdict_of(make_diary([8] * 7, [7] * 3), CMS_WORDING) is Verdict.BORDERLINE


def test_a_set_without_a_number_speaks_of_no_threshold() -> None:
    trial = with_facts(make_diary([8] * 7, [3] * 3), relief_acceptable="no")

    assessment = assess(trial, CMS_WORDING, LATER)

    assert assessment.verdict is Verdict.NOT_FAVOURABLE
    assert assessment.headline == "Not favourable by these criteria"
    assert "The patient finds the relief acceptable: No" in assessment.summary


@pytest.mark.parametrize(
    ("during", "verdict"), [("5.7", Verdict.NOT_FAVOURABLE), ("5", Verdict.BORDERLINE)]
)
def test_the_composite_fails_where_nothing_is_better(during: str, verdict: Verdict) -> None:
    nausea = [make_entry(moment_of_day(day, 9), {"side_effect:nausea": 1}) for day in BASELINE]
    asked = [make_entry(moment_of_day(day, 9), {"side_effect:nausea": 1}) for day in (1, 2, 3)]
    taken = [make_intake(10, at=moment_of_day(day, 7)) for day in (*BASELINE, 1, 2)]
    trial = make_diary([8] * 7, [during] * 3, side_effect_grade=None)

    whole = replace(trial, entries=(*trial.entries, *nausea, *asked), intakes=tuple(taken))

    assert verdict_of(whole, CANCER_COMPOSITE) is verdict


def test_the_summary_names_the_band_of_the_set() -> None:
    summary = assess(make_diary([8] * 7, [5] * 3), IMMPACT_BANDS, LATER).summary

    assert "38 % relief" in summary
    assert "), moderate (IMMPACT). " in summary


def test_a_relief_that_reaches_no_band_is_given_none() -> None:
    assert "IMMPACT" not in assess(make_diary([8] * 7, ["7.9"] * 3), IMMPACT_BANDS, LATER).summary


def make_complete_trial() -> Trial:
    """Return a good trial in which everything that any set asks for is recorded."""
    trial = make_diary([8] * 7, [3] * 4)
    answers = dict.fromkeys((item.key for item in get_items(trial) if item.is_candidacy), "yes")
    del answers["trial_dose_effective"]
    said = dict.fromkeys(
        ("goal_met", "effects_tolerable", "wants_to_go_on", "relief_acceptable"), "yes"
    )
    taken = [make_intake(10, at=moment_of_day(day, 7)) for day in (*BASELINE, 1, 2, 3)]
    return replace(with_facts(trial, **answers, **said), intakes=tuple(taken))


@pytest.mark.parametrize(
    "criteria_set",
    [each for each in SHIPPED_SETS if TrialMode.CONTINUOUS_INTRATHECAL in each.modes],
    ids=lambda each: each.name,
)
def test_a_good_trial_with_everything_recorded_is_favourable_in_every_set(
    criteria_set: CriteriaSet,
) -> None:
    assessment = assess(make_complete_trial(), criteria_set, LATER)

    assert assessment.verdict is Verdict.FAVOURABLE
    assert assessment.headline == "Favourable: discuss implantation"
    assert assessment.summary.startswith(
        "Average pain fell from 8 to 3 over the last 3 days: 62 % relief (95 % interval "
    )


def test_a_set_for_boluses_does_not_judge_an_infusion() -> None:
    assessment = assess(make_complete_trial(), THIRTY_ON_TWO_OCCASIONS, LATER)

    assert assessment.verdict is Verdict.NOT_ENOUGH_DATA
    assert "is for another kind of trial (repeated bolus)" in assessment.summary


@pytest.mark.parametrize("key", ["goal_met", "effects_tolerable", "wants_to_go_on"])
def test_one_answer_that_is_not_known_caps_a_good_trial_at_borderline(key: str) -> None:
    complete = make_complete_trial()
    facts = tuple(fact for fact in complete.facts if fact.key != key)

    assert verdict_of(replace(complete, facts=facts), CLINIC_DEFAULT) is Verdict.BORDERLINE


def test_a_low_baseline_caps_a_good_trial_at_borderline() -> None:
    complete = make_complete_trial()

    low = replace(complete, entries=make_diary([4] * 7, [1] * 4).entries)

    assert verdict_of(low, CLINIC_DEFAULT) is Verdict.BORDERLINE


@pytest.mark.parametrize("key", ["effects_tolerable", "wants_to_go_on"])
def test_a_patient_who_declines_is_not_favourable_whatever_the_relief(key: str) -> None:
    complete = make_complete_trial()
    declined = replace(
        complete, facts=(*complete.facts, Fact(next_id(), key, "no", "", "nurse", START))
    )

    assert verdict_of(declined, CLINIC_DEFAULT) is Verdict.NOT_FAVOURABLE
