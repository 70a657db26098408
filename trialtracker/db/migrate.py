"""Bring a store to the present schema with Alembic, which is imported only for this."""

from pathlib import Path

from sqlalchemy import Connection, Engine

from trialtracker.db.engine import (
    check_foreign_keys,
    copy_database,
    get_schema_manifest,
    set_foreign_keys,
)
from trialtracker.db.errors import StorageError
from trialtracker.db.store_file import HEAD

MANIFEST = "6419dd334312f732d8ae6d7be0424823d5c6a9f067c62456328036ca248b2bb6"
"""Hash of the schema at HEAD: a migration that loses a trigger or a constraint does not commit."""


def migrate(engine: Engine) -> None:
    """Run every outstanding migration and check the result, in one transaction.

    Raises:
        StorageError: when the schema that results is not the one this program expects; the store
            is then as it was before.
    """
    with engine.connect() as connection:
        set_foreign_keys(connection, on=False)
    try:
        with engine.begin() as connection:
            _upgrade(connection)
            check_foreign_keys(connection)
            if get_schema_manifest(connection) != MANIFEST:
                raise StorageError("The migration did not give the expected schema; undone.")
    finally:
        with engine.connect() as connection:
            set_foreign_keys(connection, on=True)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def back_up(engine: Engine, path: Path, revision: str) -> Path:
    """Copy the store beside itself before a migration and return the copy's path."""
    target = _free_name(path, revision)
    # A copy that is cut off never bears the name of a backup.
    unfinished = target.with_name(f"{target.name}.new")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with engine.connect() as connection:
        copy_database(connection, unfinished)
    return unfinished.rename(target)


def _free_name(path: Path, revision: str) -> Path:
    candidate = path.with_name(f"{path.stem}-before-schema-{HEAD}-from-{revision}{path.suffix}")
    number = 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-before-schema-{HEAD}-{number}{path.suffix}")
        number += 1
    return candidate
