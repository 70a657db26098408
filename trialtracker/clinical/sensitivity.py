"""Relief looked at in other ways than the set's, so that a lucky choice of days shows."""

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.sensitivity_bolus import list_bolus_looks
from trialtracker.clinical.sensitivity_days import list_day_looks
from trialtracker.clinical.sensitivity_look import (
    Held,
    Sensitivity,
    format_relief,
    format_threshold,
    to_other_operator,
)
from trialtracker.clinical.trial import Trial

__all__ = ["Sensitivity", "format_relief", "format_threshold", "get_sensitivity"]


def get_sensitivity(trial: Trial, assessment: Assessment) -> tuple[Sensitivity, ...]:
    """Return the other ways to look at a trial whose relief is known; none for any other."""
    baseline, percent = assessment.baseline.mean, assessment.relief_percent
    if not baseline or percent is None:
        return ()
    held, details = Held(assessment.criteria_set, baseline), trial.details
    looks = (
        list_day_looks(held, trial, assessment)
        if details.mode.is_continuous
        else list_bolus_looks(held, assessment, details.time_zone)
    )
    return (*looks, to_other_operator(assessment.criteria_set, percent))
