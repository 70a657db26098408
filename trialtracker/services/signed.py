"""A signed assessment as a view shows it, held against the trial as it stands."""

from dataclasses import replace

from sqlalchemy import Connection

from trialtracker.clinical.frozen import Frozen, Since
from trialtracker.clinical.review import Review
from trialtracker.clinical.review_seal import is_sealed
from trialtracker.clinical.since_signature import compare_trials
from trialtracker.clinical.trial import Trial
from trialtracker.db.codec import from_json
from trialtracker.db.frozen import Kept, load_frozen, load_newest
from trialtracker.db.reviews import load_decided, load_notes, load_opinion
from trialtracker.services.frozen_result import read_result


def to_frozen(kept: Kept, trial: Trial) -> Frozen:
    """Return a signed assessment with what has become of its data in the trial."""
    result = read_result(kept)
    since = (
        compare_trials(from_json(kept.data, Trial), trial, kept.as_of)
        if result is not None
        else Since(changed=("The kept copy is damaged: it is not what was signed.",))
    )
    return Frozen(
        frozen_id=kept.frozen_id,
        trial_id=kept.trial_id,
        mrn=trial.patient.details.mrn,
        signature=kept.signature,
        as_of=kept.as_of,
        criteria_set=kept.criteria_set,
        program_version=kept.program_version,
        data_hash=kept.data_hash,
        result_hash=kept.result_hash,
        verdict=None if result is None else result.verdict,
        relief_percent=None if result is None else result.relief_percent,
        since=since,
        author=kept.author,
    )


def read_signed(kept: Kept) -> Trial | None:
    """Return the trial as it was signed, None where the kept copy is damaged."""
    return None if read_result(kept) is None else from_json(kept.data, Trial)


def to_review(connection: Connection, kept: Kept, trial: Trial) -> Review:
    """Return a signed assessment with its decision and notes, every seal computed again."""
    frozen = to_frozen(kept, trial)
    sealed = load_opinion(connection, kept.frozen_id)
    opinion, seal = (None, "") if sealed is None else sealed
    notes = load_notes(connection, kept.frozen_id)
    review = Review(frozen, kept.as_of, opinion, seal, notes)
    return replace(review, is_whole=frozen.verdict is not None and is_sealed(review))


def load_review(connection: Connection, trial_no: int, trial: Trial) -> Review | None:
    """Return the newest review of a trial, None where none is signed."""
    kept = load_newest(connection, trial_no)
    return None if kept is None else _miss_decision(connection, to_review(connection, kept, trial))


def load_reviews(connection: Connection, trial_no: int, trial: Trial) -> tuple[Review, ...]:
    """Return every review of a trial, oldest first."""
    reviews = [to_review(connection, kept, trial) for kept in load_frozen(connection, trial_no)]
    return (*reviews[:-1], *(_miss_decision(connection, newest) for newest in reviews[-1:]))


def _miss_decision(connection: Connection, newest: Review) -> Review:
    """Return the newest review, damaged where the trial tells of a decision that is gone."""
    is_gone = newest.opinion is None and load_decided(connection, newest.frozen.trial_id)
    return replace(newest, is_whole=False) if is_gone else newest
