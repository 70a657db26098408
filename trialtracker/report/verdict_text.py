"""The verdict as it stands on paper: word, sentence, figures, and what was signed beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.criteria_sets import Role
from trialtracker.clinical.frozen import SinceState
from trialtracker.clinical.number_words import format_pair, format_points
from trialtracker.clinical.patient_words import NOT_KNOWN
from trialtracker.clinical.relief_words import format_counted, format_interval, format_sureness
from trialtracker.clinical.review import Review
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.wording import format_measure, format_outcome
from trialtracker.report.words import Labelled

OTHERWISE = (
    "The data are as they were signed; looked at now, the result is another: the assessment "
    "window has moved on, or other rules hold."
)


@dataclass(frozen=True, slots=True)
class VerdictText:
    """The flag; key names its shape and colour. since is empty where nothing was signed."""

    key: str
    headline: str
    summary: str
    sureness: str
    figures: tuple[Labelled, ...]
    since_title: str
    since: str
    signed: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class CriterionText:
    """One row of the criteria table; status is the key of its shape."""

    status: str
    status_word: str
    label: str
    value: str
    requirement: str
    role: str


def get_verdict_text(
    assessment: Assessment, reviews: Sequence[Review], time_zone: str
) -> VerdictText:
    """Return the verdict that stands now, and beside it the one that was signed last."""
    title, since = _get_since(assessment, reviews)
    return VerdictText(
        key=assessment.verdict.value,
        headline=assessment.headline,
        summary=assessment.summary,
        sureness=format_sureness(assessment),
        figures=_get_figures(assessment),
        since_title=title,
        since=since,
        signed=_get_signed(assessment, reviews, time_zone) if since else (),
    )


def get_criteria(assessment: Assessment) -> tuple[CriterionText, ...]:
    """Return every criterion, those that decide first."""
    ordered = sorted(assessment.criteria, key=lambda result: result.role is Role.ADVISES)
    return tuple(
        CriterionText(
            status=result.status.value,
            status_word=result.status.label,
            label=result.label,
            value=result.value,
            requirement=result.requirement,
            role=result.role.label,
        )
        for result in ordered
    )


def format_relief(assessment: Assessment) -> str:
    """Return '58 % relief', 'no relief, 5 % worse' or 'Not known'."""
    percent, criteria_set = assessment.relief_percent, assessment.criteria_set
    if percent is None:
        return NOT_KNOWN
    return format_outcome(percent, (criteria_set.relief_percent, criteria_set.borderline_percent))


def _get_figures(assessment: Assessment) -> tuple[Labelled, ...]:
    before, during = assessment.baseline, assessment.window
    levels = [window.mean for window in (before, during) if window.mean is not None]
    shown = format_pair(*levels) if len(levels) == 2 else [format_points(x, ()) for x in levels]
    texts = iter(shown)
    measure = format_measure(assessment.measure)
    return (
        Labelled(f"Relief, {measure[0].lower()}{measure[1:]}", format_relief(assessment)),
        Labelled("How sure", _format_interval(assessment)),
        *(
            Labelled(
                label,
                f"{NOT_KNOWN if window.mean is None else next(texts)} ({format_counted(window)})",
            )
            for label, window in (("Before the trial", before), ("Assessment window", during))
        ),
    )


def _format_interval(assessment: Assessment) -> str:
    interval = assessment.uncertainty.interval
    return "No interval" if interval is None else format_interval(interval)


def _get_since(assessment: Assessment, reviews: Sequence[Review]) -> tuple[str, str]:
    """Return what has become of the signed data and result, nothing where all is as it was."""
    if not reviews:
        return "", ""
    frozen = reviews[-1].frozen
    since, signed = frozen.since, (frozen.verdict, frozen.relief_percent)
    match since.state:
        case SinceState.UNCHANGED if signed == (assessment.verdict, assessment.relief_percent):
            return "", ""
        case SinceState.UNCHANGED:
            return since.state.label, OTHERWISE
        case SinceState.CONTINUED:
            return since.state.label, " ".join(since.continued)
        case SinceState.CHANGED:  # pragma: no branch (the type checker proves it is the last)
            return since.state.label, " ".join((*since.changed, *since.continued))


def _get_signed(
    assessment: Assessment, reviews: Sequence[Review], time_zone: str
) -> tuple[Labelled, ...]:
    frozen, rules = reviews[-1].frozen, assessment.criteria_set
    verdict = "the kept copy is damaged" if frozen.verdict is None else frozen.verdict.label
    percent = frozen.relief_percent
    limits = rules.relief_percent, rules.borderline_percent
    relief = "relief not known" if percent is None else format_outcome(percent, limits)
    now = assessment.verdict.label
    return (
        Labelled("Signed", f"{verdict}, {relief}, {format_moment(frozen.as_of, time_zone)}"),
        Labelled(
            "Now",
            f"{now}, {_lower(format_relief(assessment))}, "
            f"{format_moment(assessment.as_of, time_zone)}",
        ),
    )


def _lower(words: str) -> str:
    return "relief not known" if words == NOT_KNOWN else words
