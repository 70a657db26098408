"""Write the verdicts of many trials, one line each, without their reasons."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.time import format_date
from trialtracker.exchange.plain_text import to_plain
from trialtracker.services.verdicts import TrialVerdict

_HEADINGS = "MRN\tStart\tMode\tRelief\tAssessment"
_WHY = "Reasons: trialtracker assess --mrn MRN"


def format_brief(verdicts: Sequence[TrialVerdict]) -> str:
    """Return a line for each trial, its parts separated by tabs; the caveat stands below."""
    if not verdicts:
        return "There is no trial in this store.\n"
    lines = [
        f"{to_plain(found.mrn)}\t{_format_start(found.start)}\t{found.mode.label}\t"
        f"{found.relief}\t{found.verdict.label}"
        for found in verdicts
    ]
    return "\n".join([_HEADINGS, *lines, "", _WHY, CAVEAT, ""])


@lru_cache(maxsize=4096)
def _format_start(start: date | None) -> str:
    return "Not recorded" if start is None else format_date(start)
