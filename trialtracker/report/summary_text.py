"""The sections of the one page, as finished text."""

from dataclasses import dataclass

from trialtracker.report.dose_text import DosesText
from trialtracker.report.effect_text import EffectsText
from trialtracker.report.head import Head
from trialtracker.report.opioid_text import OpioidsText
from trialtracker.report.reading_text import ReadingsText
from trialtracker.report.review_text import ReviewText
from trialtracker.report.verdict_text import CriterionText, VerdictText


@dataclass(frozen=True, slots=True)
class Lines:
    """Some sentences under a title, as the window has them; nothing stands where there is none."""

    title: str
    lines: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The sections of the page, from top to bottom; left and right name the lists of a column.

    is_apart says that what is missing stands below both columns, across the page.
    """

    head: Head
    verdict: VerdictText
    chart_alt: str
    criteria: tuple[CriterionText, ...]
    doses: DosesText
    effects: EffectsText
    opioids: OpioidsText
    readings: ReadingsText
    caveats: Lines
    missing: Lines
    review: ReviewText
    caveat: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    is_apart: bool = False
