"""The whole reason of an assessment in words: the same in window, report and JSON."""

from dataclasses import dataclass

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.caveats import Caveat, get_caveats
from trialtracker.clinical.explanation_words import (
    format_criterion,
    format_relief_lines,
    format_rules,
    format_verdict_line,
    list_missing,
)
from trialtracker.clinical.sensitivity import Sensitivity, get_sensitivity
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.would_change import get_would_change

IN_SHORT = "In short"
RELIEF = "Relief"
CRITERIA = "Criteria"
MISSING = "What is missing"
WOULD_CHANGE = "What would change it"
SENSITIVITY = "Looked at in other ways"
CAVEATS = "What could fool us"
RULES = "Rules"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an explanation: its title and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the verdict is what it is.

    parts hold every line there is, in reading order; caveats, sensitivity and would_change are
    what three of them were made from.
    """

    verdict_line: str
    parts: tuple[Part, ...]
    caveats: tuple[Caveat, ...]
    sensitivity: tuple[Sensitivity, ...]
    would_change: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return it whole as plain text, the same wherever it is shown."""
        parts = ("\n".join([part.title, *(f"- {x}" for x in part.lines)]) for part in self.parts)
        return "\n\n".join([self.verdict_line, *parts]) + "\n"


def explain(trial: Trial, assessment: Assessment) -> Explanation:
    """Return why an assessment of this trial says what it says."""
    caveats = get_caveats(trial, assessment)
    sensitivity = get_sensitivity(trial, assessment)
    would_change = get_would_change(trial, assessment)
    parts = (
        Part(IN_SHORT, (assessment.summary,)),
        Part(RELIEF, format_relief_lines(assessment)),
        Part(CRITERIA, tuple(format_criterion(result) for result in assessment.criteria)),
        Part(MISSING, list_missing(assessment)),
        Part(WOULD_CHANGE, would_change),
        Part(SENSITIVITY, tuple(found.sentence for found in sensitivity)),
        Part(CAVEATS, tuple(caveat.sentence for caveat in caveats)),
        Part(RULES, format_rules(trial, assessment)),
    )
    return Explanation(
        verdict_line=format_verdict_line(trial, assessment),
        parts=tuple(part for part in parts if part.lines),
        caveats=caveats,
        sensitivity=sensitivity,
        would_change=would_change,
    )
