"""What was said of a safety finding by whoever saw it, in words."""

from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.time import format_moment


def format_said(seen: Acknowledgement, time_zone: str) -> str:
    """Return '05-Mar-2026 14:20 nurse: Physician notified.', with the words that were typed."""
    when = format_moment(seen.recorded_at, time_zone)
    done = "Resolved" if seen.resolved else seen.action.label
    has_words_only = not seen.resolved and seen.action is FindingAction.OTHER
    said = seen.words.strip() if has_words_only else ": ".join(filter(None, (done, seen.words)))
    return f"{when} {seen.author}: {said.rstrip('.')}."
