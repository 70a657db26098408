"""The rows of the paper grid: what is typed, what it means, what time is suggested next."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Choice, NotAssessed, Source
from trialtracker.clinical.measures import SLEEP
from trialtracker.clinical.paper import (
    DIARY_KEYS,
    PAPER_KEYS,
    Reading,
    read_cell,
    suggest_next,
)
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import format_date
from trialtracker.ui.date_text import parse_date, parse_moment

DAY, TIME, NOTE = "day", "time", "note"
DIARY_TIME = "12:00"
"""When a day of a diary without times counts as observed, as an imported one does."""


class Mode(Choice):
    """What the grid is used for."""

    SHEET = "sheet", "Paper sheet"
    DIARY = "diary", "Baseline diary"
    SECOND = "second", "Second reading"


KEYS: Mapping[Mode, tuple[str, ...]] = {
    Mode.SHEET: PAPER_KEYS,
    Mode.DIARY: DIARY_KEYS,
    Mode.SECOND: (*PAPER_KEYS, SLEEP.key),
}
"""What each use asks of a line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line as typed; is_given says that day and time stand and cannot be typed."""

    entry_id: str
    day: str = ""
    time: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    is_given: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing to store."""
        has_time = not self.is_given and bool(self.day or self.time)
        return not (has_time or self.cells or self.note.strip())


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows are read against; now and last, the trial's last entry, are local times."""

    zone: str
    now: datetime
    interval_minutes: int
    last: datetime | None = None
    source: Source = Source.PAPER

    @property
    def today(self) -> date:
        """Return the date from which -1d counts."""
        return self.now.date()


def new_row() -> Row:
    """Return an empty row with a key of its own, so that saving it twice adds nothing."""
    return Row(uuid4().hex)


def get_text(row: Row, column: str) -> str:
    """Return what is typed in a cell."""
    if column in {DAY, TIME, NOTE}:
        return {DAY: row.day, TIME: row.time, NOTE: row.note}[column]
    return row.cells.get(column, "")


def with_text(row: Row, column: str, text: str) -> Row:
    """Return the row with other text in a cell."""
    if column == DAY:
        return replace(row, day=text)
    if column == TIME:
        return replace(row, time=text)
    if column == NOTE:
        return replace(row, note=text)
    cells = {key: value for key, value in row.cells.items() if key != column}
    return replace(row, cells={**cells, column: text} if text else cells)


def find_suggestion(rows: Sequence[Row], place: int, setting: Setting) -> tuple[str, str]:
    """Return date and time suggested for a row, each empty where it is typed or none follows."""
    row = rows[place]
    if row.is_given or (row.day and row.time):
        return "", ""
    before = [moment for r in rows[:place] if (moment := find_local(r, setting)) is not None]
    base = before or ([setting.last] if setting.last is not None else [])
    following = suggest_next(base, setting.interval_minutes)
    if row.day and before:
        return "", _clock(before[-1])  # another day: most likely at the same hour
    if following is None or following > setting.now:
        return "", ""
    return ("" if row.day else format_date(following.date())), (
        "" if row.time else _clock(following)
    )


def find_local(row: Row, setting: Setting) -> datetime | None:
    """Return the clinic-local time of a row without its zone, None while it cannot be read."""
    try:
        at = read_moment(row, setting)
    except RefusedError:
        return None
    return to_local(at, setting.zone)


def to_local(moment: datetime, zone: str) -> datetime:
    """Return the clinic-local time of an instant, without its zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def read_moment(row: Row, setting: Setting) -> datetime:
    """Return when a row was observed.

    Raises:
        RefusedError: naming the cell.
    """
    try:
        day = parse_date(row.day, setting.today)
    except ValueError as error:
        raise RefusedError([Problem(DAY, str(error))]) from error
    try:
        return parse_moment(day, row.time, setting.zone)
    except ValueError as error:
        raise RefusedError([Problem(TIME, str(error))]) from error


def read_cells(row: Row) -> tuple[dict[str, Reading], tuple[Problem, ...]]:
    """Return what the cells say, and what is wrong with the others."""
    readings: dict[str, Reading] = {}
    problems: list[Problem] = []
    for key, text in row.cells.items():
        try:
            readings[key] = read_cell(key, text)
        except RefusedError as refused:
            problems.extend(refused.problems)
    return readings, tuple(problems)


def read_row(row: Row, setting: Setting) -> tuple[Answers | None, tuple[Problem, ...]]:
    """Return the row as answers, or every problem with its cell."""
    readings, problems = read_cells(row)
    try:
        at = read_moment(row, setting)
    except RefusedError as refused:
        return None, (*refused.problems, *problems)
    if problems:
        return None, problems
    reasons = {key: r for key, r in readings.items() if isinstance(r, NotAssessed)}
    values = {key: r for key, r in readings.items() if not isinstance(r, NotAssessed)}
    return Answers(row.entry_id, at, setting.source, values, reasons, row.note), ()


def to_form(mode: Mode, rows: Mapping[Mode, Sequence[Row]], second: str) -> str:
    """Return what is typed in every mode as text, empty for nothing."""
    typed = {m.value: [_to_dict(r) for r in listed if not r.is_blank] for m, listed in rows.items()}
    if not any(typed.values()) and not second:
        return ""
    return json.dumps({"mode": mode.value, "rows": typed, "second": second})


def from_form(form: str) -> tuple[Mode, dict[Mode, tuple[Row, ...]], str]:
    """Return mode, rows and name from a draft."""
    kept = json.loads(form)
    rows = {Mode(m): tuple(Row(**row) for row in listed) for m, listed in kept["rows"].items()}
    return Mode(kept["mode"]), rows, str(kept["second"])


def _to_dict(row: Row) -> dict[str, object]:
    return {
        "entry_id": row.entry_id,
        "day": row.day,
        "time": row.time,
        "cells": dict(row.cells),
        "note": row.note,
        "is_given": row.is_given,
    }


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02d}:{moment.minute:02d}"
