"""Doses: given, made void, and blinded ones with what was in their syringes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from trialtracker.clinical.blind_checks import check_break, check_content
from trialtracker.clinical.checks import check_trial
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.dose_checks import check_blinded, check_doses, check_second_person
from trialtracker.clinical.dose_time import starts_trial
from trialtracker.clinical.record import BlindContent, BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.db import doses, house
from trialtracker.db.revisions import Stamp
from trialtracker.db.store import Transaction
from trialtracker.db.trials import get_trial_no, save_trial
from trialtracker.services.book import Book
from trialtracker.services.guards import check_no_overlap, check_reason
from trialtracker.services.results import Snapshot

FIRST_DOSE = "First active dose given"
"""Why a trial is running from this revision on."""


class Dosing(Book):
    """The dose events of a trial."""

    def give(self, trial_id: str, events: Sequence[DoseEvent]) -> Snapshot:
        """Store what was given at one time; the same keys again store nothing more.

        With the first active dose the trial is running, and day 1 is the day of that dose.

        Raises:
            RefusedError: naming each field that cannot be stored.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            new = [event for event in events if not doses.has_dose(tx.connection, event.event_id)]
            if events and not new:
                return
            check_doses(trial, new, tx.at)
            if house.load_settings(tx.connection).two_person_doses:
                check_second_person(new, tx.actor)
            doses.insert_doses(tx, trial_no, new)
            _start(tx, trial, new[0].kind, new[0].at)

        return self._change(trial_id, write)

    def void(self, trial_id: str, event_id: str, reason: str) -> Snapshot:
        """Make a dose, with all of its mixture, or a coded one not count; it stays readable."""
        check_reason(reason)

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            coded = [dose for dose in trial.blinded_doses if dose.event_id == event_id]
            for dose in coded:
                doses.void_blinded(tx, trial_no, dose, uuid4().hex, reason)
            for event in () if coded else _get_group(trial, event_id):
                doses.void_dose(tx, trial_no, event, uuid4().hex, reason)

        return self._change(trial_id, write)

    def give_blinded(self, trial_id: str, dose: BlindedDose) -> Snapshot:
        """Store that a coded syringe or reservoir was given.

        Raises:
            RefusedError: naming each field that cannot be stored.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            if dose.event_id in {given.event_id for given in trial.blinded_doses}:
                return
            check_blinded(trial, dose, tx.at)
            if house.load_settings(tx.connection).two_person_doses:
                check_second_person([dose], tx.actor)
            doses.insert_blinded(tx, trial_no, replace(dose, code=dose.code.strip()))
            _start(tx, trial, dose.kind, dose.at)

        return self._change(trial_id, write)

    def seal(self, trial_id: str, content: BlindContent) -> Snapshot:
        """Store what a code stands for; it is not shown until a physician breaks the blind.

        Raises:
            RefusedError: if the code is sealed already, or code or contents are blank.
        """

        def write(tx: Transaction, trial_no: int, _trial: Trial) -> None:
            sealed = replace(content, code=content.code.strip())
            check_content(sealed, doses.list_sealed_codes(tx.connection, trial_no))
            doses.insert_content(tx, trial_no, sealed)

        return self._change(trial_id, write)

    def list_sealed_codes(self, trial_id: str) -> tuple[str, ...]:
        """Return the codes whose contents are stored; never the contents."""
        with self._store.read() as connection:
            return doses.list_sealed_codes(connection, get_trial_no(connection, trial_id))

    def break_blind(self, trial_id: str, code: str, physician: str, reason: str) -> Snapshot:
        """Store that a physician broke the blind of one code, which shows what was in it.

        Raises:
            RefusedError: if nothing is sealed under the code, it is broken already, or nobody or
                no reason is named.
        """

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            sealed = doses.list_sealed_codes(tx.connection, trial_no)
            meant = check_break(trial, code, physician, reason, sealed)
            doses.insert_break(tx, trial_no, uuid4().hex, meant, physician.strip(), reason.strip())

        return self._change(trial_id, write)


def _start(tx: Transaction, trial: Trial, kind: DoseKind, at: datetime) -> None:
    """Let the trial run from its first active dose on, in the transaction that stores the dose."""
    if not starts_trial(trial, kind):
        return
    details = replace(trial.details, state=TrialState.RUNNING, started_at=at.replace(microsecond=0))
    check_trial(details, trial.patient.details.birth_date, tx.at)
    check_no_overlap(tx, trial.patient.patient_id, trial.trial_id, details)
    stamp = Stamp(uuid4().hex, trial.revision_id, FIRST_DOSE)
    save_trial(tx, trial.patient.patient_id, trial.trial_id, details, stamp)


def _get_group(trial: Trial, event_id: str) -> tuple[DoseEvent, ...]:
    chosen = next((event for event in trial.doses if event.event_id == event_id), None)
    if chosen is None:
        raise LookupError(f"Dose {event_id} is not one of trial {trial.trial_id}.")
    return tuple(
        event
        for event in trial.doses
        if event is chosen or (chosen.group_id and event.group_id == chosen.group_id)
    )
