"""The store as it was before a write that is under way."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from trialtracker.db.driver import get_driver
from trialtracker.db.engine import READ_ONLY_OPTION, make_engine
from trialtracker.db.store import Transaction


@contextmanager
def read_before(tx: Transaction) -> Iterator[Connection]:
    """Give a connection that sees what was stored before the write began.

    A connection of its own, opened when it is wanted: the write-ahead log keeps what others read
    apart from what is being written.
    """
    (_, _, file), *_ = get_driver(tx.connection).execute("PRAGMA database_list").fetchall()
    engine = make_engine(Path(file))
    try:
        with engine.execution_options(**{READ_ONLY_OPTION: True}).begin() as connection:
            yield connection
    finally:
        engine.dispose()
