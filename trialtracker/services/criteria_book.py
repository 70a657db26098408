"""The clinic's criteria sets."""

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.services.book import Book
from trialtracker.services.sets import list_sets


class CriteriaBook(Book):
    """What trials are held against: the shipped sets and the clinic's own versions."""

    def list_sets(self) -> tuple[CriteriaSet, ...]:
        """Return every version of every set, the shipped ones first."""
        with self._store.read() as connection:
            return list_sets(connection)
