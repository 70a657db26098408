"""Reviews: an assessment signed with a decision, and what is put to it later."""

from dataclasses import replace
from importlib.metadata import version
from uuid import uuid4

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.frozen import Meaning, Signature, check_is_as_shown
from trialtracker.clinical.review import NoteKind, Opinion, Review
from trialtracker.clinical.review_checks import (
    check_is_new,
    check_is_newest,
    check_note,
    check_opinion,
)
from trialtracker.clinical.review_seal import make_note, seal_review
from trialtracker.clinical.trial import Trial
from trialtracker.db.codec import to_json
from trialtracker.db.frozen import Kept, hash_of, insert_frozen, load_kept
from trialtracker.db.reviews import MEANINGS, insert_note, insert_review
from trialtracker.db.store import Transaction
from trialtracker.db.trials import get_trial_no
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.book import Book
from trialtracker.services.frozen_result import to_result
from trialtracker.services.results import Snapshot
from trialtracker.services.sets import get_set
from trialtracker.services.signed import load_review, load_reviews, to_frozen, to_review


class Reviews(Book):
    """What physicians decided on what they were shown."""

    def sign(self, shown: Snapshot, opinion: Opinion) -> Snapshot:
        """Keep the assessment as shown with a decision, signed by whoever is at the keyboard.

        It locks what it covers until somebody opens it for correction.

        Raises:
            RefusedError: for somebody who may not sign, a decision without the reason it needs,
                a record that has changed since it was shown, or the same signed twice.
        """
        given = replace(opinion, reason=opinion.reason.strip())
        check_opinion(self._who, shown.assessment.verdict, given)

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            as_of = tx.at.replace(microsecond=0)
            # Instants are stored in whole seconds: the assessment is of the one that is stored.
            assessment = assess(trial, get_set(tx.connection, trial, as_of), as_of)
            check_is_as_shown(trial, assessment, shown.trial, shown.assessment)
            kept = _keep(trial_no, trial, assessment, self._sign(Meaning.REVIEWED))
            frozen = to_frozen(kept, trial)
            check_is_new(frozen, given, load_review(tx.connection, trial_no, trial))
            insert_frozen(tx, kept)
            insert_review(tx, kept.frozen_id, given, seal_review(frozen, given))

        return self._change(shown.trial.trial_id, write)

    def add_note(self, trial_id: str, frozen_id: str, kind: NoteKind, text: str) -> Snapshot:
        """Put an addendum or a counter-signature to a review, or open it for correction.

        Raises:
            RefusedError: for somebody who may not, or a note without the words it needs.
            LookupError: if the trial has no such review.
        """
        words = text.strip()

        def write(tx: Transaction, trial_no: int, trial: Trial) -> None:
            kept = load_kept(tx.connection, frozen_id)
            newest = load_review(tx.connection, trial_no, trial)
            if newest is None or kept.trial_no != trial_no:
                raise LookupError(f"Review {frozen_id} is not one of trial {trial_id}.")
            review = to_review(tx.connection, kept, trial)
            check_is_newest(kind, review, newest)
            check_note(self._who, kind, words, review)
            at, signature = tx.at.replace(microsecond=0), self._sign(MEANINGS[kind])
            insert_note(tx, frozen_id, make_note(review, uuid4().hex, kind, signature, words, at))

        return self._change(trial_id, write)

    def list_reviews(self, trial_id: str) -> tuple[Review, ...]:
        """Return every review of a trial, oldest first."""
        with self._store.read() as connection:
            trial_no = get_trial_no(connection, trial_id)
            return load_reviews(connection, trial_no, load_trial_by_no(connection, trial_no))

    def _sign(self, meaning: Meaning) -> Signature:
        return Signature(self._who.name, self._who.role, meaning)


def _keep(trial_no: int, trial: Trial, assessment: Assessment, signature: Signature) -> Kept:
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
