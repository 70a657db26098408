"""A signed assessment is kept as it was, computed again bit for bit, and held against today."""

import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.services.reviewing import DISCUSS, KELLER, MOORE, alter, follow, note, sign
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.frozen import (
    SinceState,
)
from trialtracker.clinical.reassessed import Reproduction
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.review import NoteKind
from trialtracker.db.criteria_sets import insert_set
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.frozen_result import find_differences
from trialtracker.services.results import Snapshot


@pytest.fixture
def followed(clinic: Clinic, clock: FakeClock) -> Snapshot:
    return follow(clinic, clock)


def change_kept(path: Path, column: str, change: object) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER frozen_assessment_no_update")
        connection.execute(f"UPDATE frozen_assessment SET {column} = ?", (change,))  # noqa: S608
        connection.commit()


def test_a_trial_without_a_signature_has_none(followed: Snapshot, clinic: Clinic) -> None:
    assert followed.frozen is None
    assert clinic.reviews.list_reviews(followed.trial.trial_id) == ()
    assert clinic.assessments.reassess_as_signed() == ()


def test_a_signed_assessment_is_reproduced_bit_for_bit(followed: Snapshot, clinic: Clinic) -> None:
    sign(clinic, followed)

    (again,) = clinic.assessments.reassess_as_signed(followed.trial.trial_id)

    assert (again.reproduction, again.differences) == (Reproduction.EXACT, ())
    assert again.is_good


def test_it_is_reproduced_after_its_data_were_changed_and_says_so(
    followed: Snapshot, clinic: Clinic
) -> None:
    trial_id = followed.trial.trial_id
    note(clinic, sign(clinic, followed), MOORE, NoteKind.OPENED)
    newest = followed.trial.entries[-1]
    wrong = make_answers(newest.observed_at, {"pain_average": 9})

    snapshot = clinic.amend_entry(trial_id, newest.entry_id, wrong, "typing_error")

    (again,) = clinic.assessments.reassess_as_signed()
    assert again.reproduction is Reproduction.EXACT
    assert again.frozen == snapshot.frozen
    assert again.frozen.since.changed == ("1 entry was amended.",)
    assert snapshot.assessment.relief_percent != again.frozen.relief_percent


