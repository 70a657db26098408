"""Opioids taken by mouth or through the skin: added, changed, made void."""

from collections.abc import Sequence
from uuid import uuid4

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.intake_checks import check_intakes
from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.trial import Trial
from trialtracker.db import entries, records
from trialtracker.db.entries import Change
from trialtracker.db.store import Transaction
from trialtracker.services.book import Book
from trialtracker.services.guards import check_reason
from trialtracker.services.results import Snapshot


class Opioids(Book):
    """The opioid intakes of a trial."""

    def add(self, trial_id: str, intakes: Sequence[Intake]) -> Snapshot:
        """Store intakes; the same keys again store nothing more.

        Raises:
            RefusedError: naming what cannot be.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            check_intakes(trial, intakes, self._clock())
            known = {intake.intake_id for intake in trial.intakes}
            for intake in intakes:
                if intake.intake_id not in known:
                    records.insert_intake(tx, trial_no, intake)

        return self._change(trial_id, write)

    def amend(self, trial_id: str, intake: Intake) -> Snapshot:
        """Store an intake in place of the one it names, as when a patch is taken off.

        Raises:
            RefusedError: naming what cannot be, a missing reason among it.
        """
        check_reason(intake.reason)

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            check_intakes(trial, [intake], self._clock())
            _require(trial, intake.supersedes_id or "")
            records.insert_intake(tx, trial_no, intake)

        return self._change(trial_id, write)

    def void(self, trial_id: str, intake_id: str, reason: str) -> Snapshot:
        """Make an intake not count; it stays readable with the reason."""
        check_reason(reason)

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            void_intake(tx, trial_no, _require(trial, intake_id), reason)

        return self._change(trial_id, write)


def insert_answers(tx: Transaction, trial_no: int, answers: Answers, change: Change) -> None:
    """Store an entry with the opioids that were recorded in its form."""
    entries.insert_entry(tx, trial_no, answers, change)
    for intake in answers.intakes:
        records.insert_intake(tx, trial_no, intake._replace(entry_id=answers.entry_id))


def void_intake(tx: Transaction, trial_no: int, intake: Intake, reason: str) -> None:
    """Store the row that makes an intake not count."""
    void = intake._replace(
        intake_id=uuid4().hex, supersedes_id=intake.intake_id, reason=reason, is_void=True
    )
    records.insert_intake(tx, trial_no, void)


def void_intakes_of_entry(
    tx: Transaction, trial_no: int, intakes: Sequence[Intake], entry_id: str, reason: str
) -> None:
    """Make the intakes that were recorded with an entry not count."""
    for intake in current_intakes(intakes):
        if intake.entry_id == entry_id:
            void_intake(tx, trial_no, intake, reason)


def _require(trial: Trial, intake_id: str) -> Intake:
    found = (i for i in current_intakes(trial.intakes) if i.intake_id == intake_id)
    intake = next(found, None)
    if intake is None:
        raise LookupError(f"Intake {intake_id} does not count in trial {trial.trial_id}.")
    return intake
