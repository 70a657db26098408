"""What would change the verdict: the smallest change in the window mean, and what is still open."""

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.change_of_pain import list_pain_changes
from trialtracker.clinical.change_of_record import (
    list_ends,
    list_losses,
    list_missing_scores,
    list_open_criteria,
    list_resolutions,
)
from trialtracker.clinical.trial import Trial

NOTHING = "Nothing that could still be recorded would change it by itself."


def get_would_change(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return sentences, each a change to the record that changes the verdict or a criterion."""
    found = (
        *list_ends(trial, assessment),
        *list_resolutions(trial, assessment),
        *list_missing_scores(trial, assessment),
        *list_pain_changes(assessment),
        *list_open_criteria(trial, assessment),
        *list_losses(assessment),
    )
    return found or (NOTHING,)
