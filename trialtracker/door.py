"""Opens the store on the thread that will own it, and fills it for the demo."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trialtracker.clinical.time import Clock
from trialtracker.overriding import override

if TYPE_CHECKING:
    from trialtracker.db.store import Store
    from trialtracker.services.clinic import Clinic


class StoreDoor:
    """Opens the store at the first use and keeps it open; a failed opening can be tried again."""

    def __init__(self, path: Path, clock: Clock, actor: str) -> None:
        self._path = path
        self._clock = clock
        self._actor = actor
        self._store: Store | None = None
        self._clinic: Clinic | None = None

    def open(self) -> "Clinic":
        """Return the services of the store.

        Raises:
            StorageError: when it cannot be opened.
        """
        if self._clinic is None:
            from trialtracker.db.store import open_store
            from trialtracker.services.clinic import Clinic

            self._store = open_store(str(self._path))
            self._clinic = Clinic(self._store, self._clock, self._actor)
        return self._clinic

    def close(self) -> None:
        """Close the store if it is open."""
        if self._store is not None:
            self._store.close()
        self._store = self._clinic = None


class DemoDoor(StoreDoor):
    """Fills the store with the demo clinic when it is opened."""

    @override
    def open(self) -> "Clinic":
        """Return the services of a store that holds the demo clinic."""
        is_new = self._clinic is None
        clinic = super().open()
        if is_new:
            from trialtracker.demo import fill_clinic

            fill_clinic(clinic, self._clock(), self._open_at)
        return clinic

    def _open_at(self, moment: datetime) -> "Clinic":
        from trialtracker.services.clinic import Clinic

        if self._store is None:
            raise RuntimeError("The demo clinic is filled only while its store is open.")
        return Clinic(self._store, lambda: moment, self._actor)
