"""How a safety finding and what was done about it are put into words."""

from collections.abc import Iterable

from trialtracker.clinical.finding_said import format_said
from trialtracker.clinical.findings import Finding, FindingState, format_back, format_dated
from trialtracker.clinical.record_choices import Priority
from trialtracker.clinical.red_flags import NOTIFY, STOP_ZICONOTIDE
from trialtracker.clinical.time import format_moment
from trialtracker.ui.shape_icon import Shape

NOT_A_MONITOR = "Follow local protocol; this program is not a monitor."
NOT_SAVED = "Not saved yet"
NOTHING_STANDS = "No safety finding stands now."

_STEPS = {
    NOTIFY: "Notify the physician.",
    STOP_ZICONOTIDE: "Ziconotide: stop it, as its label says. Notify the physician.",
}
"""An action without what the bar says of every finding."""

SHAPE_OF_PRIORITY = {Priority.ALERT: Shape.HEXAGON, Priority.CAUTION: Shape.TRIANGLE}


def format_link(finding: Finding, time_zone: str) -> str:
    """Return the datum, and since when it is back in range."""
    return f"{finding.sentence}{format_back(finding, time_zone)}"


def format_status(finding: Finding, time_zone: str) -> str:
    """Return 'Acknowledged · 05-Mar-2026 14:05'."""
    return f"{finding.state.label} · {format_moment(finding.observed_at, time_zone)}"


def format_next_step(finding: Finding, time_zone: str) -> str:
    """Return who saw it last, or what the clinic's default asks for while nobody has."""
    if finding.state is FindingState.OPEN:
        return _STEPS[finding.latest.action]
    said = format_said(finding.acknowledgements[-1], time_zone)
    return f"{said} It holds until resolved." if finding.holds else said


def format_history(findings: Iterable[Finding], time_zone: str) -> str:
    """Return every finding with all that was said of it, one paragraph each."""
    return "\n\n".join(_format_paragraph(finding, time_zone) for finding in findings)


def _format_paragraph(finding: Finding, time_zone: str) -> str:
    head = f"{finding.priority.label}, {finding.state.label.lower()}"
    readings = "" if len(finding.data) == 1 else f" {len(finding.data)} readings."
    said = [f"\n      {format_said(seen, time_zone)}" for seen in finding.acknowledgements]
    return f"{head}. {format_dated(finding, time_zone)}{readings}{''.join(said)}"
