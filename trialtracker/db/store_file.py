"""What a path holds before it is opened as a store, told with the standard library alone."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from trialtracker.db.errors import NotAStoreError, StorageError

APPLICATION_ID = 0x54525431
"""'TRT1' in the SQLite header: this file is a TrialTracker store."""

HEAD = "0004"
"""The schema revision this program writes; equals the newest migration."""

KNOWN_REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision this program can read or migrate, oldest first."""

_SQLITE_HEADER = b"SQLite format 3\0"


def read_revision(path: Path) -> str:
    """Return the schema revision of an existing store file, having checked that it is one.

    Raises:
        NotAStoreError: for a zero-byte, foreign or newer file, which is left untouched.
        StorageError: when it cannot be read.
    """
    _check_header(path)
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            if application_id != APPLICATION_ID:
                raise NotAStoreError(f"{path} is a database of another program, not a store.")
            revision = str(
                connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            )
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, error) from error
    if revision not in KNOWN_REVISIONS:
        raise NotAStoreError(
            f"{path} was written by a newer TrialTracker (schema {revision}). "
            "Open it with that version; nothing was changed."
        )
    return revision


def is_there(path: Path) -> bool:
    """Tell whether there is anything at a path.

    Raises:
        StorageError: when that cannot be told, as in a folder that is closed to this user.
    """
    try:
        return path.exists()
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.") from error


def check_can_write(path: Path) -> None:
    """Refuse a store that this user cannot write, before anything is typed into it.

    Raises:
        StorageError: for a read-only file or folder.
    """
    folder = path.parent
    if not os.access(folder, os.W_OK):
        raise StorageError(
            f"The folder {folder} is read-only, so nothing could be saved. "
            "Ask for the right to write there, or choose another store."
        )
    if path.exists() and not os.access(path, os.W_OK):
        raise StorageError(
            f"The store {path} is read-only, so nothing could be saved. "
            "Ask for the right to write it, or choose another store."
        )


def _check_header(path: Path) -> None:
    try:
        if path.is_dir():
            raise NotAStoreError(f"{path} is a folder, not a store.")
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.") from error
    if not header:
        raise NotAStoreError(
            f"{path} has zero bytes: it is not a store, or its content was lost. "
            "Restore it from a backup, or delete it to start a new one."
        )
    if header != _SQLITE_HEADER:
        raise NotAStoreError(f"{path} is not a TrialTracker store; it was left as it is.")


def _unreadable(path: Path, error: sqlite3.DatabaseError) -> StorageError:
    text = str(error)
    if "no such table" in text:
        return NotAStoreError(f"{path} is a store without a schema; restore it from a backup.")
    if "locked" in text:
        return StorageError(f"{path} is locked by another program. Close it and try again.")
    if "unable to open" in text or "readonly" in text:
        return StorageError(f"{path} cannot be opened, because its folder is read-only.")
    return NotAStoreError(f"{path} is damaged and was left as it is. Restore it from a backup.")
