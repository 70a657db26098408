"""Assessments as they were signed: kept, and computed again."""

from importlib.metadata import version
from uuid import uuid4

from sqlalchemy import Connection

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.frozen import (
    Frozen,
    Signature,
    check_is_as_shown,
    check_signature,
)
from trialtracker.clinical.reassessed import Reassessed, Reproduction
from trialtracker.clinical.trial import Trial
from trialtracker.db.codec import from_json, to_json
from trialtracker.db.frozen import (
    Kept,
    hash_of,
    insert_frozen,
    list_signed_trials,
    load_frozen,
)
from trialtracker.db.store import Transaction
from trialtracker.db.trials import get_trial_no
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.book import Book
from trialtracker.services.frozen_result import find_differences, read_result, to_result
from trialtracker.services.results import Snapshot
from trialtracker.services.sets import get_set
from trialtracker.services.signed import to_frozen, to_review


class Assessments(Book):
    """What was signed, with the data and the rules it was signed on."""

    def sign(self, shown: Snapshot, signature: Signature) -> Snapshot:
        """Keep the assessment of a trial under a signature, if it is still the one shown.

        Raises:
            RefusedError: for a signature that cannot stand, or a record that has changed since.
        """
        check_signature(signature)

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            as_of = tx.at.replace(microsecond=0)
            # Instants are stored in whole seconds: the assessment is of the one that is stored.
            assessment = assess(trial, get_set(tx.connection, trial, as_of), as_of)
            check_is_as_shown(trial, assessment, shown.trial, shown.assessment)
            insert_frozen(tx, _freeze(trial_no, trial, assessment, signature))

        return self._change(shown.trial.trial_id, write)

    def list_signed(self, trial_id: str) -> tuple[Frozen, ...]:
        """Return the signed assessments of a trial, oldest first."""
        with self._store.read() as connection:
            trial_no = get_trial_no(connection, trial_id)
            trial = load_trial_by_no(connection, trial_no)
            return tuple(to_frozen(kept, trial) for kept in load_frozen(connection, trial_no))

    def reassess_as_signed(self, trial_id: str | None = None) -> tuple[Reassessed, ...]:
        """Compute every signed assessment again, from the data and by the rules it was signed on.

        Of all trials, or of one. The seals of its review are computed again with it.
        """
        with self._store.read() as connection:
            numbers = (
                list_signed_trials(connection)
                if trial_id is None
                else (get_trial_no(connection, trial_id),)
            )
            return tuple(again for number in numbers for again in _reassess(connection, number))


def _freeze(trial_no: int, trial: Trial, assessment: Assessment, signature: Signature) -> Kept:
    data, result = to_json(trial), to_result(trial, assessment, signature)
    return Kept(
        frozen_id=uuid4().hex,
        trial_no=trial_no,
        trial_id=trial.trial_id,
        signature=signature,
        as_of=assessment.as_of,
        criteria_set=assessment.criteria_set.title,
        program_version=version("trialtracker"),
        data=data,
        data_hash=hash_of(data),
        result=result,
        result_hash=hash_of(result),
    )


def _reassess(connection: Connection, trial_no: int) -> tuple[Reassessed, ...]:
    trial = load_trial_by_no(connection, trial_no)
    program = version("trialtracker")
    return tuple(
        Reassessed(to_review(connection, kept, trial), *_reproduce(kept), program)
        for kept in load_frozen(connection, trial_no)
    )


def _reproduce(kept: Kept) -> tuple[Reproduction, tuple[str, ...]]:
    result = read_result(kept)
    if result is None:
        return Reproduction.DAMAGED, ()
    signed = from_json(kept.data, Trial)
    assessment = assess(signed, result.criteria_set, kept.as_of)
    again = to_result(signed, assessment, kept.signature)
    if again == kept.result:
        return Reproduction.EXACT, ()
    differences = find_differences(kept.result, again)
    return (Reproduction.DIFFERENT if differences else Reproduction.EQUAL), differences
