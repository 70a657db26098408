"""Stores that are built once and copied: a new one costs a test more than all the rest of it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from trialtracker.db.store import open_store


def make_empty_store(path: Path) -> Path:
    """Put a store without a patient where there is none, as the program itself makes it."""
    put_store(path, _get_empty_store())
    return path


def put_store(path: Path, content: bytes) -> None:
    """Put a closed store where there is none, readable by its owner alone."""
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


@cache
def _get_empty_store() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.sqlite"
        open_store(str(path)).close()
        return path.read_bytes()
