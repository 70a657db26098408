"""What is listed of a trial's rows: each with author and time, nothing of a closed syringe."""

from datetime import timedelta

from tests.clinical.doses import make_coded
from tests.conftest import NOON, FakeClock
from tests.factories import START, make_answers
from trialtracker.clinical.record import BlindContent
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


def test_every_row_has_its_author_and_time(clinic: Clinic, opened: Snapshot) -> None:
    rows = clinic.written.list_rows(opened.trial, NOON)

    assert [(row.what, row.author, row.recorded_at) for row in rows] == [
        ("Patient", "tester", NOON),
        ("Trial", "tester", NOON),
    ]


def test_rows_come_in_the_order_in_which_they_were_written(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    answers = make_answers(values={"pain_rest": 5})
    trial_id = opened.trial.trial_id
    clock.advance(timedelta(minutes=1))
    clinic.record(trial_id, answers)
    clock.advance(timedelta(minutes=1))

    now = clinic.void_entry(trial_id, answers.entry_id, "wrong_patient")

    rows = clinic.written.list_rows(now.trial, now.taken_at)
    assert [(row.what, row.act) for row in rows[2:]] == [
        ("Entry", "added"),
        ("Entry", "made void"),
    ]
    assert rows[-1].supersedes == answers.entry_id
    assert rows[-1].reason == "wrong_patient"
    assert rows[2].about == answers.observed_at


def test_a_row_that_takes_the_place_of_another_says_so(clinic: Clinic, opened: Snapshot) -> None:
    answers = make_answers(values={"pain_rest": 5})
    trial_id = opened.trial.trial_id
    clinic.record(trial_id, answers)

    now = clinic.amend_entry(
        trial_id, answers.entry_id, make_answers(values={"pain_rest": 6}), "typing_error"
    )

    assert clinic.written.list_rows(now.trial, NOON)[-1].act == "changed"


def test_a_row_written_later_is_not_listed(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    clock.advance(timedelta(minutes=1))

    now = clinic.record(opened.trial.trial_id, make_answers(values={"pain_rest": 5}))

    assert len(clinic.written.list_rows(now.trial, NOON)) == 2


def test_contents_of_a_sealed_code_are_never_listed(clinic: Clinic, opened: Snapshot) -> None:
    trial_id = opened.trial.trial_id
    clinic.dosing.seal(trial_id, BlindContent("A-17", "saline placebo"))

    now = clinic.dosing.give_blinded(trial_id, make_coded(START, code="A-17"))

    rows = clinic.written.list_rows(now.trial, NOON)
    assert [row.what for row in rows[2:]] == ["Coded dose", "Contents of a code, sealed"]
    assert "placebo" not in repr(rows)
