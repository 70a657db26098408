"""Safety findings: who saw them and what was done."""

from trialtracker.clinical.finding_checks import check_acknowledgement
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.trial import Trial
from trialtracker.db import records
from trialtracker.db.store import Transaction
from trialtracker.services.book import Book
from trialtracker.services.results import Snapshot
from trialtracker.services.sets import get_set


class Safety(Book):
    """The safety findings of a trial."""

    def acknowledge(self, trial_id: str, seen: Acknowledgement) -> Snapshot:
        """Store that a finding was seen and what was done; a repeated call stores nothing more.

        Raises:
            RefusedError: for a finding that does not stand, or without the words it needs.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            known = {kept.acknowledgement_id for kept in trial.acknowledgements}
            if seen.acknowledgement_id not in known:
                limits = get_set(tx.connection, trial, tx.at).safety
                check_acknowledgement(trial, seen, limits, tx.at)
                records.insert_acknowledgement(tx, trial_no, seen)

        return self._change(trial_id, write)
