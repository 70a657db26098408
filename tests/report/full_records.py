"""The full record of made trials, and what tests look at of it."""

from collections.abc import Iterator, Sequence

from tests.factories import START, make_trial, next_id
from tests.report.reports import (
    PRINTED_AT,
    make_snapshot,
)
from trialtracker.clinical.record import (
    EffectDetail,
)
from trialtracker.clinical.record_choices import (
    EffectAction,
    Relation,
)
from trialtracker.clinical.review import Review
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.written import WrittenRow
from trialtracker.report.content import Report, get_report
from trialtracker.report.full import FullRecord, get_full
from trialtracker.report.full_table import FullTable
from trialtracker.report.parts import Part, Printed
from trialtracker.services.results import Snapshot

PRINTED = Printed("R. Alvarez", PRINTED_AT, "0.1.0")
DETAIL = EffectDetail(
    "d1", "nausea", START, None, Relation.DRUG, EffectAction.REDUCED, "ondansetron", "nurse", START
)


def write(trial: Trial, *reviews: Review, written: Sequence[WrittenRow] = ()) -> FullRecord:
    words = get_full(make_snapshot(trial), reviews, PRINTED, written).words
    assert isinstance(words, FullRecord)
    return words


def table_of(trial: Trial, title: str, *reviews: Review) -> FullTable:
    return next(table for table in write(trial, *reviews).tables if table.title == title)


def cells_of(table: FullTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def signed_of(review: Review) -> dict[str, str]:
    cells = cells_of(table_of(make_trial(), "Signed review", review))
    return {each[0]: each[1] for each in cells}


def print_full(snapshot: Snapshot, reviews: Sequence[Review] = ()) -> Report:
    rows = [WrittenRow(START, "nurse", "Entry", "nurse", next_id(), START)]
    return get_report(snapshot, reviews, PRINTED, (Part.FULL,), rows)


def list_words_of(table: FullTable) -> Iterator[str]:
    for row in table.rows:
        yield from row.cells
        yield row.below
