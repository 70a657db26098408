"""SQLite itself: connections, pragmas, transactions, triggers and full-text search."""

import re
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, text

from trialtracker.db.driver import get_driver
from trialtracker.db.errors import StorageError
from trialtracker.db.store_file import APPLICATION_ID

READ_ONLY_OPTION = "trialtracker_reads"

_CONSTRAINT_NAME = re.compile(r"CONSTRAINT (\w+)")


def make_engine(path: Path) -> Engine:
    """Return an engine with one connection to the file, which must exist."""
    uri = f"{path.resolve().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    # WAL with FULL lost no acknowledged commit in a power-loss model, NORMAL did; recursive
    # triggers make INSERT OR REPLACE meet the append-only triggers.
    for pragma in (
        "busy_timeout = 5000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA synchronous").fetchone()[0] != 2:
        raise StorageError("This SQLite cannot write durably; the store was not opened.")


def _begin(connection: Connection) -> None:
    # The driver would commit schema changes piecemeal; we say BEGIN ourselves. IMMEDIATE takes
    # the write lock at once, so that two writers wait for each other instead of failing.
    reads = connection.get_execution_options().get(READ_ONLY_OPTION, False)
    get_driver(connection).execute("BEGIN" if reads else "BEGIN IMMEDIATE")


def guard_append_only(connection: Connection, table: str) -> None:
    """Create the triggers that refuse to change or delete a row of a record table."""
    for verb in ("UPDATE", "DELETE"):
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        )


def create_search(connection: Connection) -> None:
    """Create the full-text table in which patients are found by any three letters."""
    connection.execute(
        text("CREATE VIRTUAL TABLE patient_search USING fts5(words, tokenize='trigram')")
    )


def mark_as_store(connection: Connection) -> None:
    """Write into the file's header whose store it is."""
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))


def get_schema_manifest(connection: Connection) -> str:
    """Return a hash over the name of every table, index, trigger and constraint.

    Names, not SQL text: the text may differ between versions of the libraries that write it.
    """
    rows = connection.execute(
        text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'patient_search_%'")
    )
    names = {
        f"{row.type} {row.name} {' '.join(sorted(_CONSTRAINT_NAME.findall(row.sql or '')))}"
        for row in rows
    }
    return sha256("\n".join(sorted(names)).encode()).hexdigest()


def check_foreign_keys(connection: Connection) -> None:
    """Refuse a database in which a row points at nothing.

    Raises:
        StorageError: naming the table of the first such row.
    """
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise StorageError(f"The store is damaged: a row of {broken[0]} points at nothing.")


def set_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch foreign keys outside a transaction, as a migration that rebuilds tables needs."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def fold_log(connection: Connection) -> None:
    """Move everything from the write-ahead log into the file, which can then be renamed.

    Closing does the same, but says nothing when the disk is full.
    """
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def index_words(connection: Connection, patient_no: int, words: str) -> None:
    """Make a patient findable by any three letters of the words."""
    connection.execute(text("DELETE FROM patient_search WHERE rowid = :no"), {"no": patient_no})
    connection.execute(
        text("INSERT INTO patient_search (rowid, words) VALUES (:no, :words)"),
        {"no": patient_no, "words": words},
    )


def copy_database(connection: Connection, target: Path) -> None:
    """Write a complete copy of the open database to a new file."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute("VACUUM INTO ?", (str(target),))
