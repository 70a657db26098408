"""Writes a file that only its owner can read, whole or not at all, or says why not."""

import os
import tempfile
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; a write that fails leaves nothing behind.

    Raises:
        OSError: if the file is there already or cannot be written.
    """
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, and move it there once all of it is on disk.

    Raises:
        OSError: if the file cannot be written; what was there before is still there.
    """
    number, aside = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise


def format_fault(fault: OSError | ValueError) -> str:
    """Return why a file cannot be read or written; a name that cannot be one is a ValueError."""
    return getattr(fault, "strerror", None) or str(fault)
