"""Assessments as they were signed: kept, and computed again."""

from importlib.metadata import version

from sqlalchemy import Connection

from trialtracker.clinical.criteria import assess
from trialtracker.clinical.reassessed import Reassessed, Reproduction
from trialtracker.clinical.trial import Trial
from trialtracker.db.codec import from_json
from trialtracker.db.frozen import (
    Kept,
    list_signed_trials,
    load_frozen,
)
from trialtracker.db.trials import get_trial_no
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.book import Book
from trialtracker.services.frozen_result import find_differences, read_result, to_result
from trialtracker.services.signed import load_reviews


class Assessments(Book):
    """What was signed, with the data and the rules it was signed on."""

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


def _reassess(connection: Connection, trial_no: int) -> tuple[Reassessed, ...]:
    trial = load_trial_by_no(connection, trial_no)
    program = version("trialtracker")
    reviews = load_reviews(connection, trial_no, trial)
    return tuple(
        Reassessed(review, *_reproduce(kept), program)
        for review, kept in zip(reviews, load_frozen(connection, trial_no), strict=True)
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
