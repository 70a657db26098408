"""The lines of an explanation, in words that a patient could read."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from trialtracker.clinical.assessment import Assessment, CriterionResult, Relief
from trialtracker.clinical.choices import Status, Verdict
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.criteria_sets import Role
from trialtracker.clinical.evidence import get_stop_reason
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.relief_words import (
    format_counted,
    format_interval,
    format_sureness,
    get_band,
)
from trialtracker.clinical.time import format_date, format_moment
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.uncertainty import is_even
from trialtracker.clinical.verdict import FAILED
from trialtracker.clinical.wording import format_change, format_outcome

_EVEN = (
    "The mean of the recorded days decides, not this chance: other days could about as well have "
    "come out on the other side."
)
"""Stands where the verdict sounds surer than the days are."""


def format_verdict_line(trial: Trial, assessment: Assessment) -> str:
    """Return the verdict with its grounds, in one sentence."""
    return f"{assessment.headline}, {_format_grounds(trial, assessment)}."


def _format_grounds(trial: Trial, assessment: Assessment) -> str:
    verdict, still_open = assessment.verdict, _format_open(assessment)
    if verdict is Verdict.SAFETY_HOLD:
        number = sum(finding.holds for finding in assessment.findings)
        verb = "is" if number == 1 else "are"
        return f"because {count_of(number, 'safety event')} {verb} unresolved"
    if verdict is Verdict.NOT_ENOUGH_DATA:
        return f"because too little is recorded to judge{still_open}"
    is_compared = assessment.relief_percent is not None or assessment.baseline.mean == 0
    relief = _lower(_format_change(assessment)) if is_compared else "relief is not known"
    reason = get_stop_reason(trial, assessment.as_of)
    if reason in FAILED:
        return f"because the trial was stopped ({_lower(reason.label)}); {relief}{still_open}"
    # what speaks for the patient is no reason for a verdict that does not
    is_against = verdict is not Verdict.FAVOURABLE and _is_reached(assessment)
    return f"{'although' if is_against else 'because'} {relief}{still_open}"


def _is_reached(assessment: Assessment) -> bool:
    return any(r.key == "pain_relief" and r.status is Status.MET for r in assessment.criteria)


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _format_open(assessment: Assessment) -> str:
    groups = ((Status.NOT_MET, "not met"), (Status.NOT_KNOWN, "not known"))
    required = [result for result in assessment.criteria if result.role is Role.REQUIRED]
    named = (
        (title, [_lower(r.label) for r in required if r.status is status])
        for status, title in groups
    )
    return "".join(f"; {title}: {', '.join(labels)}" for title, labels in named if labels)


def format_relief_lines(assessment: Assessment) -> tuple[str, ...]:
    """Return the relief, the set's word for it, and how sure it is or why that is not known."""
    criteria_set, percent = assessment.criteria_set, assessment.relief_percent
    if percent is None:
        return ("Relief cannot be calculated from what is recorded.",)
    band = get_band(percent, criteria_set)
    before, during = format_counted(assessment.baseline), format_counted(assessment.window)
    return (
        f"{_format_change(assessment)}.",
        *((f"This set calls such a relief: {band}.",) if band else ()),
        f"It rests on {before} before the trial and {during} of the window.",
        *_list_uncertainty(assessment),
    )


def _list_uncertainty(assessment: Assessment) -> tuple[str, ...]:
    found = assessment.uncertainty
    if found.interval is None or found.chance_percent is None:
        return (f"How sure this is cannot be said: {_lower(found.reason)}",)
    return (
        f"{format_interval(found.interval)}: what the recorded days fit with.",
        format_sureness(assessment),
        *((_EVEN,) if is_even(found.chance_percent) else ()),
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
    missing = [
        result
        for result in assessment.criteria
        if result.status is Status.NOT_KNOWN
        or (result.key in {"baseline_data", "window_data"} and result.status is Status.NOT_MET)
    ]
    reasons, labels = {result.reason for result in missing}, dict[str, list[str]]()
    for result in missing:
        for piece in _split(result.reason, reasons):
            labels.setdefault(piece, []).append(result.label)
    return tuple(f"{_join(named)}: {reason}" for reason, named in labels.items())


def _split(reason: str, reasons: Collection[str]) -> Sequence[str]:
    """Return the reasons of other criteria that a reason is made of, itself where it is not."""
    pieces = sorted((r for r in reasons if r in reason and r != reason), key=reason.index)
    return pieces if " ".join(pieces) == reason else (reason,)


def _join(labels: Sequence[str]) -> str:
    return ", ".join([labels[0], *map(_lower, labels[1:])])


def format_rules(trial: Trial, assessment: Assessment) -> tuple[str, ...]:
    """Return the criteria set, the moment that was looked at, and the fixed caveat."""
    criteria_set, zone = assessment.criteria_set, trial.details.time_zone
    lines = [f"Criteria set: {criteria_set.title}.", criteria_set.about]
    if criteria_set.effective_from is not None:
        since = format_date(criteria_set.effective_from)
        lines.append(f"In force from {since}, by {criteria_set.author}: {criteria_set.reason}")
    lines += [f"As of {format_moment(assessment.as_of, zone)}.", CAVEAT]
    return tuple(line for line in lines if line)
