"""Read a file of one row an observation into trials with their entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.exchange.imported import Imported, to_trial_details
from trialtracker.exchange.long_rows import OPTIONAL, REQUIRED, LongRow, read_long_row
from trialtracker.exchange.table import SEMICOLON, Row, Table, column_problems, read_table
from trialtracker.exchange.words import choose_decimal
from trialtracker.services.importing import ImportedEntry, ImportedTrial, RowProblem

_PATIENT_COLUMNS = ("family_name", "given_name", "birth_date", "gender")


@dataclass(slots=True)
class _Group:
    """The rows of one entry while the file is read; rows are by measure, '' for the note alone."""

    observed_at: datetime
    entry: str
    note: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    values: dict[str, Decimal] = field(default_factory=dict)
    reasons: dict[str, NotAssessed] = field(default_factory=dict)

    def takes(self, row: LongRow) -> bool:
        """Tell whether the row is another observation of this entry."""
        is_same_note = not row.note or not self.note or row.note == self.note
        is_free = row.measure not in self.rows and "" not in self.rows and row.measure
        return row.entry == self.entry and bool(is_free) and is_same_note

    def add(self, row: LongRow) -> None:
        """Take the row in."""
        self.rows[row.measure] = row.row.number
        self.note = self.note or row.note
        if row.reason is not None:
            self.reasons[row.measure] = row.reason
        elif row.value is not None:
            self.values[row.measure] = row.value

    def get_rows(self) -> tuple[int, ...]:
        """Return the rows of the values, then those of the reasons; or the one of the note."""
        places = [*self.values, *self.reasons] or list(self.rows)
        return tuple(self.rows[place] for place in places)


def read_long(
    content: bytes,
    zone: ZoneInfo,
    delimiter: str | None = None,
    decimal: str | None = None,
) -> Imported:
    """Return the trials of a long file, and a refusal for each cell that cannot be taken."""
    table = _with_plain_columns(read_table(content, REQUIRED, delimiter))
    if not table.columns:
        return Imported((), table.problems)
    wrong_columns = column_problems(table, REQUIRED, {*REQUIRED, *OPTIONAL})
    if wrong_columns:
        return Imported((), (*table.problems, *wrong_columns))
    sign = decimal or _choose_decimal(table)
    read = [read_long_row(row, zone, sign) for row in table.rows]
    rows = [row for row in read if isinstance(row, LongRow)]
    refused = [problem for row in read if not isinstance(row, LongRow) for problem in row]
    contradictions = [*_patient_contradictions(rows), *_trial_contradictions(rows)]
    return Imported(
        tuple(_to_trials(rows, zone)),
        tuple(sorted((*table.problems, *refused, *contradictions), key=lambda p: p.row)),
        {row.number: row.cells for row in table.rows},
    )


def _with_plain_columns(table: Table) -> Table:
    """Return the table with its columns in lower case, as people need not type them so."""
    rows = tuple(Row(r.number, {c.casefold(): v for c, v in r.cells.items()}) for r in table.rows)
    return replace(table, columns=tuple(c.casefold() for c in table.columns), rows=rows)


def _choose_decimal(table: Table) -> str:
    """Return the decimal comma only for a file parted by semicolons."""
    if table.delimiter != SEMICOLON:
        return "."
    return choose_decimal([row.cells["value"] for row in table.rows])


def _patient_contradictions(rows: Iterable[LongRow]) -> list[RowProblem]:
    """Return a refusal for each patient column that differs from the MRN's first row."""
    first: dict[str, LongRow] = {}
    problems: list[RowProblem] = []
    for row in rows:
        named = first.setdefault(row.patient.mrn, row)
        for column in _PATIENT_COLUMNS:
            if getattr(row.patient, column) != getattr(named.patient, column):
                reason = f"It differs from row {named.row.number} of the same MRN."
                problems.append(row.row.refuse(column, reason))
    return problems


def _trial_contradictions(rows: Iterable[LongRow]) -> list[RowProblem]:
    """Return a refusal for each mode or end that differs from the trial's first row."""
    first: dict[tuple[str, datetime | None], LongRow] = {}
    problems: list[RowProblem] = []
    for row in rows:
        named = first.setdefault((row.patient.mrn, row.started_at), row)
        reason = f"It differs from row {named.row.number} of the same trial."
        if row.mode is not named.mode:
            problems.append(row.row.refuse("mode", reason))
        if row.ended_at != named.ended_at:
            problems.append(row.row.refuse("trial_end", reason))
    return problems


def _to_trials(rows: Iterable[LongRow], zone: ZoneInfo) -> list[ImportedTrial]:
    by_trial: dict[tuple[str, datetime | None], list[LongRow]] = {}
    for row in rows:
        by_trial.setdefault((row.patient.mrn, row.started_at), []).append(row)
    return [_to_trial(of_trial, zone) for of_trial in by_trial.values()]


def _to_trial(rows: Sequence[LongRow], zone: ZoneInfo) -> ImportedTrial:
    first = rows[0]
    return ImportedTrial(
        rows=tuple(row.row.number for row in rows),
        patient=first.patient,
        trial=to_trial_details(first.mode, first.started_at, first.ended_at, zone),
        entries=_to_entries(rows),
    )


def _to_entries(rows: Iterable[LongRow]) -> tuple[ImportedEntry, ...]:
    """Gather the observations of one moment into one entry.

    The same measure twice, another note or another number of the entry makes a further entry:
    real diaries hold such duplicates, and none may be lost.
    """
    groups: dict[datetime, list[_Group]] = {}
    for row in rows:
        at_moment = groups.setdefault(row.observed_at, [])
        group = next((g for g in at_moment if g.takes(row)), None)
        if group is None:
            group = _Group(row.observed_at, row.entry)
            at_moment.append(group)
        group.add(row)
    return tuple(_to_entry(group) for at_moment in groups.values() for group in at_moment)


def _to_entry(group: _Group) -> ImportedEntry:
    answers = Answers(
        entry_id="",
        observed_at=group.observed_at,
        source=Source.IMPORT,
        values=group.values,
        not_assessed=group.reasons,
        note=group.note,
    )
    return ImportedEntry(group.get_rows(), answers)
