"""Doses: given, made void, and blinded ones with what was in their syringes."""

from collections.abc import Sequence
from uuid import uuid4

from trialtracker.clinical.record import BlindContent, BlindedDose
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.db import doses
from trialtracker.db.store import Transaction
from trialtracker.db.trials import get_trial_no
from trialtracker.services.book import Book
from trialtracker.services.guards import check_reason
from trialtracker.services.results import Snapshot


class Dosing(Book):
    """The dose events of a trial."""

    def give(self, trial_id: str, events: Sequence[DoseEvent]) -> Snapshot:
        """Store what was given at one time; the same keys again store nothing more."""

        def write(tx: Transaction, trial_no: int, _trial: Trial) -> None:
            new = [event for event in events if not doses.has_dose(tx.connection, event.event_id)]
            doses.insert_doses(tx, trial_no, new)

        return self._change(trial_id, write)

    def void(self, trial_id: str, event_id: str, reason: str) -> Snapshot:
        """Make a dose event, with all of its mixture, not count; it stays readable."""
        check_reason(reason)

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            for event in _get_group(trial, event_id):
                doses.void_dose(tx, trial_no, event, uuid4().hex, reason)

        return self._change(trial_id, write)

    def give_blinded(self, trial_id: str, dose: BlindedDose) -> Snapshot:
        """Store that a coded syringe or reservoir was given."""

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            if dose.event_id not in {given.event_id for given in trial.blinded_doses}:
                doses.insert_blinded(tx, trial_no, dose)

        return self._change(trial_id, write)

    def seal(self, trial_id: str, content: BlindContent) -> Snapshot:
        """Store what a code stands for; it is not shown until a physician breaks the blind."""

        def write(tx: Transaction, trial_no: int, _trial: Trial) -> None:
            if content.code in doses.list_sealed_codes(tx.connection, trial_no):
                sentence = f"Code {content.code} is sealed already: choose another code."
                raise RefusedError([Problem("code", sentence)])
            doses.insert_content(tx, trial_no, content)

        return self._change(trial_id, write)

    def list_sealed_codes(self, trial_id: str) -> tuple[str, ...]:
        """Return the codes whose contents are stored; never the contents."""
        with self._store.read() as connection:
            return doses.list_sealed_codes(connection, get_trial_no(connection, trial_id))

    def break_blind(self, trial_id: str, code: str, physician: str, reason: str) -> Snapshot:
        """Store that a physician broke the blind of one code, which shows what was in it."""
        check_reason(reason)

        def write(tx: Transaction, trial_no: int, _trial: Trial) -> None:
            if code not in doses.list_sealed_codes(tx.connection, trial_no):
                sentence = f"Nothing is sealed under code {code}: check the code."
                raise RefusedError([Problem("code", sentence)])
            doses.insert_break(tx, trial_no, uuid4().hex, code, physician, reason)

        return self._change(trial_id, write)


def _get_group(trial: Trial, event_id: str) -> tuple[DoseEvent, ...]:
    chosen = next((event for event in trial.doses if event.event_id == event_id), None)
    if chosen is None:
        raise LookupError(f"Dose {event_id} is not one of trial {trial.trial_id}.")
    return tuple(
        event
        for event in trial.doses
        if event is chosen or (chosen.group_id and event.group_id == chosen.group_id)
    )