def test_a_trial_that_goes_on_is_not_changed(
    followed: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    sign(clinic, followed)
    clock.advance(timedelta(hours=5))

    snapshot = clinic.record(followed.trial.trial_id, make_answers(clock.now, {"pain_average": 3}))

    assert snapshot.frozen is not None
    assert snapshot.frozen.since.state is SinceState.CONTINUED


def test_each_signature_is_kept_and_the_last_one_shown(
    followed: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    trial_id = followed.trial.trial_id
    sign(clinic, followed)
    clock.advance(timedelta(minutes=5))

    clinic.act_as(KELLER)
    snapshot = clinic.reviews.sign(followed, DISCUSS)

    signed = [review.frozen for review in clinic.reviews.list_reviews(trial_id)]
    assert [frozen.signature.name for frozen in signed] == ["R. Alvarez", "B. Keller"]
    assert snapshot.frozen == signed[-1]


def test_it_follows_the_set_it_was_signed_by_though_a_later_version_was_stored(
    followed: Snapshot, clinic: Clinic, store: Store, clock: FakeClock
) -> None:
    sign(clinic, followed)
    later = replace(
        CLINIC_DEFAULT,
        version="strict",
        relief_percent=Fraction(70),
        effective_from=date(2020, 1, 1),
        author="tester",
        reason="as a test",
    )
    with store.write("tester", clock()) as tx:
        insert_set(tx, later)

    (again,) = clinic.assessments.reassess_as_signed()

    assert again.reproduction is Reproduction.EXACT
    assert again.frozen.criteria_set == CLINIC_DEFAULT.title
    assert clinic.get_snapshot(followed.trial.trial_id).assessment.criteria_set == later


@pytest.mark.parametrize("column", ["data", "result"])
@pytest.mark.parametrize("change", [b"no zlib", zlib.compress(b"{}")], ids=["noise", "other"])
def test_a_kept_copy_that_was_altered_is_called_damaged(
    followed: Snapshot, clinic: Clinic, store: Store, tmp_path: Path, column: str, change: bytes
) -> None:
    sign(clinic, followed)
    store.close()
    change_kept(tmp_path / "clinic.sqlite", column, change)

    (again,) = clinic.assessments.reassess_as_signed()

    assert again.reproduction is Reproduction.DAMAGED
    assert not again.is_good
    assert again.frozen.verdict is None
    assert again.frozen.since.changed == ("The kept copy is damaged: it is not what was signed.",)


def test_a_signature_put_in_another_name_is_called_damaged(
    followed: Snapshot, clinic: Clinic, store: Store, tmp_path: Path
) -> None:
    sign(clinic, followed)
    store.close()
    change_kept(tmp_path / "clinic.sqlite", "signed_by", "S. Omebody")

    (again,) = clinic.assessments.reassess_as_signed()

    assert again.reproduction is Reproduction.DAMAGED
    assert again.frozen.verdict is None


def test_a_result_that_does_not_follow_is_told_by_what_differs(
    followed: Snapshot, clinic: Clinic, store: Store, tmp_path: Path
) -> None:
    from trialtracker.db.frozen import hash_of, load_newest

    sign(clinic, followed)
    with store.read() as connection:
        kept = load_newest(connection, 1)
    assert kept is not None
    forged = json.dumps(json.loads(kept.result) | {"verdict": "favourable"}).encode()
    store.close()
    change_kept(tmp_path / "clinic.sqlite", "result", zlib.compress(forged))
    with closing(sqlite3.connect(tmp_path / "clinic.sqlite")) as connection:
        connection.execute("UPDATE frozen_assessment SET result_hash = ?", (hash_of(forged),))
        connection.commit()

    (again,) = clinic.assessments.reassess_as_signed()

    assert (again.reproduction, again.differences) == (Reproduction.DIFFERENT, ("verdict",))


def test_a_result_of_an_earlier_version_that_said_less_and_sealed_nothing_is_equal(
    followed: Snapshot, clinic: Clinic, store: Store, tmp_path: Path
) -> None:
    from trialtracker.db.frozen import hash_of, load_newest

    sign(clinic, followed)
    store.close()
    alter(tmp_path / "clinic.sqlite", "review", "DELETE FROM review")
    with store.read() as connection:
        kept = load_newest(connection, 1)
    assert kept is not None
    shorter = {key: value for key, value in json.loads(kept.result).items() if key != "harm"}
    content = json.dumps(shorter).encode()
    store.close()
    change_kept(tmp_path / "clinic.sqlite", "result", zlib.compress(content))
    with closing(sqlite3.connect(tmp_path / "clinic.sqlite")) as connection:
        connection.execute("UPDATE frozen_assessment SET result_hash = ?", (hash_of(content),))
        connection.execute("UPDATE trial SET decision = ''")
        connection.commit()

    (again,) = clinic.assessments.reassess_as_signed()

    assert (again.reproduction, again.is_good) == (Reproduction.EQUAL, True)


@pytest.mark.parametrize(
    ("kept", "again", "differences"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, ()),
        ({"a": {"b": [1, {"c": 2}]}}, {"a": {"b": [1, {"c": 2, "d": 3}]}}, ()),
        ({"a": [1, 2]}, {"a": [1, 2, 3]}, ("a",)),
        ({"a": {"b": 1}}, {"a": {}}, ("a",)),
        ({"a": 1, "b": 2}, {"a": 2}, ("a", "b")),
    ],
)
def test_what_only_the_later_result_says_is_no_difference(
    kept: object, again: object, differences: tuple[str, ...]
) -> None:
    found = find_differences(json.dumps(kept).encode(), json.dumps(again).encode())

    assert found == differences


def test_a_verdict_that_time_has_changed_is_not_signed(
    followed: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    clock.advance(timedelta(days=20))

    with pytest.raises(RefusedError, match="changed since it was shown"):
        sign(clinic, followed)


def test_what_another_day_has_changed_is_not_signed_unseen(
    followed: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    trial_id = followed.trial.trial_id
    clock.now = followed.taken_at + timedelta(hours=1)
    shown = clinic.record(trial_id, make_answers(clock.now, {"pain_average": 1}))
    clock.advance(timedelta(days=1))

    with pytest.raises(RefusedError, match="has changed since it was shown"):
        sign(clinic, shown)

    now = clinic.get_snapshot(trial_id).assessment
    assert now.verdict is shown.assessment.verdict
    assert now.relief_percent != shown.assessment.relief_percent
