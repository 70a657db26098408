from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.conftest import FakeClock
from tests.factories import START, make_answers, make_details, make_patient_details, next_id
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Source
from trialtracker.clinical.record import Intake, Verification, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import current_entries
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


def make_row(hours: int, score: int) -> Answers:
    at = START + timedelta(hours=hours)
    return make_answers(at, {"pain_rest": score}, source=Source.PAPER)


def make_other_trial(clinic: Clinic) -> Snapshot:
    return clinic.register(make_patient_details(mrn="T-002", family_name="Other"), make_details())


def with_intake(answers: Answers) -> Answers:
    intake = Intake(
        next_id(),
        IntakeKind.TAKEN,
        "morphine",
        Decimal(10),
        "mg",
        2,
        answers.observed_at,
        entry_id=answers.entry_id,
    )
    return replace(answers, intakes=(intake,))


def test_rows_are_stored_all_at_once(clinic: Clinic, opened: Snapshot) -> None:
    snapshot = clinic.paper.record_all(opened.trial.trial_id, [make_row(0, 3), make_row(6, 4)])

    stored = snapshot.trial.entries
    assert [entry.values["pain_rest"] for entry in stored] == [3, 4]
    assert {entry.source for entry in stored} == {Source.PAPER}
    assert all(entry.is_late for entry in stored)


def test_one_impossible_row_stores_none_of_them(clinic: Clinic, opened: Snapshot) -> None:
    rows = [make_row(0, 3), make_row(6, 11)]

    with pytest.raises(RefusedError) as caught:
        clinic.paper.record_all(opened.trial.trial_id, rows)

    assert caught.value.problems[0].field == "1:pain_rest"
    assert clinic.get_snapshot(opened.trial.trial_id).trial.entries == ()


def test_the_same_rows_again_store_nothing_more(clinic: Clinic, opened: Snapshot) -> None:
    rows = [make_row(0, 3), make_row(6, 4)]
    clinic.paper.record_all(opened.trial.trial_id, rows)

    again = clinic.paper.record_all(opened.trial.trial_id, rows)

    assert len(again.trial.entries) == 2


def test_other_answers_under_the_same_key_are_refused(clinic: Clinic, opened: Snapshot) -> None:
    row = make_row(0, 3)
    clinic.paper.record_all(opened.trial.trial_id, [row])

    with pytest.raises(RefusedError, match="saved before with other answers"):
        clinic.paper.record_all(
            opened.trial.trial_id, [replace(row, values={"pain_rest": Decimal(9)})]
        )


def test_opioids_of_the_rows_are_stored_with_them(clinic: Clinic, opened: Snapshot) -> None:
    row = with_intake(make_row(0, 3))

    snapshot = clinic.paper.record_all(opened.trial.trial_id, [row])

    (intake,) = current_intakes(snapshot.trial.intakes)
    assert (intake.entry_id, intake.dose, intake.times) == (row.entry_id, Decimal(10), 2)


def test_an_opioid_of_a_row_that_cannot_be_stores_none_of_them(
    clinic: Clinic, opened: Snapshot
) -> None:
    row = with_intake(make_row(6, 4))
    patch = row.intakes[0]._replace(kind=IntakeKind.PATCH, dose=Decimal(0), unit="ug/h")

    with pytest.raises(RefusedError, match="A patch of 0 is not possible") as caught:
        clinic.paper.record_all(
            opened.trial.trial_id, [make_row(0, 3), replace(row, intakes=(patch,))]
        )

    assert {problem.field for problem in caught.value.problems} >= {"1:dose"}
    assert clinic.get_snapshot(opened.trial.trial_id).trial.entries == ()


