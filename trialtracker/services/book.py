"""What every book of the clinic's services shares: the store, the clock and who writes."""

from collections.abc import Callable

from trialtracker.clinical.actor import Actor
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Trial
from trialtracker.db.store import Store, Transaction
from trialtracker.db.trials import get_trial_no
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.results import Snapshot
from trialtracker.services.snapshots import settle

Write = Callable[[Transaction, int, Trial], None]
"""What is stored in one transaction: given the trial's row number and the trial as it stands."""


class Book:
    """One part of the record; each method is one intent in one transaction."""

    def __init__(self, store: Store, clock: Clock, get_actor: Callable[[], Actor]) -> None:
        self._store = store
        self._clock = clock
        self._get_actor = get_actor

    @property
    def _who(self) -> Actor:
        return self._get_actor()

    @property
    def _actor(self) -> str:
        return self._who.name

    def _change(self, trial_id: str, write: Write) -> Snapshot:
        with self._store.write(self._actor, self._clock()) as tx:
            trial_no = get_trial_no(tx.connection, trial_id)
            write(tx, trial_no, load_trial_by_no(tx.connection, trial_no))
            return settle(tx, trial_no)
