"""Open a store, and read and write it in transactions; every write passes through here."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool

from trialtracker.db.driver import delete_rows, insert_row, insert_rows, update_rows
from trialtracker.db.engine import READ_ONLY_OPTION, fold_log, make_engine
from trialtracker.db.errors import NotAStoreError, StorageError
from trialtracker.db.faults import to_storage_error
from trialtracker.db.network_share import check_is_local
from trialtracker.db.store_file import HEAD, check_can_write, is_there, read_revision

_URL_PREFIX = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Transaction:
    """One write: who, when, and the connection; an audit row will join it here.

    Nothing else in the program changes a table.
    """

    connection: Connection
    actor: str
    at: datetime

    @property
    def at_s(self) -> int:
        """Return the time of the write in seconds of UTC."""
        return int(self.at.timestamp())

    def insert(self, table: Table, row: Mapping[str, Any]) -> int:
        """Add one row and return its integer key, if its table has one."""
        return insert_row(self.connection, table, row)

    def insert_all(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows that all have the same columns."""
        insert_rows(self.connection, table, rows)

    def put(self, table: Table, key: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        """Insert or replace the row of a projection or draft; record tables refuse this."""
        if update_rows(self.connection, table, key, row) == 0:
            insert_row(self.connection, table, {**key, **row})

    def delete(self, table: Table, key: Mapping[str, Any]) -> None:
        """Remove the row of a draft; record tables refuse this."""
        delete_rows(self.connection, table, key)


class Store:
    """An open store. It belongs to the one thread that uses it."""

    def __init__(self, path: Path, engine: Engine, lock: FileLock | None) -> None:
        self.path = path
        self._engine = engine
        self._reading = engine.execution_options(**{READ_ONLY_OPTION: True})
        self._lock = lock
        self._file = path.stat()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store throughout."""
        with _as_storage_error(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self, actor: str, at: datetime) -> Iterator[Transaction]:
        """Give a transaction: everything in it is stored durably at its end, or nothing."""
        with _as_storage_error(), self._engine.begin() as connection:
            self._check_in_place()
            yield Transaction(connection, actor, at)
            self._check_in_place()

    def _check_in_place(self) -> None:
        # An open file can be written after its name was taken away: such a save would be lost.
        try:
            is_same = os.path.samestat(self.path.stat(), self._file)
        except OSError:
            is_same = False
        if not is_same:
            raise StorageError(f"{self.path} was moved or deleted. Nothing was saved; put it back.")

    def close(self) -> None:
        """Close the file and let others open it."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    @property
    def pool(self) -> Pool:
        """Return the connection pool, for checks of its settings."""
        return self._engine.pool


@contextmanager
def _as_storage_error() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise to_storage_error(error.orig or error) from error
    except sqlite3.Error as error:
        raise to_storage_error(error) from error


def get_path(url: str) -> Path:
    """Return the file behind a store URL or a plain path.

    Raises:
        StorageError: for a URL of another kind than sqlite.
    """
    if url.startswith(_URL_PREFIX):
        return Path(url.removeprefix(_URL_PREFIX))
    if "://" in url:
        raise StorageError(f"{url.split(':', maxsplit=1)[0]} stores are not supported yet.")
    return Path(url)


def open_store(url: str, *, create: bool = True, read_only: bool = False) -> Store:
    """Open the store at a URL or path; make it when it is missing and create is set.

    A store behind this program's schema is backed up beside itself, then migrated.

    Raises:
        NotAStoreError: for a foreign, zero-byte, damaged or newer file; it is left untouched.
        StorageError: when it is missing, read-only, on a network share, or open in another program.
    """
    path = get_path(url)
    check_is_local(path)
    if not is_there(path):
        if not create or read_only:
            raise StorageError(f"There is no store at {path}.")
        _create(path)
    if not read_only:
        check_can_write(path)
    revision = read_revision(path)
    if read_only and revision != HEAD:
        raise StorageError(f"{path} has an older schema; open it in the window once to update it.")
    lock = None if read_only else _take_lock(path)
    engine = make_engine(path)
    if revision != HEAD:
        _upgrade(engine, path, revision)
    with _as_storage_error(), engine.connect():
        return Store(path, engine, lock)


def _take_lock(path: Path) -> FileLock:
    # beside the file itself, so that a link to it is no second door
    real = path.resolve()
    lock = FileLock(real.with_name(real.name + ".lock"), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise StorageError(
            f"{path} is open in another TrialTracker. Close that one, or use it."
        ) from error
    return lock


def _upgrade(engine: Engine, path: Path, revision: str) -> None:
    from trialtracker.db.migrate import back_up, migrate

    with _as_storage_error():
        back_up(engine, path, revision)
        migrate(engine)


def _create(path: Path) -> None:
    # Built under another name and renamed when complete: a store that exists is a whole store.
    unfinished = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        check_can_write(path)
        _remove(unfinished)
        try:
            _build(unfinished)
            os.replace(unfinished, path)  # noqa: PTH105  (Path.replace would hide the pair)
        finally:
            _remove(unfinished)
    except OSError as error:
        raise StorageError(f"No store can be made at {path}: {error.strerror}.") from error


def _build(unfinished: Path) -> None:
    from trialtracker.db.migrate import migrate

    unfinished.touch(mode=0o600)
    engine = make_engine(unfinished)
    try:
        with _as_storage_error():
            migrate(engine)
            with engine.connect() as connection:
                fold_log(connection)
    finally:
        engine.dispose()


def _remove(unfinished: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


__all__ = ["NotAStoreError", "StorageError", "Store", "Transaction", "get_path", "open_store"]
