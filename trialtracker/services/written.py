"""What was ever written of a trial, for whoever asks who did what and when."""

from datetime import datetime

from trialtracker.clinical.trial import Trial
from trialtracker.clinical.written import WrittenRow
from trialtracker.db.trials import get_trial_no
from trialtracker.db.written import load_written
from trialtracker.services.book import Book


class Written(Book):
    """Reads the rows of every part of the record; there is no audit chain over them."""

    def list_rows(self, trial: Trial, as_of: datetime) -> tuple[WrittenRow, ...]:
        """Return every row of a trial and its patient written up to a moment, oldest first."""
        with self._store.read() as connection:
            trial_no = get_trial_no(connection, trial.trial_id)
            patient_id = trial.patient.patient_id
            rows = load_written(connection, trial_no, trial.trial_id, patient_id)
        return tuple(row for row in rows if row.recorded_at <= as_of)
