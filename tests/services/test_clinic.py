"""What people do with a trial is stored whole, is never overwritten, and comes back as stored."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import FakeClock
from tests.factories import (
    START,
    make_answers,
    make_details,
    make_dose,
    make_patient_details,
)
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed, StopReason, TrialState, Verdict
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import current_entries
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import ChangedMeanwhileError
from trialtracker.services.results import Snapshot


def refused_fields(refusal: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [problem.field for problem in refusal.value.problems]


def test_a_registered_trial_comes_back_as_it_was_given(opened: Snapshot) -> None:
    assert opened.trial.patient.details == make_patient_details()
    assert opened.trial.details == make_details()
    assert opened.assessment.verdict is Verdict.NOT_ENOUGH_DATA


def test_a_patient_without_birth_date_keeps_it_unknown(clinic: Clinic) -> None:
    snapshot = clinic.register(make_patient_details(birth_date=None), make_details())

    assert snapshot.trial.patient.details.birth_date is None


def test_an_mrn_belongs_to_one_patient(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(RefusedError, match="already belongs to Testcase, Ada") as refusal:
        clinic.register(make_patient_details(family_name="Other"), make_details())

    assert refused_fields(refusal) == ["mrn"]


def test_a_birth_date_in_the_future_is_refused(clinic: Clinic) -> None:
    with pytest.raises(RefusedError) as refusal:
        clinic.register(make_patient_details(birth_date=date(2026, 3, 8)), make_details())

    assert refused_fields(refusal) == ["birth_date"]


def test_an_entry_comes_back_exactly(clinic: Clinic, opened: Snapshot, clock: FakeClock) -> None:
    answers = Answers(
        "e1",
        clock.now - timedelta(hours=2),
        values=make_answers(
            clock.now, {"pain_rest": "6.171616162", "side_effect:nausea": 0}
        ).values,
        not_assessed={"pain_worst": NotAssessed.ASLEEP},
        note="slept\nwell",
    )

    snapshot = clinic.record(opened.trial.trial_id, answers)

    (entry,) = snapshot.trial.entries
    assert (entry.values, entry.not_assessed) == (answers.values, answers.not_assessed)
    assert (entry.note, entry.author, entry.entry_id) == (answers.note, "tester", "e1")
    assert entry.observed_at == answers.observed_at
    assert entry.is_late


def test_a_repeated_save_stores_nothing_more(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    answers = make_answers(clock.now, {"pain_rest": 3})
    clinic.record(opened.trial.trial_id, answers)

    snapshot = clinic.record(opened.trial.trial_id, answers)

    assert len(snapshot.trial.entries) == 1


def test_other_answers_under_a_used_key_are_refused(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    answers = make_answers(clock.now, {"pain_rest": 3})
    clinic.record(opened.trial.trial_id, answers)

    with pytest.raises(RefusedError, match="saved before with other answers"):
        clinic.record(opened.trial.trial_id, replace(answers, note="changed"))


def test_two_entries_in_one_minute_are_both_kept(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    clinic.record(opened.trial.trial_id, make_answers(clock.now, {"pain_rest": 3}))

    snapshot = clinic.record(opened.trial.trial_id, make_answers(clock.now, {"pain_rest": 4}))

    assert len(current_entries(snapshot.trial.entries)) == 2


def test_an_amended_entry_stays_readable_behind_its_successor(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    first = make_answers(clock.now, {"pain_rest": 3})
    clinic.record(opened.trial.trial_id, first)
    second = make_answers(clock.now, {"pain_rest": 5})

    snapshot = clinic.amend_entry(opened.trial.trial_id, first.entry_id, second, "Typing error")

    (current,) = current_entries(snapshot.trial.entries)
    assert current.entry_id == second.entry_id
    assert (current.supersedes_id, current.reason) == (first.entry_id, "Typing error")
    assert first.entry_id in {entry.entry_id for entry in snapshot.trial.entries}


def test_two_amendments_of_one_entry_collide(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    first = make_answers(clock.now, {"pain_rest": 3})
    trial_id = opened.trial.trial_id
    clinic.record(trial_id, first)
    clinic.amend_entry(trial_id, first.entry_id, make_answers(clock.now, {"pain_rest": 4}), "x")

    with pytest.raises(ChangedMeanwhileError):
        clinic.amend_entry(trial_id, first.entry_id, make_answers(clock.now, {"pain_rest": 5}), "y")


def test_a_void_entry_counts_no_more_and_stays_readable(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    answers = make_answers(clock.now, {"pain_rest": 3})
    clinic.record(opened.trial.trial_id, answers)

    snapshot = clinic.void_entry(opened.trial.trial_id, answers.entry_id, "Wrong patient")

    assert current_entries(snapshot.trial.entries) == ()
    assert [entry.is_void for entry in snapshot.trial.entries] == [False, True]
    assert snapshot.trial.entries[1].reason == "Wrong patient"


def test_an_entry_of_another_trial_cannot_be_changed_from_this_one(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    other = clinic.register(make_patient_details(mrn="T-2"), make_details())
    answers = make_answers(clock.now, {"pain_rest": 3})
    clinic.record(other.trial.trial_id, answers)

    with pytest.raises(LookupError, match="is not one of trial"):
        clinic.void_entry(opened.trial.trial_id, answers.entry_id, "x")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_without_a_reason_is_refused(
    clinic: Clinic, opened: Snapshot, reason: str
) -> None:
    with pytest.raises(RefusedError, match="Say why"):
        clinic.void_entry(opened.trial.trial_id, "any", reason)


@pytest.mark.parametrize("ask", ["get_snapshot", "discard_draft"])
def test_an_unknown_trial_is_not_found(clinic: Clinic, ask: str) -> None:
    with pytest.raises(LookupError, match="No trial nothing"):
        getattr(clinic, ask)("nothing")


def test_an_unknown_entry_or_patient_is_not_found(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(LookupError, match="No entry nothing"):
        clinic.void_entry(opened.trial.trial_id, "nothing", "x")
    with pytest.raises(LookupError, match="No patient nothing"):
        clinic.add_trial("nothing", make_details())


def test_a_draft_is_kept_replaced_and_forgotten(clinic: Clinic, opened: Snapshot) -> None:
    trial_id = opened.trial.trial_id
    clinic.keep_draft(trial_id, "half")
    clinic.keep_draft(trial_id, "more")
    kept = clinic.get_snapshot(trial_id).draft

    clinic.discard_draft(trial_id)

    assert kept is not None
    assert kept.form == "more"
    assert clinic.get_snapshot(trial_id).draft is None


def test_a_draft_ends_with_the_entry_it_became_and_never_counts(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    trial_id = opened.trial.trial_id
    clinic.keep_draft(trial_id, "half")
    before = clinic.get_snapshot(trial_id)

    after = clinic.record(trial_id, make_answers(clock.now, {"pain_rest": 3}))

    assert before.trial.entries == ()
    assert after.draft is None


def test_a_draft_shows_in_the_list(clinic: Clinic, opened: Snapshot) -> None:
    clinic.keep_draft(opened.trial.trial_id, "half")

    assert clinic.list_due(None, 5)[0].has_draft


def test_a_changed_patient_is_found_under_the_new_name_alone(
    clinic: Clinic, opened: Snapshot
) -> None:
    snapshot = clinic.amend_patient(
        opened.trial, make_patient_details(family_name="Newname"), "Married"
    )

    assert snapshot.trial.patient.details.family_name == "Newname"
    assert [hit.family_name for hit in clinic.find_patients("newn", 5)] == ["Newname"]
    assert clinic.find_patients("testc", 5) == ()
    assert clinic.list_by_name(None, 5)[0].family_name == "Newname"


def test_a_patient_keeps_the_own_mrn_and_cannot_take_another(
    clinic: Clinic, opened: Snapshot
) -> None:
    clinic.register(make_patient_details(mrn="T-2"), make_details())

    with pytest.raises(RefusedError, match="already belongs"):
        clinic.amend_patient(opened.trial, make_patient_details(mrn="T-2"), "x")

    clinic.amend_patient(opened.trial, make_patient_details(given_name="Eve"), "x")


def test_two_changes_of_one_patient_collide(clinic: Clinic, opened: Snapshot) -> None:
    clinic.amend_patient(opened.trial, make_patient_details(given_name="Eve"), "x")

    with pytest.raises(ChangedMeanwhileError):
        clinic.amend_patient(opened.trial, make_patient_details(given_name="Ida"), "y")


def test_a_stopped_trial_leaves_the_list_of_what_is_due(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    stopped = make_details(
        state=TrialState.STOPPED, ended_at=clock.now, stop_reason=StopReason.INADEQUATE_RELIEF
    )

    snapshot = clinic.amend_trial(opened.trial, stopped, "No relief at the highest dose")

    assert snapshot.trial.details == stopped
    assert snapshot.assessment.verdict is Verdict.NOT_FAVOURABLE
    assert clinic.list_due(None, 5) == ()
    assert clinic.list_by_name(None, 5)[0].trial_day == 4


def test_a_trial_cannot_end_before_its_last_entry(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    clinic.record(opened.trial.trial_id, make_answers(clock.now, {"pain_rest": 3}))
    ended = make_details(state=TrialState.COMPLETED, ended_at=clock.now - timedelta(hours=1))

    with pytest.raises(RefusedError, match="cannot end before its last entry"):
        clinic.amend_trial(opened.trial, ended, "Done")


def test_two_trials_of_one_patient_may_not_overlap(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(RefusedError):
        clinic.add_trial(opened.trial.patient.patient_id, make_details())


def test_a_further_trial_is_stored_beside_the_first(clinic: Clinic, clock: FakeClock) -> None:
    ended = make_details(state=TrialState.COMPLETED, ended_at=START + timedelta(days=1))
    first = clinic.register(make_patient_details(), ended)

    second = clinic.add_trial(
        first.trial.patient.patient_id, make_details(started_at=START + timedelta(days=2))
    )

    assert clinic.list_trial_ids("T-001") == (first.trial.trial_id, second.trial.trial_id)
    assert clinic.list_trial_ids() == clinic.list_trial_ids("T-001")
    assert clinic.list_trial_ids("nobody") == ()


def test_a_dose_is_stored_with_the_trial(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    dose = make_dose(clock.now)

    snapshot = clinic.dosing.give(opened.trial.trial_id, [dose])

    assert [(d.at, d.drug, d.rate_ng_per_day) for d in snapshot.trial.doses] == [
        (dose.at, dose.drug, dose.rate_ng_per_day)
    ]
