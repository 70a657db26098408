"""Read the bytes of a delimited text file into rows of named cells, refusing what is unclear."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from trialtracker.services.importing import RowProblem

COMMA = ","
SEMICOLON = ";"

MAX_BYTES = 50_000_000
"""A larger file is refused before it is read."""

_SHOWN_CHARACTERS = 80
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record by column; number is the line it begins on, the header is line 1."""

    number: int
    cells: Mapping[str, str]

    def refuse(self, column: str, reason: str) -> RowProblem:
        """Return the refusal of one cell of this row."""
        return refuse(self.number, column, self.cells.get(column, ""), reason)


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the rows without a fault of form, and the refusals of the others."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]
    delimiter: str


def refuse(row: int, column: str, value: str, reason: str) -> RowProblem:
    """Return a refusal; a long value is shortened, since it is only there to be recognised."""
    shown = value if len(value) <= _SHOWN_CHARACTERS else f"{value[:_SHOWN_CHARACTERS]}…"
    return RowProblem(row, column, shown, reason)


def read_table(content: bytes, required: Collection[str], delimiter: str | None = None) -> Table:
    """Return the rows of a UTF-8 file; without a delimiter it must be unmistakable.

    required are the columns that every such file has; they tell the delimiter.
    """
    text = _decode(content)
    if isinstance(text, RowProblem):
        return Table((), (), (text,), delimiter or COMMA)
    chosen = delimiter or _choose_delimiter(text, required)
    return _read_records(text, chosen, is_declared=delimiter is not None)


def column_problems(
    table: Table, required: Collection[str], known: Collection[str] | None = None
) -> list[RowProblem]:
    """Return a refusal for each missing, repeated or (where known are given) unknown column."""
    missing = [c for c in required if c not in table.columns]
    repeated = {c for c in table.columns if c and table.columns.count(c) > 1}
    unknown = [c for c in table.columns if known is not None and c not in known]
    return [
        *(refuse(1, c, "", "The column is missing.") for c in missing),
        *(refuse(1, c, c, "The column stands twice.") for c in sorted(repeated)),
        *(refuse(1, c, c, "The column is not known.") for c in unknown),
    ]


def _decode(content: bytes) -> str | RowProblem:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in _LINE_END_BYTES.split(content, 1)[0]:
        return refuse(1, "", "", "The file is UTF-16 or not text; save it as UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = 1 + len(_LINE_END_BYTES.findall(content[: fault.start]))
        byte = f"0x{content[fault.start]:02X}"
        return refuse(line, "", byte, "The file is not UTF-8 text; save it as UTF-8.")


_LINE_END_BYTES = re.compile(rb"\r\n|\r|\n")


def _header(text: str, delimiter: str) -> list[str]:
    first = _LINE_END.split(text, 1)[0]
    try:
        return next(csv.reader([first], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []


def _choose_delimiter(text: str, required: Collection[str]) -> str:
    """Return the semicolon only where it splits the header into the required columns."""
    columns = {column.strip().casefold() for column in _header(text, SEMICOLON)}
    wanted = {column.casefold() for column in required}
    return SEMICOLON if len(wanted) > 1 and wanted <= columns else COMMA


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield each record with the line it begins on; a fault of quoting ends the file."""
    # a long cell is refused by what its column may hold, not by the reader
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield line, fault
            return


def _read_records(text: str, delimiter: str, *, is_declared: bool) -> Table:
    records = _records(text, delimiter)
    header = next(records, (1, []))[1]
    if isinstance(header, csv.Error) or not any(header):
        reason = "The first line does not hold column names."
        return Table((), (), (refuse(1, "", "", reason),), delimiter)
    columns = tuple(column.strip() for column in header)
    if len(columns) == 1 and SEMICOLON in columns[0] and not is_declared:
        reason = 'The columns seem to be parted by semicolons; declare it with --delimiter ";".'
        return Table(columns, (), (refuse(1, "", columns[0], reason),), delimiter)
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for number, cells in records:
        read = _read_row(columns, number, cells)
        match read:
            case Row():
                rows.append(read)
            case RowProblem():
                problems.append(read)
            case None:
                pass
    return Table(columns, tuple(rows), tuple(problems), delimiter)


def _read_row(
    columns: tuple[str, ...], number: int, cells: list[str] | csv.Error
) -> Row | RowProblem | None:
    """Return the row, its refusal, or None for a blank line."""
    if isinstance(cells, csv.Error):
        return refuse(number, "", "", f"The quotation marks cannot be read: {cells}.")
    if not any(cells):
        return None
    if len(cells) != len(columns):
        counts = f"{len(cells)} cells"
        return refuse(number, "", counts, f"The row has {counts}, the header {len(columns)}.")
    row = Row(number, dict(zip(columns, cells, strict=True)))
    if "\0" in "".join(cells):
        column = next(c for c, cell in row.cells.items() if "\0" in cell)
        return row.refuse(column, "The cell holds a NUL character.")
    return row
