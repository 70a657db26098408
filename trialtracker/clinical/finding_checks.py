"""Checks of an acknowledgement: which finding, what was done, and the words that it needs."""

from collections.abc import Iterator
from datetime import datetime

from trialtracker.clinical.findings import Finding, FindingState, get_findings
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.safety_limits import SafetyLimits
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_checks import get_text_problems, is_blank, refuse_if

LONGEST_WORDS = 2_000


def check_acknowledgement(
    trial: Trial, seen: Acknowledgement, limits: SafetyLimits, now: datetime
) -> None:
    """Refuse an acknowledgement of no standing finding, or without the words that it needs.

    Raises:
        RefusedError: with every problem.
    """
    found = {finding.key: finding for finding in get_findings(trial, limits, now)}
    problems = [*_get_finding_problems(found.get(seen.finding_key))]
    problems.extend(get_text_problems("words", seen.words, LONGEST_WORDS))
    if is_blank(seen.words) and seen.resolved:
        problems.append(Problem("words", "Write what was found, so that it counts as resolved."))
    elif is_blank(seen.words) and seen.action is FindingAction.OTHER:
        problems.append(Problem("words", "Write in a few words what was done."))
    refuse_if(problems)


def _get_finding_problems(finding: Finding | None) -> Iterator[Problem]:
    if finding is None:
        sentence = "This finding stands no more: its entry was amended or made void meanwhile."
        yield Problem("finding", sentence)
    elif finding.state is FindingState.RESOLVED:
        yield Problem("finding", "This finding is resolved already.")
