"""The criteria of the dossier: unknown is never yes, and a failed item is named."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import START, make_diary, next_id
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, Role
from trialtracker.clinical.dossier import get_items
from trialtracker.clinical.dossier_choices import Weight
from trialtracker.clinical.record import Fact
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=9)
GOOD_DIARY = make_diary([8] * 7, [2] * 4)
REQUIRED = [
    item.key
    for item in get_items(GOOD_DIARY)
    if item.is_candidacy and item.weight in {Weight.ABSOLUTE, Weight.FAILS}
]
ALL = [item.key for item in get_items(GOOD_DIARY) if item.is_candidacy]

WITH_ACCEPTABLE_RELIEF = replace(CLINIC_DEFAULT, roles=(("acceptable_relief", Role.REQUIRED),))


def with_answers(answers: Mapping[str, str]) -> Trial:
    facts = tuple(
        Fact(next_id(), key, value, "", "nurse", START)
        for key, value in answers.items()
        if key != "trial_dose_effective"
    )
    return replace(GOOD_DIARY, facts=facts)


def judge(trial: Trial, key: str) -> CriterionResult:
    results = assess(trial, WITH_ACCEPTABLE_RELIEF, LATER).criteria
    return next(result for result in results if result.key == key)


@pytest.mark.parametrize(
    ("criterion", "item"),
    [
        ("acceptable_relief", "relief_acceptable"),
        ("tolerability", "effects_tolerable"),
        ("patient_acceptance", "wants_to_go_on"),
    ],
)
@pytest.mark.parametrize(
    ("answer", "status"),
    [("yes", Status.MET), ("no", Status.NOT_MET), ("not_known", Status.NOT_KNOWN)],
)
def test_the_patients_answer_decides(
    criterion: str, item: str, answer: str, status: Status
) -> None:
    trial = with_answers({item: answer})

    result = judge(trial, criterion)

    assert result.status is status
    assert result.used == (trial.facts[0].fact_id,)
    assert result.reason.endswith("(nurse, 02-Mar-2026 08:00).")


@pytest.mark.parametrize("criterion", ["tolerability", "patient_acceptance"])
def test_an_answer_not_asked_for_is_not_known(criterion: str) -> None:
    result = judge(GOOD_DIARY, criterion)

    assert result.status is Status.NOT_KNOWN
    assert result.reason.startswith("Not asked yet: ")


def test_an_answer_given_after_the_moment_does_not_count() -> None:
    trial = with_answers({"wants_to_go_on": "no"})

    result = next(
        r
        for r in assess(trial, CLINIC_DEFAULT, START - timedelta(hours=1)).criteria
        if r.key == "patient_acceptance"
    )

    assert result.status is Status.NOT_KNOWN


def test_candidacy_without_answers_is_not_known_and_names_what_is_missing() -> None:
    result = judge(GOOD_DIARY, "candidacy")

    assert result.status is Status.NOT_KNOWN
    assert "all conventional treatments have failed" in result.reason
    assert result.reason.endswith(f"; and {len(REQUIRED) - 3} more.")


@pytest.mark.parametrize(("open_items", "ending"), [(3, ""), (4, "; and 1 more")])
def test_three_open_items_are_named_and_the_others_counted(open_items: int, ending: str) -> None:
    reason = judge(with_answers(dict.fromkeys(REQUIRED[open_items:], "yes")), "candidacy").reason

    assert reason.count("; ") == 2 + bool(ending)
    assert reason.endswith(f"{ending}.")
    assert ("more" in reason) == bool(ending)


def test_candidacy_is_met_when_all_required_items_are_answered_yes() -> None:
    result = judge(with_answers(dict.fromkeys(REQUIRED, "yes")), "candidacy")

    assert result.status is Status.MET
    assert result.reason.startswith("No item has failed. Not known: ")


def test_candidacy_with_every_item_answered_says_so() -> None:
    result = judge(with_answers(dict.fromkeys(ALL, "yes")), "candidacy")

    assert result.reason == "No item has failed, and none is open."


@pytest.mark.parametrize("key", REQUIRED)
def test_one_required_item_not_known_leaves_candidacy_open(key: str) -> None:
    trial = with_answers({**dict.fromkeys(ALL, "yes"), key: "not_known"})

    assert judge(trial, "candidacy").status is Status.NOT_KNOWN


def test_a_failed_item_fails_candidacy_and_is_named() -> None:
    trial = with_answers({**dict.fromkeys(ALL, "yes"), "no_infection": "no"})

    result = judge(trial, "candidacy")

    assert result.status is Status.NOT_MET
    assert result.value == "1 item failed"
    assert result.reason == ("Answered No: free of active infection, of the body and at the site.")


@pytest.mark.parametrize("item", ["effects_tolerable", "wants_to_go_on"])
def test_a_patients_no_is_not_favourable_and_says_why(item: str) -> None:
    trial = with_answers({item: "no"})

    assessment = assess(trial, CLINIC_DEFAULT, LATER)

    assert assessment.verdict is Verdict.NOT_FAVOURABLE
    assert "No (nurse, 02-Mar-2026 08:00)." in assessment.summary


def test_a_patient_who_is_not_asked_leaves_the_verdict_borderline() -> None:
    assert assess(GOOD_DIARY, CLINIC_DEFAULT, LATER).verdict is Verdict.BORDERLINE


def test_candidacy_names_the_answers_behind_it() -> None:
    good = with_answers(dict.fromkeys(ALL, "yes") | {"wants_to_go_on": "yes"})
    bad = with_answers({**dict.fromkeys(ALL, "yes"), "no_infection": "no"})

    asked = {fact.fact_id for fact in good.facts if fact.key != "wants_to_go_on"}
    failed = [fact.fact_id for fact in bad.facts if fact.value == "no"]

    assert set(judge(good, "candidacy").used) == asked
    assert list(judge(bad, "candidacy").used) == failed


def test_an_answer_to_an_item_that_is_no_longer_asked_changes_nothing() -> None:
    good = with_answers({**dict.fromkeys(ALL, "yes"), "an_item_of_old": "yes"})

    assert judge(good, "candidacy").status is Status.MET
