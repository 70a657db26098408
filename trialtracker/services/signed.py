"""A signed assessment as a view shows it, held against the trial as it stands."""

from trialtracker.clinical.frozen import Frozen, Since
from trialtracker.clinical.since_signature import compare_trials
from trialtracker.clinical.trial import Trial
from trialtracker.db.codec import from_json
from trialtracker.db.frozen import Kept
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
