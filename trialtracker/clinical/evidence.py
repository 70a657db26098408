"""What the criteria look at: one trial at one moment, measured once."""

from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.assessment import Relief
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.findings import Finding, get_findings
from trialtracker.clinical.relief import (
    Dated,
    get_relief,
    is_started,
    last_trial_day,
    list_counted,
)
from trialtracker.clinical.safety import Harm, WorstSideEffect, get_harm
from trialtracker.clinical.time import local_date, trial_day
from trialtracker.clinical.trial import Trial


@dataclass(frozen=True, slots=True)
class Evidence:
    """A trial with its relief and harm; stop_reason is None unless it had been stopped by as_of.

    all_findings are those of its whole course, findings the alerts among them that nobody has
    recorded as resolved; harm holds every recorded grade. counted are the entries that count for
    pain, by day.
    """

    trial: Trial
    criteria_set: CriteriaSet
    as_of: datetime
    is_started: bool
    stop_reason: StopReason | None
    relief: Relief
    trial_days: int
    assessed_days: int
    harm: Harm
    findings: tuple[Finding, ...]
    all_findings: tuple[Finding, ...]
    counted: tuple[Dated, ...]

    @property
    def worst(self) -> WorstSideEffect | None:
        """Return the worst side effect since the first active dose."""
        return self.harm.worst


def get_evidence(trial: Trial, criteria_set: CriteriaSet, as_of: datetime) -> Evidence:
    """Return what was recorded of a trial up to a moment."""
    harm, counted = get_harm(trial, as_of), list_counted(trial, as_of)
    found = get_findings(trial, criteria_set.safety, as_of)
    return Evidence(
        trial=trial,
        criteria_set=criteria_set,
        as_of=as_of,
        is_started=is_started(trial, as_of),
        stop_reason=get_stop_reason(trial, as_of),
        relief=get_relief(trial, criteria_set, as_of, counted),
        trial_days=last_trial_day(trial, as_of),
        assessed_days=_count_assessed_days(trial, harm, as_of),
        harm=harm,
        findings=tuple(finding for finding in found if finding.holds),
        all_findings=found,
        counted=counted,
    )


def get_stop_reason(trial: Trial, as_of: datetime) -> StopReason | None:
    """Return why a trial had been stopped by a moment, None if it had not been."""
    is_stopped = trial.details.state is TrialState.STOPPED
    is_over = trial.details.ended_at is None or trial.details.ended_at <= as_of
    return trial.details.stop_reason if is_stopped and is_over else None


def _count_assessed_days(trial: Trial, harm: Harm, as_of: datetime) -> int:
    """Return on how many trial days any side effect was asked for; grade 0 counts as asked."""
    first_day, last = trial.first_day, last_trial_day(trial, as_of)
    if first_day is None:
        return 0
    days = {
        trial_day(local_date(reading.observed_at, trial.details.time_zone), first_day)
        for reading in harm.readings
    }
    return sum(1 <= day <= last for day in days)
