"""The lock of a signed review: what it covers stays as it is until somebody opens it."""

from trialtracker.clinical.refusal import LockedError, Problem
from trialtracker.clinical.review import Review
from trialtracker.clinical.since_signature import compare_trials
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import Trial
from trialtracker.db.before import read_before
from trialtracker.db.frozen import load_kept, load_newest
from trialtracker.db.store import Transaction
from trialtracker.db.trials import get_trial_no, load_patient_trials
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.signed import load_review, read_signed


def check_lock(tx: Transaction, trial_no: int, trial: Trial, review: Review | None) -> None:
    """Refuse a write that changes what a locked review covers; to continue a trial is no change.

    trial is as the write leaves it. The newest review is the one that locks: it covers all that
    earlier ones cover. Where its kept copy is damaged, the trial before this write stands for it.

    Raises:
        LockedError: with one problem of the whole form, naming who signed and what to do.
    """
    if review is None or not review.is_locked or not review.frozen.since.changed:
        return
    with read_before(tx) as connection:
        before = load_trial_by_no(connection, trial_no)
    signed = read_signed(load_kept(tx.connection, review.frozen.frozen_id)) or before
    as_of = review.frozen.as_of
    # What was changed already, as by a correction of this program, is no fault of this write.
    earlier = compare_trials(signed, before, as_of).changed
    if set(compare_trials(signed, trial, as_of).changed) - set(earlier):
        raise LockedError([Problem("", say_locked(trial, review))], trial.trial_id)


def check_locks_of_patient(tx: Transaction, patient_id: str) -> None:
    """Refuse a change of a patient whom a locked review of any trial names.

    Raises:
        LockedError: as check_lock does.
    """
    for trial_id, _ in load_patient_trials(tx.connection, patient_id):
        trial_no = get_trial_no(tx.connection, trial_id)
        if load_newest(tx.connection, trial_no) is not None:
            trial = load_trial_by_no(tx.connection, trial_no)
            check_lock(tx, trial_no, trial, load_review(tx.connection, trial_no, trial))


def say_locked(trial: Trial, review: Review) -> str:
    """Return who signed, when, and what to do before anything of it is changed."""
    when = format_moment(review.signed_at, trial.details.time_zone)
    return (
        f"{review.frozen.signature.words} on {when}, and locked since: "
        "to change what was signed, open the review for correction first."
    )
