"""Read what one patient took on one day from a CSV file, refusing what is not known."""

import re
from dataclasses import dataclass
from decimal import Decimal

from trialtracker.clinical.intake_checks import (
    get_dose_problems,
    get_times_problems,
    get_unit_problems,
)
from trialtracker.clinical.opioids import (
    Mme,
    Opioid,
    OpioidUnit,
    find_opioid,
    find_opioids,
    find_unit,
    get_mme,
)
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.value_checks import join_choices
from trialtracker.exchange.table import Row, Table, column_problems, read_table, refuse
from trialtracker.services.importing import RowProblem

COLUMNS = ("drug", "dose", "unit", "times")

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_ONE_PATCH = 1


@dataclass(frozen=True, slots=True)
class MmeLine:
    """One line of the file: what was read, and its MME."""

    row: int
    opioid: Opioid
    dose: Decimal
    unit: OpioidUnit
    times: int
    mme: Mme


@dataclass(frozen=True, slots=True)
class MmeFile:
    """What was read; with a problem there are no lines."""

    lines: tuple[MmeLine, ...]
    problems: tuple[RowProblem, ...]


def read_mme(content: bytes) -> MmeFile:
    """Return every line with its MME, or why the file is refused."""
    table = _with_plain_columns(read_table(content, COLUMNS))
    wrong_columns = column_problems(table, COLUMNS, COLUMNS) if table.columns else []
    if wrong_columns or not table.columns:
        return MmeFile((), (*table.problems, *wrong_columns))
    rows = [row for row in table.rows if any(cell.strip() for cell in row.cells.values())]
    read = [_read_row(row) for row in rows]
    problems = [*table.problems, *(p for each in read if isinstance(each, list) for p in each)]
    if not rows and not problems:
        problems = [
            refuse(1, "", "", "There is no line below the header; an empty file is not 0 MME.")
        ]
    if problems:
        return MmeFile((), tuple(sorted(problems, key=lambda problem: problem.row)))
    return MmeFile(tuple(each for each in read if isinstance(each, MmeLine)), ())


def _with_plain_columns(table: Table) -> Table:
    """Return the table with its column names in small letters."""
    columns = tuple(column.casefold() for column in table.columns)
    rows = (
        Row(row.number, {name.casefold(): cell.strip() for name, cell in row.cells.items()})
        for row in table.rows
    )
    return Table(columns, tuple(rows), table.problems, table.delimiter)


def _read_row(row: Row) -> MmeLine | list[RowProblem]:
    unit = find_unit(row.cells["unit"])
    opioid = find_opioid(row.cells["drug"], unit)
    found = (
        *_check_drug(row.cells["drug"], opioid),
        *_check_dose(row.cells["dose"], unit),
        *_check_unit(row.cells["unit"], opioid),
        *_check_times(row.cells["times"], unit),
    )
    if found or opioid is None or unit is None:
        return [row.refuse(problem.field, problem.sentence) for problem in found]
    dose, times = Decimal(row.cells["dose"]), int(row.cells["times"] or _ONE_PATCH)
    return MmeLine(row.number, opioid, dose, unit, times, get_mme(opioid.key, dose, unit, times))


def _check_drug(typed: str, opioid: Opioid | None) -> tuple[Problem, ...]:
    if opioid is not None:
        return ()
    if not typed:
        return (Problem("drug", "The drug is missing."),)
    near = [found.label for found in find_opioids(typed)]
    hint = f" Did you mean {join_choices(near)}?" if near else ""
    return (Problem("drug", f"The drug, or the way it is taken, is not known.{hint}"),)


def _check_dose(typed: str, unit: OpioidUnit | None) -> tuple[Problem, ...]:
    if not _NUMBER.fullmatch(typed):
        sentence = "The dose is not a number: write it as 7 or 7.5, without the unit."
        return (Problem("dose", sentence),)
    return get_dose_problems(Decimal(typed), unit)


def _check_unit(typed: str, opioid: Opioid | None) -> tuple[Problem, ...]:
    """Return why a unit is refused; that of a drug that is not known cannot be judged."""
    return () if opioid is None else get_unit_problems(opioid.key, typed)


def _check_times(typed: str, unit: OpioidUnit | None) -> tuple[Problem, ...]:
    if not typed and unit is OpioidUnit.MICROGRAMS_PER_HOUR:
        return ()
    if not _WHOLE.fullmatch(typed):
        sentence = "It is not a whole number: write how many times that day."
        return (Problem("times", sentence),)
    return get_times_problems(int(typed))
