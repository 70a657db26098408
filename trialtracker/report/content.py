"""Everything that a report says, as finished text."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from trialtracker.clinical.review import Review
from trialtracker.clinical.written import WrittenRow
from trialtracker.report.full import get_full
from trialtracker.report.parts import Paper, Part, PartText, Printed
from trialtracker.report.patient import get_patient
from trialtracker.report.summary import get_summary
from trialtracker.services.results import Snapshot

Writer = Callable[[Snapshot, Sequence[Review], Printed], PartText]

WRITERS: Mapping[Part, Writer] = {
    Part.SUMMARY: get_summary,
    Part.FULL: get_full,
    Part.PATIENT: get_patient,
}
"""What writes each part; a part is here and in TEMPLATES of report/pages.py."""


@dataclass(frozen=True, slots=True)
class Report:
    """The parts of one trial's report as text, with what the file itself says of them."""

    title: str
    printed_at: datetime
    paper: Paper
    parts: Mapping[Part, PartText]


def get_report(
    snapshot: Snapshot,
    reviews: Sequence[Review],
    printed: Printed,
    parts: Collection[Part] = tuple(WRITERS),
    written: Sequence[WrittenRow] = (),
) -> Report:
    """Return the report of a trial; reviews and rows written are all there are, oldest first."""
    writers: dict[Part, Writer] = {**WRITERS, Part.FULL: partial(get_full, written=written)}
    texts = {part: writers[part](snapshot, reviews, printed) for part in parts}
    return Report("Screening trial report", printed.at, printed.paper, texts)
