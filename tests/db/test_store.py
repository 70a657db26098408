"""What opens as a store, what is refused, and what a write guarantees."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trialtracker.db import faults
from trialtracker.db import tables as t
from trialtracker.db.errors import ChangedMeanwhileError, NotAStoreError, StorageError
from trialtracker.db.first_page import open_first_page
from trialtracker.db.store import Store, get_path, open_store

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'clinic.sqlite'}")
    yield opened
    opened.close()


def patient_revision(key: str, **changes: object) -> dict[str, object]:
    return {
        "revision_id": key,
        "patient_id": "p",
        "supersedes_id": None,
        "family_name": "Test",
        "given_name": "Ada",
        "birth_date": None,
        "gender": "female",
        "mrn": "1",
        "allergy_status": "not_recorded",
        "allergies": "",
        "recorded_s": 0,
        "actor": "tester",
        "reason": "",
    } | changes


def test_a_new_store_is_readable_by_its_owner_alone(store: Store) -> None:
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_saved_in_a_store_that_was_taken_away(store: Store, tmp_path: Path) -> None:
    away = store.path.rename(tmp_path / "away.sqlite")

    with pytest.raises(StorageError, match="moved or deleted"), store.write("tester", NOW):
        pass

    away.rename(store.path)
    with store.write("tester", NOW):
        pass


def test_nothing_is_saved_when_the_store_is_taken_away_during_the_write(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(StorageError, match="moved or deleted"), store.write("tester", NOW) as tx:
        tx.insert(t.patient_revision, patient_revision("r"))
        away = store.path.rename(tmp_path / "away.sqlite")
    away.rename(store.path)

    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT * FROM patient_revision").all() == []


def test_nothing_is_left_of_making_a_store(store: Store) -> None:
    assert not store.path.with_name(store.path.name + ".new").exists()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_every_connection_is_durable_and_strict(store: Store, pragma: str, value: object) -> None:
    with store.read() as connection:
        found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()

    assert found == value


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient_revision SET mrn = '2'",
        "DELETE FROM patient_revision",
        "INSERT OR REPLACE INTO patient_revision SELECT * FROM patient_revision",
    ],
)
def test_a_stored_revision_cannot_be_changed(store: Store, statement: str) -> None:
    with store.write("tester", NOW) as tx:
        tx.insert(t.patient_revision, patient_revision("a"))

    with pytest.raises(StorageError), store.write("tester", NOW) as tx:
        tx.connection.exec_driver_sql(statement)


def test_two_changes_of_one_record_collide_instead_of_forking(store: Store) -> None:
    with store.write("tester", NOW) as tx:
        tx.insert(t.patient_revision, patient_revision("a"))
        tx.insert(t.patient_revision, patient_revision("b", supersedes_id="a"))

    with (
        pytest.raises(ChangedMeanwhileError, match="Somebody else changed"),
        store.write("tester", NOW) as tx,
    ):
        tx.insert(t.patient_revision, patient_revision("c", supersedes_id="a"))


def test_a_write_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write("tester", NOW) as tx:
        tx.insert(t.patient_revision, patient_revision("a"))
        raise ZeroDivisionError

    with store.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM patient_revision").scalar()
    assert count == 0


def test_a_second_program_on_the_same_store_is_refused(store: Store) -> None:
    with pytest.raises(StorageError, match="open in another TrialTracker"):
        open_store(str(store.path))


def test_a_reader_may_look_while_the_store_is_open(store: Store) -> None:
    reader = open_store(str(store.path), read_only=True)

    with reader.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM trial").scalar()

    reader.close()
    assert count == 0


def test_a_store_opens_again_after_it_was_closed(store: Store) -> None:
    store.close()

    again = open_store(str(store.path))

    again.close()
    assert again.path == store.path


def test_a_missing_store_is_only_made_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"

    with pytest.raises(StorageError, match="There is no store at"):
        open_store(str(path), create=False)

    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "has zero bytes"),
        (b"Dear diary", "is not a TrialTracker store"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "is damaged"),
    ],
)
def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "file.sqlite"
    path.write_bytes(content)

    with pytest.raises(NotAStoreError, match=sentence):
        open_store(str(path))

    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()

    with pytest.raises(NotAStoreError, match="database of another program"):
        open_store(str(path))


def test_a_store_that_lost_its_schema_is_refused(store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DROP TABLE alembic_version")
        connection.commit()

    with pytest.raises(NotAStoreError, match="without a schema"):
        open_store(str(store.path))


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError, match="is a folder"):
        open_store(str(tmp_path))


def test_a_store_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(StorageError, match="postgresql stores are not supported yet"):
        get_path("postgresql://server/clinic")


READ_ONLY_SCRIPT = """
import os, sys
import trialtracker.db.migrate
from trialtracker.db.store import open_store
from trialtracker.db.errors import StorageError
os.setuid(65534)
try:
    open_store(sys.argv[1])
except StorageError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs root to drop its rights")
@pytest.mark.parametrize("name", ["clinic.sqlite", "new.sqlite"])
def test_a_read_only_folder_is_said_before_anything_is_typed(store: Store, name: str) -> None:
    store.close()
    folder = store.path.parent
    store.path.chmod(0o644)
    folder.chmod(0o555)
    for parent in folder.parents[:-2]:
        parent.chmod(0o755)

    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY_SCRIPT, str(folder / name)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    folder.chmod(0o755)
    assert "is read-only, so nothing could be saved" in done.stdout


def test_a_full_disk_is_said_and_nothing_is_half_written(store: Store) -> None:
    with store.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with store.write("tester", NOW) as tx:
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StorageError, match="The disk is full"), store.write("tester", NOW) as tx:
        tx.insert(t.patient_revision, patient_revision("a"))
        tx.insert(t.patient_revision, patient_revision("b", allergies="x" * 200_000))

    with store.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM patient_revision").scalar()
    assert count == 0


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "busy in another program"),
        ("unable to open database file", "can no longer be opened"),
        ("disk I/O error", "reported an error"),
        ("database disk image is malformed", "damaged"),
        ("something with PHI-7f3a in it", r"refused the change \(OperationalError\)"),
    ],
)
def test_a_fault_becomes_a_sentence_without_data(fault: str, sentence: str) -> None:
    told = faults.to_storage_error(sqlite3.OperationalError(fault))

    assert "PHI-7f3a" not in str(told)
    with pytest.raises(StorageError, match=sentence):
        raise told


def test_the_first_page_is_not_read_from_a_store_that_does_not_exist(tmp_path: Path) -> None:
    with open_first_page(tmp_path / "none.sqlite") as execute:
        assert execute is None


def test_the_first_page_of_a_damaged_store_is_refused(store: Store) -> None:
    with (
        pytest.raises(StorageError, match="cannot be read now"),
        open_first_page(store.path) as execute,
    ):
        assert execute is not None
        execute("SELECT nothing FROM nowhere", ())


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_a_file_whose_reading_is_refused_by_the_system_is_said() -> None:
    with pytest.raises(StorageError, match="cannot be read"):
        open_store("/proc/self/mem", read_only=True)
