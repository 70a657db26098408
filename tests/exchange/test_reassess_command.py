"""Signed assessments are computed again on the command line, and a false one is a failure."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.exchange.commands import no_window, printed_json
from tests.factories import START, make_answers, make_details, make_patient_details
from trialtracker import cli
from trialtracker.clinical.actor import Role
from trialtracker.clinical.review import Decision, NoteKind, Opinion
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one signed trial, MRN T-001, and one unsigned, T-002."""
    path = tmp_path / "clinic.sqlite"
    clock = FakeClock(START + timedelta(hours=4))
    store = open_store(str(path))
    clinic = Clinic(store, clock, "R. Alvarez", Role.PHYSICIAN)
    clinic.register(make_patient_details(mrn="T-002"), make_details())
    trial_id = clinic.register(make_patient_details(), make_details()).trial.trial_id
    snapshot = clinic.record(trial_id, make_answers(clock.now, {"pain_average": 3}))
    clinic.reviews.sign(snapshot, Opinion(Decision.EXTEND, "Two days are too few."))
    store.close()
    return path


def reassess(path: Path, *options: str) -> int:
    return cli.main(["reassess", "--as-signed", "--store", str(path), *options], no_window)


def run(path: Path, statement: str, values: Sequence[object] = ()) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in ("frozen_assessment", "review", "review_note"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        connection.execute(statement, values)
        connection.commit()


def add_note(clinic: Clinic, kind: NoteKind, text: str) -> Snapshot:
    (trial_id,) = clinic.list_trial_ids("T-001")
    frozen = clinic.get_snapshot(trial_id).frozen
    assert frozen is not None
    return clinic.reviews.add_note(trial_id, frozen.frozen_id, kind, text)


def amend(path: Path) -> Snapshot:
    store = open_store(str(path))
    clinic = Clinic(store, FakeClock(START + timedelta(days=1)), "J. Moore")
    opened = add_note(clinic, NoteKind.OPENED, "The score was\nmisread.")
    trial_id, entry = opened.trial.trial_id, opened.trial.entries[0]
    answers = make_answers(entry.observed_at, {"pain_average": 4})
    amended = clinic.amend_entry(trial_id, entry.entry_id, answers, "typing_error")
    store.close()
    return amended


def test_a_signed_assessment_is_reproduced(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = reassess(path)

    said = capsys.readouterr().out
    assert status == 0
    assert "T-001: Not enough data" in said
    assert "Reviewed by R. Alvarez (physician) 02-Mar-2026 12:00 UTC" in said
    assert "[Reproduced bit for bit]" in said
    assert "\n  [Decision] Extend or change the trial: Two days are too few.\n" in said
    assert "\n  [Seals] They fit; the newest is " in said
    assert "[Unchanged since signature]" in said
    assert said.endswith("1 of 1 signed assessment reproduced.\n")
    assert "T-002" not in said


def test_what_was_changed_after_the_signature_is_said(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    amend(path)

    status = reassess(path, "--mrn", "T-001")

    said = capsys.readouterr().out
    assert status == 0
    assert "[Reproduced bit for bit]" in said
    assert "[Changed after signature]\n    1 entry was amended.\n" in said
    assert "[Opened for correction] J. Moore (nurse) 03-Mar-2026 08:00 UTC: The score was" in said


def test_a_damaged_copy_fails(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(path, "UPDATE frozen_assessment SET data = ?", [b"noise"])

    status = reassess(path)

    printed = capsys.readouterr()
    assert status == 1
    assert "T-001: not readable" in printed.out
    assert "[The kept copy is damaged] It has not the SHA-256 it was stored with." in printed.out
    assert printed.err == (
        "trialtracker: 1 signed assessment does not follow from what was signed.\n"
    )


@pytest.mark.parametrize(
    ("table", "change"),
    [("review", "decision = 'discuss'"), ("review_note", "words = 'Nothing.'")],
)
def test_a_review_that_was_altered_fails(
    path: Path, capsys: pytest.CaptureFixture[str], table: str, change: str
) -> None:
    amend(path)
    run(path, f"UPDATE {table} SET {change}")  # noqa: S608

    status = reassess(path)

    printed = capsys.readouterr()
    assert status == 1
    assert "[Reproduced bit for bit]" in printed.out
    assert "[Seals] They do not fit: the review or a note was altered" in printed.out
    assert printed.err == "trialtracker: 1 review was altered after signing.\n"


def test_an_assessment_signed_before_there_were_decisions_says_so(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(path, "DELETE FROM review")
    run(path, "UPDATE trial SET decision = ''")

    status = reassess(path)

    said = capsys.readouterr().out
    assert status == 0
    assert "[Decision] No decision was asked for when it was signed." in said
    assert "[Seals] Signed before reviews were sealed." in said


def test_another_result_is_told_by_what_differs(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import zlib
    from hashlib import sha256

    with closing(sqlite3.connect(path)) as connection:
        (packed,) = connection.execute("SELECT result FROM frozen_assessment").fetchone()
    forged = zlib.decompress(packed).replace(b'"not_enough_data"', b'"favourable"')
    run(
        path,
        "UPDATE frozen_assessment SET result = ?, result_hash = ?",
        [zlib.compress(forged), sha256(forged).hexdigest()],
    )

    status = reassess(path)

    assert status == 1
    assert "finds otherwise: verdict" in capsys.readouterr().out


def test_it_is_told_as_json_too(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = reassess(path, "--json")

    (told,) = printed_json(capsys)
    assert status == 0
    assert (told["mrn"], told["reproduction"], told["since"]) == ("T-001", "exact", "unchanged")
    assert told["as_of"] == "2026-03-02T12:00:00+00:00"
    assert len(told["data_sha256"]) == 64
    assert told["changed"] == []
    assert (told["decision"], told["reason"]) == ("extend", "Two days are too few.")
    assert (told["is_locked"], told["is_whole"], told["notes"]) == (True, True, [])


def test_its_notes_are_told_as_json_too(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    amend(path)
    run(path, "DELETE FROM review")

    status = reassess(path, "--json")

    (told,) = printed_json(capsys)
    assert status == 1
    assert (told["decision"], told["reason"], told["is_whole"]) == (None, None, False)
    (note,) = told["notes"]
    assert (note["kind"], note["text"]) == ("opened", "The score was\nmisread.")
    assert (note["at"], note["signed"]) == (
        "2026-03-03T08:00:00+00:00",
        "Opened for correction by J. Moore (nurse)",
    )


@pytest.mark.parametrize("options", [(), ("--mrn", "T-002")])
def test_a_store_or_patient_without_a_signature_says_so(
    path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    run(path, "DELETE FROM review")
    run(path, "DELETE FROM frozen_assessment")

    status = reassess(path, *options)

    assert (status, capsys.readouterr().out) == (0, "No assessment is signed in this store.\n")


def test_an_unknown_patient_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = reassess(path, "--mrn", "T-999")

    assert status == 1
    assert "No patient with the MRN T-999 has a trial here." in capsys.readouterr().err


def test_it_has_to_be_said_that_it_is_as_signed(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.main(["reassess", "--store", str(path)], no_window)

    assert status == 2
    assert "--as-signed" in capsys.readouterr().err
