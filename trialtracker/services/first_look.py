"""What the window shows first: the Today list, read before the store is opened for work."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from trialtracker.db.first_page import open_first_page
from trialtracker.services import lists
from trialtracker.services.rows import DueCounts, TrialRow


class FirstLook(NamedTuple):
    """The first page of open trials and the figures above it."""

    rows: tuple[TrialRow, ...]
    counts: DueCounts


def get_first_look(path: Path, now: datetime, limit: int) -> FirstLook | None:
    """Return the first page, None while the store has to be made or migrated.

    Raises:
        StorageError: when the file is not a store or cannot be read.
    """
    with open_first_page(path) as execute:
        if execute is None:
            return None
        return FirstLook(
            lists.get_due_page(execute, now, None, limit), lists.get_counts(execute, now)
        )
