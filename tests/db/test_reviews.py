"""Reviews and their notes come back as they were stored, and their rows are never changed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import NOON, FakeClock
from tests.factories import make_details, make_patient_details, next_id
from tests.stores import make_empty_store
from trialtracker.clinical.actor import Role
from trialtracker.clinical.frozen import Meaning, Signature
from trialtracker.clinical.review import Decision, NoteKind, Opinion, ReviewNote
from trialtracker.db.before import read_before
from trialtracker.db.errors import StorageError
from trialtracker.db.frozen import Kept, hash_of, insert_frozen, load_kept, load_newest
from trialtracker.db.reviews import insert_note, insert_review, load_notes, load_opinion
from trialtracker.db.store import Store, open_store
from trialtracker.services.clinic import Clinic

SIGNED = Signature("R. Alvarez", Role.PHYSICIAN, Meaning.REVIEWED)
OPINION = Opinion(Decision.EXTEND, "Zwei Tage sind “zu wenig”.\n\N{GRINNING FACE}")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(make_empty_store(tmp_path / "clinic.sqlite")))
    yield opened
    opened.close()


@pytest.fixture
def trial_id(store: Store, clock: FakeClock) -> str:
    clinic = Clinic(store, clock, "tester")
    return clinic.register(make_patient_details(), make_details()).trial.trial_id


def keep(store: Store, trial_id: str, frozen_id: str) -> Kept:
    data = b"{}"
    parts = (NOON, "Clinic default", "1.0", data, hash_of(data), data, hash_of(data))
    kept = Kept(frozen_id, 1, trial_id, SIGNED, *parts, author="tester")
    with store.write("tester", NOON) as tx:
        insert_frozen(tx, kept)
        insert_review(tx, frozen_id, OPINION, "s" * 64)
    return kept


def make_note(kind: NoteKind, meaning: Meaning, minutes: int) -> ReviewNote:
    signature = Signature("B. Keller", Role.NURSE, meaning)
    return ReviewNote(
        next_id(), kind, signature, f"{kind}\n", NOON + timedelta(minutes=minutes), "n" * 64
    )


def test_a_review_comes_back_as_it_was_stored(store: Store, trial_id: str) -> None:
    kept = keep(store, trial_id, "a" * 32)

    with store.read() as connection:
        assert load_opinion(connection, "a" * 32) == (OPINION, "s" * 64)
        assert load_opinion(connection, "b" * 32) is None
        assert load_notes(connection, "a" * 32) == ()
        assert load_kept(connection, "a" * 32) == kept


def test_the_newest_is_the_one_stored_last(store: Store, trial_id: str) -> None:
    keep(store, trial_id, "b" * 32)
    newest = keep(store, trial_id, "a" * 32)

    with store.read() as connection:
        assert load_newest(connection, 1) == newest
        assert load_newest(connection, 2) is None


def test_notes_come_back_in_the_order_they_were_stored(store: Store, trial_id: str) -> None:
    keep(store, trial_id, "a" * 32)
    notes = (
        make_note(NoteKind.ADDENDUM, Meaning.ADDED, 3),
        make_note(NoteKind.COUNTERSIGNATURE, Meaning.COUNTERSIGNED, 2),
        make_note(NoteKind.OPENED, Meaning.OPENED, 3),
    )
    with store.write("tester", NOON) as tx:
        insert_note(tx, "a" * 32, notes[0])
        insert_note(tx, "a" * 32, notes[1])
        insert_note(tx, "a" * 32, notes[2])

    with store.read() as connection:
        assert load_notes(connection, "a" * 32) == notes


@pytest.mark.parametrize("table", ["review", "review_note"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET seal = 'other'", "DELETE FROM {}"])
def test_nothing_of_a_review_is_changed_or_taken_out(
    store: Store, trial_id: str, table: str, verb: str
) -> None:
    keep(store, trial_id, "a" * 32)
    with store.write("tester", NOON) as tx:
        insert_note(tx, "a" * 32, make_note(NoteKind.ADDENDUM, Meaning.ADDED, 1))

    with pytest.raises(StorageError), store.write("tester", NOON) as tx:
        tx.connection.execute(text(verb.format(table)))

    with store.read() as connection:
        assert load_opinion(connection, "a" * 32) == (OPINION, "s" * 64)
        assert load_notes(connection, "a" * 32)[0].seal == "n" * 64


def test_a_review_is_signed_once(store: Store, trial_id: str) -> None:
    keep(store, trial_id, "a" * 32)

    with pytest.raises(StorageError), store.write("tester", NOON) as tx:
        insert_review(tx, "a" * 32, OPINION, "t" * 64)


def test_what_was_there_before_a_write_can_be_read_while_it_is_under_way(
    store: Store, trial_id: str
) -> None:
    keep(store, trial_id, "a" * 32)

    with store.write("tester", NOON) as tx:
        insert_note(tx, "a" * 32, make_note(NoteKind.ADDENDUM, Meaning.ADDED, 1))
        with read_before(tx) as connection:
            before = load_notes(connection, "a" * 32)
        after = load_notes(tx.connection, "a" * 32)

    with store.read() as connection:
        stored = load_notes(connection, "a" * 32)
    assert (len(before), len(after), stored) == (0, 1, after)
