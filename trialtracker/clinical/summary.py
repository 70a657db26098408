"""The few figures of a trial that lists show, so that no list has to load a trial."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.dose_time import format_dose_now
from trialtracker.clinical.findings import format_findings_in_short
from trialtracker.clinical.measures import PAIN_AVERAGE, PAIN_REST
from trialtracker.clinical.number_words import format_percent
from trialtracker.clinical.review import Decision
from trialtracker.clinical.safety import WorstSideEffect
from trialtracker.clinical.schedules import get_due
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.sparkline import Sparkline
from trialtracker.clinical.trial import Trial, current_entries

SPARKLINE_READINGS = 60
"""How many of the newest readings the trend column shows."""

_SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class TrialSummary:
    """What the lists know of a trial; worst_side_effect None means none stands.

    has_side_effects_assessed tells that apart from never having been asked. finding_text is the
    most urgent standing safety finding in short, due_what is what the next entry has to hold.
    """

    pain_now: Decimal | None
    dose_text: str
    sparkline: Sparkline
    relief_percent: Fraction | None
    relief_text: str | None
    worst_side_effect: WorstSideEffect | None
    has_side_effects_assessed: bool
    next_due_at: datetime | None
    verdict: Verdict
    finding_text: str = ""
    due_what: str = ""
    decision: Decision | None = None
    """What the newest review decided; the caller fills it in, a trial does not hold it."""


def get_summary(trial: Trial, assessment: Assessment, settings: ClinicSettings) -> TrialSummary:
    """Return the summary of a trial as of its assessment."""
    as_of = assessment.as_of
    due = get_due(trial, settings)
    return TrialSummary(
        pain_now=_get_pain_now(trial, as_of),
        dose_text=format_dose_now(trial, as_of),
        sparkline=_get_sparkline(trial, assessment),
        relief_percent=assessment.relief_percent,
        relief_text=_format_relief(assessment),
        worst_side_effect=assessment.harm.worst,
        has_side_effects_assessed=bool(assessment.harm.readings),
        next_due_at=due.at,
        verdict=assessment.verdict,
        finding_text=format_findings_in_short(assessment.findings),
        due_what=due.what,
    )


def _get_pain_now(trial: Trial, as_of: datetime) -> Decimal | None:
    for entry in reversed(current_entries(trial.entries)):
        for measure in (PAIN_REST.key, PAIN_AVERAGE.key):
            if entry.observed_at <= as_of and measure in entry.values:
                return entry.values[measure]
    return None


def _format_relief(assessment: Assessment) -> str | None:
    if assessment.relief_percent is None:
        return None
    limits = (assessment.criteria_set.relief_percent, assessment.criteria_set.borderline_percent)
    return format_percent(assessment.relief_percent, limits)


def _get_sparkline(trial: Trial, assessment: Assessment) -> Sparkline:
    entries = current_entries(trial.entries)
    if not entries:
        return Sparkline()
    origin = trial.details.started_at or entries[0].observed_at
    measure = assessment.measure
    points = tuple(
        (
            round((entry.observed_at - origin).total_seconds() / _SECONDS_PER_DAY, 3),
            float(entry.values[measure]),
        )
        for entry in entries
        if measure in entry.values and entry.observed_at <= assessment.as_of
    )
    mean = assessment.baseline.mean
    return Sparkline(points[-SPARKLINE_READINGS:], None if mean is None else float(mean))
