"""What is put to a review later is sealed with it, and whatever was altered shows."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import START, make_answers
from tests.services.reviewing import (
    ALVAREZ,
    KELLER,
    MOORE,
    alter,
    follow,
    note,
    review_of,
    sign,
)
from trialtracker.clinical.actor import Actor
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.review import Decision, NoteKind, Opinion
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


@pytest.fixture
def shown(clinic: Clinic, clock: FakeClock) -> Snapshot:
    return follow(clinic, clock)


def test_notes_state_who_said_what_and_are_sealed_one_after_the_other(
    shown: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    signed = sign(clinic, shown)
    clock.advance(timedelta(minutes=1, milliseconds=400))
    note(clinic, signed, ALVAREZ, NoteKind.ADDENDUM, " She called: it still holds. ")
    note(clinic, signed, KELLER, NoteKind.COUNTERSIGNATURE, "")
    opened = note(clinic, signed, MOORE, NoteKind.OPENED, "A score of day 2 was wrong.")

    review = review_of(opened)
    assert [(n.signature.words, n.text) for n in review.notes] == [
        ("Addendum by R. Alvarez (physician)", "She called: it still holds."),
        ("Countersigned by B. Keller (physician)", ""),
        ("Opened for correction by J. Moore (nurse)", "A score of day 2 was wrong."),
    ]
    assert len({review.seal, *(n.seal for n in review.notes)}) == 4
    assert review.notes[0].at == START + timedelta(days=3, hours=4, minutes=1)
    assert (review.is_whole, review.is_locked) == (True, False)
    assert clinic.reviews.list_reviews(shown.trial.trial_id) == (review,)


@pytest.mark.parametrize(
    ("who", "kind", "text", "field", "sentence"),
    [
        (MOORE, NoteKind.ADDENDUM, "Words.", "role", "A physician signs"),
        (MOORE, NoteKind.COUNTERSIGNATURE, "", "role", "A physician signs"),
        (ALVAREZ, NoteKind.ADDENDUM, " ", "text", "Write the addendum."),
        (MOORE, NoteKind.OPENED, " ", "text", "Say why the review is opened"),
        (ALVAREZ, NoteKind.COUNTERSIGNATURE, "", "", "another physician countersigns it"),
        (ALVAREZ, NoteKind.ADDENDUM, "x" * 5_001, "text", "at most 5,000 are kept"),
    ],
)
def test_a_note_that_cannot_stand_is_refused(
    shown: Snapshot,
    clinic: Clinic,
    who: Actor,
    kind: NoteKind,
    text: str,
    field: str,
    sentence: str,
) -> None:
    signed = sign(clinic, shown)

    with pytest.raises(RefusedError, match=sentence) as refused:
        note(clinic, signed, who, kind, text)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert clinic.get_snapshot(shown.trial.trial_id).review == signed.review


def test_a_review_is_countersigned_once_by_each(shown: Snapshot, clinic: Clinic) -> None:
    signed = sign(clinic, shown)
    note(clinic, signed, KELLER, NoteKind.COUNTERSIGNATURE, "")

    with pytest.raises(RefusedError, match="You have countersigned this review already"):
        note(clinic, signed, replace(KELLER, name="b.  KELLER"), NoteKind.COUNTERSIGNATURE, "")


def test_what_has_changed_since_it_was_signed_is_not_countersigned(
    shown: Snapshot, clinic: Clinic
) -> None:
    signed = sign(clinic, shown)
    note(clinic, signed, MOORE, NoteKind.OPENED)
    late = make_answers(START + timedelta(hours=9), {"pain_average": 9})
    changed = clinic.record(shown.trial.trial_id, late)

    with pytest.raises(RefusedError, match="has changed since: sign the record as it is now"):
        note(clinic, changed, KELLER, NoteKind.COUNTERSIGNATURE, "")


def test_a_review_is_opened_once(shown: Snapshot, clinic: Clinic) -> None:
    opened = note(clinic, sign(clinic, shown), MOORE, NoteKind.OPENED)

    with pytest.raises(RefusedError, match="The review is not locked"):
        note(clinic, opened, MOORE, NoteKind.OPENED)


def test_the_later_review_is_the_one_to_open(shown: Snapshot, clinic: Clinic) -> None:
    first = sign(clinic, shown)
    second = sign(clinic, first, Opinion(Decision.EXTEND, ""))

    with pytest.raises(RefusedError, match="open the later one"):
        note(clinic, first, MOORE, NoteKind.OPENED)

    later = note(clinic, first, ALVAREZ, NoteKind.ADDENDUM)
    assert later.review == second.review
    assert len(clinic.reviews.list_reviews(shown.trial.trial_id)[0].notes) == 1


def test_a_note_to_a_review_of_another_trial_is_not_stored(
    shown: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    other = follow(clinic, clock, "T-002")
    signed = sign(clinic, other)
    frozen_id = review_of(signed).frozen.frozen_id
    clinic.act_as(ALVAREZ)

    with pytest.raises(LookupError, match="is not one of trial"):
        clinic.reviews.add_note(shown.trial.trial_id, frozen_id, NoteKind.ADDENDUM, "Words.")
    with pytest.raises(LookupError, match="No signed assessment nothing is stored"):
        clinic.reviews.add_note(other.trial.trial_id, "nothing", NoteKind.ADDENDUM, "Words.")

    sign(clinic, clinic.get_snapshot(shown.trial.trial_id))
    with pytest.raises(LookupError, match="is not one of trial"):
        note_id = review_of(signed).frozen.frozen_id
        clinic.reviews.add_note(shown.trial.trial_id, note_id, NoteKind.OPENED, "Words.")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("review", "decision = 'repeat'"),
        ("review", "decision = 'noise'"),
        ("review", "decision_reason = 'Otherwise.'"),
        ("review", "seal = 'noise'"),
        ("frozen_assessment", "criteria_set = 'Another, version 9'"),
        ("frozen_assessment", "program_version = '9'"),
        ("frozen_assessment", "as_of_s = as_of_s + 60"),
        ("frozen_assessment", "signed_by = 'S. Omebody'"),
        ("frozen_assessment", "signed_as = 'noise'"),
        ("frozen_assessment", "meaning = 'noise'"),
        ("frozen_assessment", "data = 'noise'"),
        ("review_note", "words = 'Otherwise.' WHERE note_no = 1"),
        ("review_note", "kind = 'noise' WHERE note_no = 2"),
        ("review_note", "signed_by = 'S. Omebody' WHERE note_no = 2"),
        ("review_note", "signed_as = 'noise' WHERE note_no = 2"),
        ("review_note", "recorded_s = recorded_s - 60 WHERE note_no = 1"),
        ("review_note", "seal = 'noise' WHERE note_no = 1"),
        ("review", "decision = x'00ff'"),
        ("review", "decision_reason = x'00ff'"),
        ("review", "seal = x'00ff'"),
        ("review_note", "words = x'00ff'"),
        ("review_note", "kind = x'00ff'"),
        ("review_note", "seal = x'00ff'"),
        ("review_note", "signed_by = x'00ff'"),
        ("review_note", "recorded_s = 'noise'"),
        ("review_note", "recorded_s = 1000000000000000000"),
        ("frozen_assessment", "criteria_set = x'00ff'"),
        ("frozen_assessment", "program_version = x'00ff'"),
        ("frozen_assessment", "signed_by = x'00ff'"),
        ("frozen_assessment", "as_of_s = 'noise'"),
        ("frozen_assessment", "as_of_s = x'00ff'"),
        ("frozen_assessment", "as_of_s = 1000000000000000000"),
        ("frozen_assessment", "as_of_s = -1"),
    ],
)
def test_whatever_of_a_review_was_altered_shows(
    shown: Snapshot, clinic: Clinic, store: Store, path: Path, table: str, change: str
) -> None:
    signed = sign(clinic, shown)
    note(clinic, signed, ALVAREZ, NoteKind.ADDENDUM)
    note(clinic, signed, KELLER, NoteKind.COUNTERSIGNATURE)
    store.close()
    alter(path, table, f"UPDATE {table} SET {change}")  # noqa: S608

    review = review_of(clinic.get_snapshot(shown.trial.trial_id))

    assert not review.is_whole
    assert clinic.reviews.list_reviews(shown.trial.trial_id) == (review,)


def test_a_note_that_was_taken_out_shows(
    shown: Snapshot, clinic: Clinic, store: Store, path: Path
) -> None:
    signed = sign(clinic, shown)
    note(clinic, signed, ALVAREZ, NoteKind.ADDENDUM)
    note(clinic, signed, KELLER, NoteKind.COUNTERSIGNATURE)
    store.close()
    alter(path, "review_note", "DELETE FROM review_note WHERE note_no = 1")

    assert not review_of(clinic.get_snapshot(shown.trial.trial_id)).is_whole
