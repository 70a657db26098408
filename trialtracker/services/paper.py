"""What was written on paper or for the wrong patient: typed in, read again, moved."""

from collections.abc import Sequence
from uuid import uuid4

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.paper_checks import (
    check_move,
    check_rows,
    check_verification,
    find_counting,
)
from trialtracker.clinical.record import Intake, Verification, current_intakes
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.db import entries, house, records
from trialtracker.db.entries import Change
from trialtracker.db.store import Transaction
from trialtracker.db.trials import get_trial_no
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.book import Book
from trialtracker.services.guards import check_is_same_entry, check_reason
from trialtracker.services.opioids import insert_answers, void_intakes_of_entry
from trialtracker.services.results import Snapshot
from trialtracker.services.snapshots import settle


class Paper(Book):
    """Entries that come late, twice or to another trial."""

    def record_all(self, trial_id: str, rows: Sequence[Answers]) -> Snapshot:
        """Store many entries at once, or none of them.

        Raises:
            RefusedError: naming each field that cannot be stored, by the place of its row.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            check_rows(trial, rows, tx.at, house.load_settings(tx.connection))
            for answers in rows:
                if entries.has_entry(tx.connection, answers.entry_id):
                    check_is_same_entry(trial, answers)
                else:
                    insert_answers(tx, trial_no, answers, Change())

        return self._change(trial_id, write)

    def verify(self, trial_id: str, *verifications: Verification) -> Snapshot:
        """Store a second person's readings at once, or none of them.

        Raises:
            RefusedError: when the second person is the first, or the entry is not from paper.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            known = {reading.verification_id for reading in trial.verifications}
            for reading in verifications:
                check_verification(trial, reading)
                if reading.verification_id not in known:
                    records.insert_verification(tx, trial_no, reading)

        return self._change(trial_id, write)

    def move_entry(
        self, trial_id: str, entry_id: str, to_trial_id: str, reason: str
    ) -> tuple[Snapshot, Snapshot]:
        """Make an entry void where it stands and store it in another trial, with its opioids.

        Raises:
            RefusedError: when the other trial cannot hold it.
        """
        check_reason(reason)
        with self._store.write(self._actor, self._clock()) as tx:
            from_no = get_trial_no(tx.connection, trial_id)
            to_no = get_trial_no(tx.connection, to_trial_id)
            source = load_trial_by_no(tx.connection, from_no)
            target = load_trial_by_no(tx.connection, to_no)
            entry = find_counting(source, entry_id)
            moved = _to_answers(entry, source.intakes)
            check_move(source, target, entry_id, moved, tx.at)
            blank = Answers(uuid4().hex, entry.observed_at, entry.source)
            gone = f"{reason}: moved to MRN {target.patient.details.mrn}"
            entries.insert_entry(tx, from_no, blank, Change(entry_id, gone, is_void=True))
            void_intakes_of_entry(tx, from_no, source.intakes, entry_id, gone)
            come = f"{reason}: moved from MRN {_say_first(entry, source)}"
            insert_answers(tx, to_no, moved, Change(reason=come, moved_from=entry_id))
            return settle(tx, from_no), settle(tx, to_no)


def _say_first(entry: Entry, trial: Trial) -> str:
    when = format_moment(entry.recorded_at, trial.details.time_zone)
    return f"{trial.patient.details.mrn}, first recorded {when} by {entry.author}"


def _to_answers(entry: Entry, intakes: Sequence[Intake]) -> Answers:
    entry_id = uuid4().hex
    taken = tuple(
        intake._replace(intake_id=uuid4().hex, entry_id=entry_id, supersedes_id=None)
        for intake in current_intakes(intakes)
        if intake.entry_id == entry.entry_id
    )
    answers = (entry.source, entry.values, entry.not_assessed, entry.note, taken)
    return Answers(entry_id, entry.observed_at, *answers)
