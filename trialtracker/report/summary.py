"""What the one page says of a trial."""

from collections.abc import Sequence
from dataclasses import dataclass

from trialtracker.clinical.review import Review
from trialtracker.report.parts import PartText, Printed
from trialtracker.services.results import Snapshot


@dataclass(frozen=True, slots=True)
class Summary:
    """The sections of the page, from top to bottom."""

    headline: str


def get_summary(snapshot: Snapshot, reviews: Sequence[Review], printed: Printed) -> PartText:
    """Return the page of a trial as it stands, and what was signed of it."""
    return PartText(Summary(snapshot.assessment.headline))
