"""The lines of an explanation, in words that a patient could read."""

from collections.abc import Sequence
from datetime import timedelta

from trialtracker.clinical.assessment import Assessment, CriterionResult, Relief, Window
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.criteria_sets import Role
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.relief_words import format_interval, get_band
from trialtracker.clinical.sensitivity import format_threshold
from trialtracker.clinical.time import format_date, format_moment
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.uncertainty import format_chance
from trialtracker.clinical.wording import format_change, format_outcome


def format_verdict_line(assessment: Assessment) -> str:
    """Return the verdict with its grounds, in one sentence."""
    return f"{assessment.headline}, because {_format_grounds(assessment)}."


def _format_grounds(assessment: Assessment) -> str:
    match assessment.verdict:
        case Verdict.SAFETY_HOLD:
            number = sum(finding.holds for finding in assessment.findings)
            return f"{count_of(number, 'safety event')} {'is' if number == 1 else 'are'} unresolved"
        case Verdict.NOT_ENOUGH_DATA:
            return f"too little is recorded to judge{_format_open(assessment)}"
        case _ if assessment.relief_percent is None:
            return f"of how the trial ended{_format_open(assessment)}"
        case _:
            change = _format_change(assessment)
            return f"{change[0].lower()}{change[1:]}{_format_open(assessment)}"


def _format_open(assessment: Assessment) -> str:
    groups = ((Status.NOT_MET, "not met"), (Status.NOT_KNOWN, "not known"))
    required = [result for result in assessment.criteria if result.role is Role.REQUIRED]
    named = (
        (title, [f"{r.label[0].lower()}{r.label[1:]}" for r in required if r.status is status])
        for status, title in groups
    )
    return "".join(f"; {title}: {', '.join(labels)}" for title, labels in named if labels)


def format_relief_lines(assessment: Assessment) -> tuple[str, ...]:
    """Return the relief, the set's word for it, and how sure it is or why that is not known."""
    criteria_set, percent = assessment.criteria_set, assessment.relief_percent
    if percent is None:
        return ("Relief cannot be calculated from what is recorded.",)
    band = get_band(percent, criteria_set)
    before, during = _count(assessment.baseline), _count(assessment.window)
    return (
        f"{_format_change(assessment)}.",
        *((f"This set calls such a relief: {band}.",) if band else ()),
        f"It rests on {before} before the trial and {during} of the window.",
        *_list_uncertainty(assessment),
    )


def _count(window: Window) -> str:
    if window.hours is not None:
        return count_of(len(window.hours.readings), "reading")
    return f"{window.days} of {count_of(window.of, 'day')}"


def _list_uncertainty(assessment: Assessment) -> tuple[str, ...]:
    found = assessment.uncertainty
    if found.interval is None or found.chance_percent is None:
        return (f"How sure this is cannot be said: {found.reason}",)
    wanted = f"Relief of {format_threshold(assessment.criteria_set)}"
    return (
        f"{format_interval(found.interval)}: what the recorded days fit with.",
        f"{format_chance(found.chance_percent, wanted)}.",
    )


def _format_change(assessment: Assessment) -> str:
    relief = Relief(
        measure=assessment.measure,
        baseline=assessment.baseline,
        window=assessment.window,
        infused=timedelta(0),
        percent=assessment.relief_percent,
    )
    limits = assessment.criteria_set.relief_percent, assessment.criteria_set.borderline_percent
    return f"{format_change(relief)}: {format_outcome(relief.percent, limits)}"


def format_criterion(result: CriterionResult) -> str:
    """Return one criterion: status, value, what it needs, why, and where the number is from."""
    value = "" if result.status is Status.NOT_KNOWN else f", {result.value}"
    advises = " It advises and does not decide." if result.role is Role.ADVISES else ""
    return (
        f"{result.label}: {result.status.label.lower()}{value} ({result.requirement}). "
        f"{result.reason} Source: {result.source}.{advises}"
    )


def list_missing(assessment: Assessment) -> tuple[str, ...]:
    """Return what is not known and the data that are too few; what misses the same stands once."""
    labels: dict[str, list[str]] = {}
    for result in assessment.criteria:
        is_data = result.key in {"baseline_data", "window_data"}
        if result.status is Status.NOT_KNOWN or (is_data and result.status is Status.NOT_MET):
            labels.setdefault(result.reason, []).append(result.label)
    return tuple(f"{_join(named)}: {reason}" for reason, named in labels.items())


def _join(labels: Sequence[str]) -> str:
    rest = (f"{label[0].lower()}{label[1:]}" for label in labels[1:])
    return ", ".join([labels[0], *rest])


def format_rules(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return the criteria set, the moment that was looked at, and the fixed caveat."""
    criteria_set, zone = assessment.criteria_set, trial.details.time_zone
    lines = [f"Criteria set: {criteria_set.title}.", criteria_set.about]
    if criteria_set.effective_from is not None:
        since = format_date(criteria_set.effective_from)
        lines.append(f"In force from {since}, by {criteria_set.author}: {criteria_set.reason}")
    lines += [f"As of {format_moment(assessment.as_of, zone)}.", CAVEAT]
    return tuple(line for line in lines if line)
