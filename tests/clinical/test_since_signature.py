"""What a change after a signature is, and what only goes on."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any

import pytest

from tests.clinical.intakes import make_intake, make_patch
from tests.factories import START, amend, make_dose, make_entry, make_trial, next_id
from trialtracker.clinical.choices import Indication, StopReason, TrialMode, TrialState
from trialtracker.clinical.frozen import Since, SinceState
from trialtracker.clinical.plan import Plan
from trialtracker.clinical.record import EffectDetail, Fact
from trialtracker.clinical.record_choices import EffectAction, Relation
from trialtracker.clinical.since_signature import compare_trials
from trialtracker.clinical.trial import Entry, Trial

SIGNED_AT = START + timedelta(days=3)
BEFORE, AFTER = SIGNED_AT - timedelta(hours=5), SIGNED_AT + timedelta(hours=5)
FIRST = make_entry(BEFORE, score=4)
TRIAL = make_trial([FIRST], doses=[make_dose()])


def add(*entries: Entry) -> Trial:
    return replace(TRIAL, entries=(*TRIAL.entries, *entries))


def compare(now: Trial) -> Since:
    return compare_trials(TRIAL, now, SIGNED_AT)


def test_the_same_trial_is_unchanged() -> None:
    since = compare(TRIAL)

    assert since == Since()
    assert since.state is SinceState.UNCHANGED


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([amend(FIRST, values={"pain_average": Decimal(9)})], "1 entry was amended."),
        ([amend(FIRST, is_void=True)], "1 entry was voided."),
        ([amend(FIRST, observed_at=AFTER)], "1 entry was amended."),
        ([make_entry(BEFORE, score=2)], "1 entry was added to the time signed for."),
        (
            [make_entry(BEFORE, score=2), make_entry(SIGNED_AT, score=2)],
            "2 entries were added to the time signed for.",
        ),
    ],
)
def test_an_entry_about_the_time_signed_for_is_a_change(
    entries: list[Entry], sentence: str
) -> None:
    since = compare(add(*entries))

    assert since == Since(changed=(sentence,))
    assert since.state is SinceState.CHANGED


def test_an_entry_that_is_gone_is_a_change() -> None:
    assert compare(replace(TRIAL, entries=())).changed == ("1 entry is missing.",)


def test_entries_about_later_and_their_amendments_only_continue() -> None:
    later = make_entry(AFTER, score=3)

    since = compare(add(later, amend(later)))

    assert since == Since(continued=("2 entries came later.",))
    assert since.state is SinceState.CONTINUED


def test_a_thousand_amendments_of_one_entry_are_followed_to_the_first() -> None:
    first = make_entry(AFTER, score=3)

    chain = accumulate(range(1_500), lambda entry, _: amend(entry), initial=first)

    assert compare(add(*chain)) == Since(continued=("1501 entries came later.",))


def test_a_dose_added_voided_or_given_later_is_told_apart() -> None:
    changed = compare(replace(TRIAL, doses=(make_dose(BEFORE),)))
    continued = compare(replace(TRIAL, doses=(*TRIAL.doses, make_dose(AFTER))))

    assert changed.changed == (
        "1 dose was added to the time signed for.",
        "1 dose was amended or voided.",
    )
    assert continued == Since(continued=("1 dose came later.",))


def test_an_opioid_intake_added_to_the_time_before_is_a_change() -> None:
    since = compare(replace(TRIAL, intakes=(make_intake(at=BEFORE),)))

    assert since.changed == ("1 opioid intake was added to the time signed for.",)


WORN = make_patch(at=BEFORE)
NAUSEA = EffectDetail(
    next_id(), "nausea", BEFORE, None, Relation.DRUG, EffectAction.NONE, author="tester"
)


def amend_intake(**changes: Any) -> Since:
    later = {"intake_id": next_id(), "supersedes_id": WORN.intake_id, "reason": "seen later"}
    signed = replace(TRIAL, intakes=(WORN,))
    now = replace(TRIAL, intakes=(WORN, WORN._replace(**{**later, **changes})))
    return compare_trials(signed, now, SIGNED_AT)


def amend_effect(**changes: Any) -> Since:
    later = {"detail_id": next_id(), "supersedes_id": NAUSEA.detail_id, "recorded_at": AFTER}
    signed = replace(TRIAL, effect_details=(NAUSEA,))
    now = replace(TRIAL, effect_details=(NAUSEA, replace(NAUSEA, **{**later, **changes})))
    return compare_trials(signed, now, SIGNED_AT)


@pytest.mark.parametrize(
    "change",
    [{"at": AFTER}, {"dose": Decimal(12)}, {"until": SIGNED_AT}, {"is_void": True}],
    ids=str,
)
def test_an_intake_of_the_time_before_is_changed_also_by_moving_it_out(
    change: dict[str, object],
) -> None:
    assert amend_intake(**change) == Since(changed=("1 opioid intake was amended or voided.",))


@pytest.mark.parametrize(
    "change",
    [{"onset_at": AFTER}, {"treatment": "Other"}, {"ended_at": SIGNED_AT}, {"is_void": True}],
    ids=str,
)
def test_an_effect_of_the_time_before_is_changed_also_by_moving_it_out(
    change: dict[str, object],
) -> None:
    assert amend_effect(**change).changed == ("1 side-effect description was amended or voided.",)


def test_what_ends_after_the_signature_only_continues() -> None:
    off, gone = amend_intake(until=AFTER, author="other"), amend_effect(ended_at=AFTER)

    assert off == Since(continued=("1 opioid intake came later.",))
    assert gone == Since(continued=("1 side-effect description came later.",))


def test_an_intake_moved_into_the_time_signed_for_is_a_change() -> None:
    later = make_intake(at=AFTER)
    moved = later._replace(intake_id=next_id(), supersedes_id=later.intake_id, at=BEFORE)

    since = compare(replace(TRIAL, intakes=(later, moved)))

    assert since == Since(
        changed=("1 opioid intake was amended or voided.",),
        continued=("1 opioid intake came later.",),
    )


def test_an_answer_of_the_dossier_counts_from_when_it_is_given() -> None:
    fact = Fact(next_id(), "wants_to_go_on", "yes", "", "tester", AFTER)

    since = compare(replace(TRIAL, facts=(fact,)))

    assert since == Since(continued=("1 dossier answer came later.",))


def test_other_details_of_the_patient_are_a_change() -> None:
    details = replace(TRIAL.patient.details, family_name="Other")

    since = compare(replace(TRIAL, patient=replace(TRIAL.patient, details=details)))

    assert since.changed == ("The patient's details were changed.",)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mode": TrialMode.SINGLE_BOLUS}, "The mode or the start of the trial was changed."),
        ({"started_at": BEFORE}, "The mode or the start of the trial was changed."),
        ({"indication": Indication.CANCER_PAIN}, "The indication was changed."),
        ({"plan": Plan(criteria_set="Other")}, "The trial is held against another criteria set."),
    ],
)
def test_another_start_mode_or_set_is_a_change(change: dict[str, object], sentence: str) -> None:
    now = replace(TRIAL, details=replace(TRIAL.details, **change))  # type: ignore[arg-type]

    assert compare(now).changed == (sentence,)


def test_the_end_of_the_trial_continues_it_and_another_end_changes_it() -> None:
    ended = replace(TRIAL.details, state=TrialState.COMPLETED, ended_at=AFTER)
    now = replace(TRIAL, details=ended)
    otherwise = replace(TRIAL, details=replace(ended, ended_at=BEFORE))

    assert compare(now) == Since(continued=("The trial is now completed.",))
    assert compare_trials(now, otherwise, SIGNED_AT).changed == (
        "The end of the trial was changed.",
    )


@pytest.mark.parametrize(
    "end",
    [
        {"stop_reason": StopReason.PATIENT_REQUEST},
        {"state": TrialState.COMPLETED, "stop_reason": None},
        {"state": TrialState.RUNNING, "stop_reason": None, "ended_at": None},
    ],
)
def test_another_reason_to_stop_changes_what_was_signed(end: dict[str, Any]) -> None:
    stopped = replace(
        TRIAL.details,
        state=TrialState.STOPPED,
        ended_at=BEFORE,
        stop_reason=StopReason.INTOLERABLE_SIDE_EFFECT,
    )
    signed = replace(TRIAL, details=stopped)

    since = compare_trials(signed, replace(TRIAL, details=replace(stopped, **end)), SIGNED_AT)

    assert since == Since(changed=("The end of the trial was changed.",))


def test_an_end_before_the_signature_changes_what_was_signed() -> None:
    ended = replace(TRIAL.details, state=TrialState.COMPLETED, ended_at=BEFORE)

    since = compare(replace(TRIAL, details=ended))

    assert since.changed == ("The trial was ended at a time before the signature.",)
