"""What the one page says of a trial."""

from collections.abc import Sequence
from dataclasses import dataclass

from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.explanation import CAVEATS, MISSING, WOULD_CHANGE, Explanation, explain
from trialtracker.clinical.review import Review
from trialtracker.clinical.series import get_series
from trialtracker.report.dose_text import DosesText, get_doses
from trialtracker.report.effect_text import EffectsText, get_effects
from trialtracker.report.head import Head, get_head
from trialtracker.report.opioid_text import OpioidsText, get_opioids
from trialtracker.report.parts import PartText, Printed
from trialtracker.report.reading_text import ReadingsText, get_readings
from trialtracker.report.review_text import ReviewText, get_review
from trialtracker.report.verdict_text import (
    CriterionText,
    VerdictText,
    get_criteria,
    get_verdict_text,
)
from trialtracker.report.words import cut
from trialtracker.services.results import Snapshot

_LONGEST_LINE = 420


@dataclass(frozen=True, slots=True)
class Lines:
    """Some sentences under a title, as the window has them."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sections of the page, from top to bottom."""

    head: Head
    verdict: VerdictText
    chart_alt: str
    criteria: tuple[CriterionText, ...]
    doses: DosesText
    effects: EffectsText
    opioids: OpioidsText
    readings: ReadingsText
    reasons: tuple[Lines, ...]
    review: ReviewText
    caveat: str


def get_summary(snapshot: Snapshot, reviews: Sequence[Review], printed: Printed) -> PartText:
    """Return the page of a trial as it stands, and beside it what was signed."""
    trial, assessment = snapshot.trial, snapshot.assessment
    zone, as_of = trial.details.time_zone, assessment.as_of
    series = get_series(trial, assessment, as_of)
    verdict = get_verdict_text(assessment, reviews, zone)
    words = Summary(
        head=get_head(snapshot, printed),
        verdict=verdict,
        chart_alt=f"Chart of the whole trial. {verdict.headline}. {verdict.summary}",
        criteria=get_criteria(assessment),
        doses=get_doses(trial, as_of),
        effects=get_effects(trial, as_of),
        opioids=get_opioids(trial, assessment),
        readings=get_readings(trial, assessment, series),
        reasons=_get_reasons(explain(trial, assessment)),
        review=get_review(assessment, reviews, printed.program, zone),
        caveat=CAVEAT,
    )
    return PartText(words)


def _get_reasons(explanation: Explanation) -> tuple[Lines, ...]:
    """Return what could fool the reader, what is missing and what would change the verdict."""
    parts = {part.title: part.lines for part in explanation.parts}
    return tuple(
        Lines(title, tuple(cut(line, _LONGEST_LINE) for line in parts[title]))
        for title in (CAVEATS, MISSING, WOULD_CHANGE)
        if title in parts
    )
