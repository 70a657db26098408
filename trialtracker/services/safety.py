"""Safety findings: who saw them and what was done."""

from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.trial import Trial
from trialtracker.db import records
from trialtracker.db.store import Transaction
from trialtracker.services.book import Book
from trialtracker.services.results import Snapshot


class Safety(Book):
    """The safety findings of a trial."""

    def acknowledge(self, trial_id: str, seen: Acknowledgement) -> Snapshot:
        """Store that a finding was seen and what was done; a repeated call stores nothing more."""

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            known = {kept.acknowledgement_id for kept in trial.acknowledgements}
            if seen.acknowledgement_id not in known:
                records.insert_acknowledgement(tx, trial_no, seen)

        return self._change(trial_id, write)