def test_a_second_reading_is_stored_once_with_its_name(clinic: Clinic, opened: Snapshot) -> None:
    trial_id = opened.trial.trial_id
    row = make_row(0, 3)
    clinic.paper.record_all(trial_id, [row])
    reading = Verification(next_id(), row.entry_id, "first 3, second 4", "second", START)

    clinic.paper.verify(trial_id, reading)
    snapshot = clinic.paper.verify(trial_id, reading)

    stored = snapshot.trial.verifications
    assert [(r.entry_id, r.mismatches, r.author) for r in stored] == [
        (row.entry_id, "first 3, second 4", "second")
    ]


def test_the_first_person_cannot_store_a_second_reading(clinic: Clinic, opened: Snapshot) -> None:
    trial_id = opened.trial.trial_id
    row = make_row(0, 3)
    clinic.paper.record_all(trial_id, [row])

    with pytest.raises(RefusedError, match="another person"):
        clinic.paper.verify(trial_id, Verification(next_id(), row.entry_id, "", "TESTER", START))


def test_an_entry_is_moved_with_its_opioids_and_both_sides_say_so(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    other = make_other_trial(clinic)
    answers = with_intake(make_answers(START, {"pain_rest": 3}, note="Slept"))
    kept = with_intake(make_answers(START + timedelta(hours=6), {"pain_rest": 4}))
    clinic.record(opened.trial.trial_id, answers)
    clinic.record(opened.trial.trial_id, kept)

    source, target = clinic.paper.move_entry(
        opened.trial.trial_id, answers.entry_id, other.trial.trial_id, "wrong_patient"
    )

    (moved,) = target.trial.entries
    (intake,) = current_intakes(target.trial.intakes)
    assert (moved.values["pain_rest"], moved.note, moved.observed_at) == (
        Decimal(3),
        "Slept",
        START,
    )
    assert moved.moved_from == answers.entry_id
    assert moved.reason == (
        "wrong_patient: moved from MRN T-001, first recorded 05-Mar-2026 12:00 by tester"
    )
    assert (intake.entry_id, intake.dose, intake.times) == (moved.entry_id, Decimal(10), 2)
    assert [e.entry_id for e in current_entries(source.trial.entries)] == [kept.entry_id]
    assert [i.entry_id for i in current_intakes(source.trial.intakes)] == [kept.entry_id]
    void = next(entry for entry in source.trial.entries if entry.is_void)
    assert (void.supersedes_id, void.reason) == (
        answers.entry_id,
        "wrong_patient: moved to MRN T-002",
    )


def test_an_entry_is_moved_once(clinic: Clinic, opened: Snapshot) -> None:
    other = make_other_trial(clinic)
    row = make_row(0, 3)
    clinic.paper.record_all(opened.trial.trial_id, [row])
    there = (row.entry_id, other.trial.trial_id, "wrong_patient")
    clinic.paper.move_entry(opened.trial.trial_id, *there)

    with pytest.raises(RefusedError, match="was replaced or made void"):
        clinic.paper.move_entry(opened.trial.trial_id, *there)

    assert len(clinic.get_snapshot(other.trial.trial_id).trial.entries) == 1


def test_a_move_that_is_refused_changes_neither_side(clinic: Clinic, opened: Snapshot) -> None:
    row = make_row(0, 3)
    clinic.paper.record_all(opened.trial.trial_id, [row])
    later = make_details(started_at=START + timedelta(days=3))
    other = clinic.register(make_patient_details(mrn="T-002"), later)
    early = replace(make_row(0, 3), observed_at=START - timedelta(days=89))
    clinic.paper.record_all(opened.trial.trial_id, [early])

    with pytest.raises(RefusedError, match="before the trial began"):
        clinic.paper.move_entry(
            opened.trial.trial_id, early.entry_id, other.trial.trial_id, "wrong_patient"
        )

    assert clinic.get_snapshot(other.trial.trial_id).trial.entries == ()
    assert len(current_entries(clinic.get_snapshot(opened.trial.trial_id).trial.entries)) == 2


def test_a_move_without_a_reason_is_refused(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(RefusedError, match="Say why"):
        clinic.paper.move_entry(opened.trial.trial_id, "x", "y", " ")
