"""The lines of an explanation, in words that a patient could read."""

from trialtracker.clinical.assessment import Assessment, CriterionResult
from trialtracker.clinical.choices import Status
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.sensitivity import format_relief
from trialtracker.clinical.time import format_date, format_moment
from trialtracker.clinical.trial import Trial


def format_verdict_line(assessment: Assessment) -> str:
    """Return the verdict with its reason."""
    return f"{assessment.headline}. {assessment.summary}".rstrip()


def format_relief_lines(assessment: Assessment) -> tuple[str, ...]:
    """Return the relief, how sure it is, and what that rests on."""
    if assessment.relief_percent is None:
        return ("Relief cannot be calculated from what is recorded.",)
    return (f"{format_relief(assessment.criteria_set, assessment.relief_percent)}.",)


def format_criterion(result: CriterionResult) -> str:
    """Return one criterion: status, value, what it needs, why, and where the number is from."""
    return (
        f"{result.label}: {result.status.label.lower()} ({result.value}; {result.requirement}; "
        f"{result.role.label.lower()}). {result.reason} Source: {result.source}."
    )


def list_missing(assessment: Assessment) -> tuple[str, ...]:
    """Return what is not known, criterion by criterion."""
    unknown = (result for result in assessment.criteria if result.status is Status.NOT_KNOWN)
    return tuple(f"{result.label}: {result.reason}" for result in unknown)


def format_rules(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return the criteria set, the moment that was looked at, and the fixed caveat."""
    criteria_set, zone = assessment.criteria_set, trial.details.time_zone
    lines = [f"Criteria set: {criteria_set.title}."]
    if criteria_set.effective_from is not None:
        lines.append(
            f"In force from {format_date(criteria_set.effective_from)}, by {criteria_set.author}: "
            f"{criteria_set.reason}"
        )
    return (*lines, f"As of {format_moment(assessment.as_of, zone)}.", CAVEAT)
