"""Read lists from a store file with the standard library alone, before SQLAlchemy is loaded."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from trialtracker.db.errors import StorageError
from trialtracker.db.lists import Execute
from trialtracker.db.store_file import HEAD, read_revision


@contextmanager
def open_first_page(path: Path) -> Iterator[Execute | None]:
    """Give what runs one SQL statement, or None while the store has to be made or migrated.

    Raises:
        NotAStoreError: for a foreign, zero-byte, damaged or newer file.
        StorageError: when it cannot be read.
    """
    if not path.exists() or read_revision(path) != HEAD:
        yield None
        return
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            yield connection.execute
    except sqlite3.DatabaseError as error:
        raise StorageError(f"{path} cannot be read now. Try again.") from error
