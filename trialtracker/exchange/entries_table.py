"""The table of entries as text for other programs: tab-separated, HTML, and a CSV file."""

import csv
import html
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from trialtracker.clinical.entry_intakes import split_by_entry
from trialtracker.clinical.entry_rows import (
    NOTHING,
    EntryRow,
    format_day,
    format_intakes,
    format_recorded,
    format_standing,
    format_when,
)
from trialtracker.clinical.free_text import one_line
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_words import format_typed_value
from trialtracker.exchange.words import guard_text
from trialtracker.own_file import write_whole

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SCORE_UNITS = {"NRS", "level"}

GetCell = Callable[[EntryRow], str]


@dataclass(frozen=True, slots=True)
class EntriesTable:
    """One row an entry, one column a measure; an empty cell was not asked, which is not zero."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make_table(rows: Sequence[EntryRow], trial: Trial) -> EntriesTable:
    """Return the rows with a column for every measure and side effect that any of them asked."""
    columns = [*_get_head(trial), *_get_observed(rows), *_get_tail(trial)]
    cells = (tuple(get_cell(row) for _, get_cell in columns) for row in rows)
    return EntriesTable(tuple(title for title, _ in columns), tuple(cells))


def to_tab_text(table: EntriesTable) -> str:
    """Return one line a row; breaks and tabulators within a cell are spaces."""
    lines = _write(table, lambda cell: _guard(one_line(cell)))
    return "".join("\t".join(line) + "\n" for line in lines)


def to_html(table: EntriesTable) -> str:
    """Return an HTML table in which every cell is only text."""
    titles, *rows = _write(table, lambda cell: html.escape(_guard(one_line(cell))))
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    body = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)
    inside = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<meta charset="utf-8"><table>{inside}</table>'


def to_csv(table: EntriesTable) -> str:
    """Return the file, laid out as the exporter does: commas, UTF-8, formulas guarded."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(_write(table, _guard))
    return text.getvalue()


def save_csv(path: Path, table: EntriesTable) -> None:
    """Write the file whole or not at all; one that is there is replaced, else left as it was.

    Raises:
        OSError: if it cannot be written.
    """
    write_whole(path, to_csv(table).encode())


def _get_head(trial: Trial) -> Iterator[tuple[str, GetCell]]:
    yield "When", lambda row: format_when(row.entry, trial)
    yield "Observed at (UTC)", lambda row: f"{row.entry.observed_at:%Y-%m-%dT%H:%M:%SZ}"
    yield "Trial day", lambda row: _blank(format_day(row.entry, trial))


def _get_observed(rows: Sequence[EntryRow]) -> Iterator[tuple[str, GetCell]]:
    asked = {key for row in rows for key in (*row.entry.values, *row.entry.not_assessed)}
    for measure in MEASURES:
        if measure.key in asked:
            yield _get_title(measure), _get_value(measure.key)
    for effect in SIDE_EFFECTS:
        if effect.measure in asked:
            yield f"{effect.label} (grade)", _get_value(effect.measure)


def _get_tail(trial: Trial) -> Iterator[tuple[str, GetCell]]:
    zone, get_own = trial.details.time_zone, split_by_entry(trial)
    yield "Oral opioids", lambda row: "; ".join(format_intakes(row.entry, get_own(row.entry)))
    yield "Status", format_standing
    yield "Note", lambda row: row.entry.note
    yield "Source", lambda row: row.entry.source.label
    yield "By", lambda row: row.entry.author
    yield "Recorded", lambda row: format_recorded(row, zone)


def _get_title(measure: Measure) -> str:
    has_unit = measure.unit and measure.unit not in _SCORE_UNITS
    return f"{measure.label} ({measure.unit})" if has_unit else measure.label


def _get_value(key: str) -> GetCell:
    @cache
    def format_value(value: Decimal) -> str:
        return format_typed_value(key, value)

    def get_cell(row: EntryRow) -> str:
        if (value := row.entry.values.get(key)) is not None:
            return format_value(value)
        reason = row.entry.not_assessed.get(key)
        return "" if reason is None else reason.label

    return get_cell


def _write(table: EntriesTable, to_text: Callable[[str], str]) -> Iterator[list[str]]:
    """Yield the titles and each row as text; what stands in many cells is made once."""
    lines = (table.titles, *table.rows)
    texts = {cell: to_text(cell) for cell in {cell for line in lines for cell in line}}
    for line in lines:
        yield [texts[cell] for cell in line]


def _blank(text: str) -> str:
    return "" if text == NOTHING else text


def _guard(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; a number stays a number."""
    return cell if _NUMBER.fullmatch(cell) else guard_text(cell)
