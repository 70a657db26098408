"""Write a new file that only its owner can read, whole or not at all."""

import os
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
