"""A store made by the migrations is the one the tables describe, and a half-made one never is."""

import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.factories import START
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.plan import NO_PLAN
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.db import migrate
from trialtracker.db.drafts import load_draft
from trialtracker.db.engine import get_schema_manifest, make_engine
from trialtracker.db.errors import NotAStoreError, StorageError
from trialtracker.db.metadata import metadata
from trialtracker.db.store import Store, open_store
from trialtracker.db.store_file import APPLICATION_ID, HEAD, KNOWN_REVISIONS, read_revision
from trialtracker.db.summaries import list_stale
from trialtracker.db.tables import APPEND_ONLY
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.sets import get_set
from trialtracker.services.snapshots import take_snapshot

STORES = Path(__file__).parent / "stores"
MIGRATIONS = Path(migrate.__file__).parent / "migrations"


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.sqlite"
    open_store(str(path)).close()
    return path


def script_heads() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config).get_heads()


def names_of(path: Path, kind: str) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
        return {row[0] for row in rows}


def test_head_is_the_newest_migration() -> None:
    assert script_heads() == [HEAD]
    assert KNOWN_REVISIONS[-1] == HEAD


def test_a_new_store_has_exactly_the_tables_of_the_program(store_path: Path) -> None:
    engine = make_engine(store_path)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _parents: (
                    kind != "table" or not str(name).startswith("patient_search")
                )
            },
        )
        differences = compare_metadata(context, metadata)

    engine.dispose()
    assert differences == []


def test_the_schema_manifest_is_the_one_the_program_expects(store_path: Path) -> None:
    engine = make_engine(store_path)

    with engine.connect() as connection:
        manifest = get_schema_manifest(connection)

    engine.dispose()
    assert manifest == migrate.MANIFEST


@pytest.mark.parametrize("table", APPEND_ONLY, ids=lambda table: table.name)
def test_every_record_table_has_its_guards(store_path: Path, table: object) -> None:
    name = getattr(table, "name", "")

    assert {f"{name}_no_update", f"{name}_no_delete"} <= names_of(store_path, "trigger")


def test_a_new_store_says_whose_it_is_and_at_which_revision(store_path: Path) -> None:
    with closing(sqlite3.connect(store_path)) as connection:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]

    assert application_id == APPLICATION_ID
    assert read_revision(store_path) == HEAD


def test_a_lost_trigger_changes_the_manifest(store_path: Path) -> None:
    engine = make_engine(store_path)
    with engine.begin() as connection:
        before = get_schema_manifest(connection)
        connection.exec_driver_sql("DROP TRIGGER entry_no_update")

        after = get_schema_manifest(connection)

    engine.dispose()
    assert after != before


def test_a_migration_with_another_result_is_undone_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clinic.sqlite"
    path.touch()
    monkeypatch.setattr(migrate, "MANIFEST", "another schema")
    engine = make_engine(path)

    with pytest.raises(StorageError, match="did not give the expected schema"):
        migrate.migrate(engine)

    engine.dispose()
    assert names_of(path, "table") == set()


def test_a_store_of_a_newer_program_is_refused_and_left_as_it_is(store_path: Path) -> None:
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = store_path.read_bytes()

    with pytest.raises(NotAStoreError, match=r"newer TrialTracker \(schema 9999\)"):
        open_store(str(store_path))

    assert store_path.read_bytes() == before


