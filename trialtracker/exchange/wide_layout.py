"""Read a diary of one row a patient and one column a day into trials with their entries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import AllergyStatus, Gender, Source, TrialMode
from trialtracker.clinical.time import date_of_trial_day, local_date
from trialtracker.clinical.trial import PatientDetails
from trialtracker.exchange.imported import Imported, to_trial_details
from trialtracker.exchange.moments import end_moment, noon_moment, start_moment
from trialtracker.exchange.table import (
    SEMICOLON,
    Row,
    Table,
    column_problems,
    read_table,
    refuse,
)
from trialtracker.exchange.words import choose_decimal, parse_number
from trialtracker.services.importing import ImportedEntry, ImportedTrial, RowProblem

GIVEN_NAME = "(name not known)"
"""Stands for the given name; a diary has none, and the MRN stands for the family name."""

_NUMBERED = re.compile(r"(.*?)([0-9]+)")


@dataclass(frozen=True, slots=True)
class WideColumns:
    """Which columns hold what; baseline and trial name one column a day, in order."""

    id_column: str
    mrn_prefix: str
    measure: str
    baseline: tuple[str, ...]
    trial: tuple[str, ...]
    trial_start: date | datetime
    mode: TrialMode = TrialMode.CONTINUOUS_INTRATHECAL

    @property
    def day_by_column(self) -> dict[str, int]:
        """Return the trial day of each column; the last baseline column is day -1."""
        days = dict(zip(self.baseline, range(-len(self.baseline), 0), strict=True))
        return days | {column: day for day, column in enumerate(self.trial, start=1)}


@dataclass(frozen=True, slots=True)
class _Plan:
    """The trial that every row of the file has."""

    wide: WideColumns
    day_by_column: dict[str, int]
    zone: ZoneInfo
    decimal: str


def expand_range(columns: str) -> tuple[str, ...]:
    """Return the columns from the first to the last of a range: t09:t11 is t09, t10, t11.

    Raises:
        ValueError: if it is not a range of numbered columns.
    """
    first, colon, last = (part.strip() for part in columns.partition(":"))
    if not colon:
        if not first:
            raise ValueError("The column range is empty.")
        return (first,)
    begin, end = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if begin is None or end is None or begin[1] != end[1] or int(begin[2]) > int(end[2]):
        raise ValueError(f"{columns} is not a range of columns such as t01:t07.")
    if int(end[2]) - int(begin[2]) > 366:
        raise ValueError(f"{columns} is more than a year.")
    width = len(begin[2])
    return tuple(f"{begin[1]}{n:0{width}d}" for n in range(int(begin[2]), int(end[2]) + 1))


def read_wide(
    content: bytes,
    wide: WideColumns,
    zone: ZoneInfo,
    delimiter: str | None = None,
    decimal: str | None = None,
) -> Imported:
    """Return the trials of a wide file, and a refusal for each cell that cannot be taken.

    Columns that are not named are left alone; an empty cell is a missing score.
    """
    required = (wide.id_column, *wide.baseline, *wide.trial)
    table = read_table(content, required, delimiter)
    wrong_columns = column_problems(table, required) if table.columns else []
    if wrong_columns or not table.columns:
        return Imported((), (*table.problems, *wrong_columns))
    sign = decimal or _choose_decimal(table, (*wide.baseline, *wide.trial))
    plan = _Plan(wide, wide.day_by_column, zone, sign)
    problems = [*table.problems, *_id_problems(table, wide.id_column)]
    trials = tuple(_read_trial(plan, row, problems) for row in table.rows)
    told = {"trial_start": wide.trial_start.isoformat()}
    return Imported(
        trials,
        tuple(sorted(problems, key=lambda problem: problem.row)),
        {row.number: {**told, **row.cells} for row in table.rows},
    )


def _choose_decimal(table: Table, columns: Sequence[str]) -> str:
    """Return the decimal comma only for a file parted by semicolons."""
    if table.delimiter != SEMICOLON:
        return "."
    return choose_decimal([row.cells[column] for row in table.rows for column in columns])


def _id_problems(table: Table, id_column: str) -> Iterator[RowProblem]:
    first: dict[str, int] = {}
    for row in table.rows:
        name = row.cells[id_column].strip()
        if not name:
            yield refuse(row.number, id_column, "", "The number of the patient is empty.")
        elif name in first:
            yield row.refuse(id_column, f"It stands in row {first[name]} already.")
        first.setdefault(name, row.number)


def _read_trial(plan: _Plan, row: Row, problems: list[RowProblem]) -> ImportedTrial:
    wide = plan.wide
    mrn = wide.mrn_prefix + row.cells[wide.id_column].strip()
    started_at = start_moment(wide.trial_start, plan.zone)
    first_day = local_date(started_at, plan.zone.key)
    ended_at = end_moment(date_of_trial_day(len(wide.trial), first_day), plan.zone)
    return ImportedTrial(
        rows=(row.number,),
        patient=PatientDetails(
            family_name=mrn,
            given_name=GIVEN_NAME,
            birth_date=None,
            gender=Gender.NOT_KNOWN,
            mrn=mrn,
            allergy_status=AllergyStatus.NOT_RECORDED,
        ),
        trial=to_trial_details(wide.mode, started_at, ended_at, plan.zone),
        entries=tuple(_read_entries(plan, row, first_day, problems)),
    )


def _read_entries(
    plan: _Plan, row: Row, first_day: date, problems: list[RowProblem]
) -> Iterator[ImportedEntry]:
    for column, day in plan.day_by_column.items():
        if not row.cells[column].strip():
            continue
        try:
            value = parse_number(row.cells[column], plan.wide.measure, plan.decimal)
        except ValueError as refusal:
            problems.append(row.refuse(column, str(refusal)))
            continue
        at = noon_moment(date_of_trial_day(day, first_day), plan.zone)
        answers = Answers("", at, Source.IMPORT, {plan.wide.measure: value})
        yield ImportedEntry((row.number,), answers, value_column=column)
