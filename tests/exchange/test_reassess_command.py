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
from trialtracker.clinical.frozen import Meaning, Signature
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

SIGNED = Signature("R. Alvarez", Role.PHYSICIAN, Meaning.REVIEWED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one signed trial, MRN T-001, and one unsigned, T-002."""
    path = tmp_path / "clinic.sqlite"
    clock = FakeClock(START + timedelta(hours=4))
    store = open_store(str(path))
    clinic = Clinic(store, clock, "tester")
    clinic.register(make_patient_details(mrn="T-002"), make_details())
    trial_id = clinic.register(make_patient_details(), make_details()).trial.trial_id
    snapshot = clinic.record(trial_id, make_answers(clock.now, {"pain_average": 3}))
    clinic.assessments.sign(snapshot, SIGNED)
    store.close()
    return path


def reassess(path: Path, *options: str) -> int:
    return cli.main(["reassess", "--as-signed", "--store", str(path), *options], no_window)


def run(path: Path, statement: str, values: Sequence[object] = ()) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER IF EXISTS frozen_assessment_no_update")
        connection.execute(statement, values)
        connection.commit()


def amend(path: Path) -> Snapshot:
    store = open_store(str(path))
    clinic = Clinic(store, FakeClock(START + timedelta(days=1)), "tester")
    (trial_id,) = clinic.list_trial_ids("T-001")
    entry = clinic.get_snapshot(trial_id).trial.entries[0]
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


@pytest.mark.parametrize("options", [(), ("--mrn", "T-002")])
def test_a_store_or_patient_without_a_signature_says_so(
    path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    run(path, "DROP TRIGGER frozen_assessment_no_delete")
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