def test_an_older_store_is_copied_beside_itself_before_it_is_migrated(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pretend_older(path: Path) -> str:
        return "0000"

    monkeypatch.setattr("trialtracker.db.store.read_revision", pretend_older)

    open_store(str(store_path)).close()
    open_store(str(store_path)).close()

    copies = sorted(path.name for path in store_path.parent.glob("*-before-schema-*"))
    assert copies == [
        f"clinic-before-schema-{HEAD}-2.sqlite",
        f"clinic-before-schema-{HEAD}-from-0000.sqlite",
    ]
    assert read_revision(store_path.parent / copies[0]) == HEAD


def test_a_copy_that_was_cut_off_is_no_backup(tmp_path: Path) -> None:
    cut_off = tmp_path / f"old-before-schema-{HEAD}-from-0001.sqlite.new"
    cut_off.write_bytes(b"half a copy")

    open_copy(tmp_path).close()

    backup = tmp_path / f"old-before-schema-{HEAD}-from-0001.sqlite"
    assert read_revision(backup) == "0001"
    assert backup.stat().st_mode & 0o777 == 0o600
    assert not cut_off.exists()


def test_an_older_store_is_not_migrated_by_a_reader(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trialtracker.db.store.read_revision", lambda _path: "0000")

    with pytest.raises(StorageError, match="open it in the window once"):
        open_store(str(store_path), read_only=True)


def open_copy(tmp_path: Path, revision: str = "0001") -> Store:
    path = tmp_path / "old.sqlite"
    shutil.copyfile(STORES / f"schema_{revision}.sqlite", path)
    return open_store(str(path))


def test_a_store_of_the_first_schema_reads_the_same(tmp_path: Path) -> None:
    store = open_copy(tmp_path)

    with store.read() as connection:
        trial = load_trial_by_no(connection, 1)

    store.close()
    first, wrong, right = trial.entries
    assert first.values == {"pain_rest": 7, "side_effect:nausea": 2}
    assert first.not_assessed == {"pain_worst": NotAssessed.ASLEEP}
    assert (first.note, first.grading) == ("first", "CTCAE v5.0")
    assert wrong.values == {"pain_rest": Decimal("4.125")}
    assert (right.values, right.supersedes_id) == ({"pain_rest": Decimal("4.5")}, "b" * 32)
    assert [(dose.kind, dose.rate_ng_per_day) for dose in trial.doses] == [
        (DoseKind.RATE, 500_000),
        (DoseKind.RATE, 0),
    ]
    assert trial.details.plan == NO_PLAN
    assert trial.patient.details.allergies == "Penicillin"


def test_a_store_of_the_first_schema_keeps_its_draft_and_is_assessed_again(tmp_path: Path) -> None:
    store = open_copy(tmp_path)

    with store.read() as connection:
        draft = load_draft(connection, 1)
        stale = list_stale(connection, before_s=1)

    store.close()
    assert draft is not None
    assert draft[0] == '{"kept": "draft"}'
    assert stale == (1,)


def test_a_store_of_the_second_schema_reads_the_same(tmp_path: Path) -> None:
    store = open_copy(tmp_path, "0002")

    with store.read() as connection:
        trial = load_trial_by_no(connection, 1)

    store.close()
    assert [entry.values.get("pain_average") for entry in trial.entries] == [8] * 7 + [3] * 4
    assert [dose.rate_ng_per_day for dose in trial.doses] == [500_000]
    assert [(each.drug, each.dose) for each in trial.intakes] == [("oxycodone", Decimal(10))]
    assert [(fact.key, fact.note) for fact in trial.facts] == [
        ("wants_to_go_on", "said on the ward")
    ]
    assert trial.details.plan.rescue_drug == "oxycodone"
    assert trial.details.plan.criteria_set == ""
    assert trial.blind_breaks == ()


def test_a_store_of_the_second_schema_is_held_against_the_default_set(tmp_path: Path) -> None:
    store = open_copy(tmp_path, "0002")

    with store.read() as connection:
        trial = load_trial_by_no(connection, 1)
        chosen = get_set(connection, trial, START)

    store.close()
    assert chosen == CLINIC_DEFAULT


def test_a_review_of_the_third_schema_stands_and_locks_nothing(tmp_path: Path) -> None:
    store = open_copy(tmp_path, "0003")

    with store.read() as connection:
        review = take_snapshot(connection, 1, START).review

    store.close()
    assert review is not None
    assert review.frozen.signature.name == "R. Alvarez"
    assert review.opinion is None
    assert not review.is_locked
