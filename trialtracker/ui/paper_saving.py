"""What the rows of the paper grid come to when they are saved: answers, readings, problems."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.paper import find_mismatches, get_diary_days, get_unread
from trialtracker.clinical.paper_checks import check_rows, check_verification
from trialtracker.clinical.record import Verification
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import format_date, local_date
from trialtracker.clinical.trial import Trial
from trialtracker.ui.date_text import format_clock_time
from trialtracker.ui.paper_model import Place
from trialtracker.ui.paper_rows import (
    DIARY_TIME,
    TIME,
    Mode,
    Row,
    Setting,
    new_row,
    read_cells,
    read_row,
)

SECOND_PERSON = "second_person"


@dataclass(frozen=True, slots=True)
class Filled:
    """The rows that are to be stored, where each stands in the grid, and what stands in the way."""

    answers: tuple[Answers, ...]
    places: tuple[int, ...]
    problems: Mapping[Place, str]


def fill(trial: Trial, rows: Sequence[Row], setting: Setting, now: datetime) -> Filled:
    """Return the rows that hold anything as answers, checked as the record form's are."""
    read = [(n, *read_row(row, setting)) for n, row in enumerate(rows) if not row.is_blank]
    problems = {(n, p.field): p.sentence for n, _, found in read for p in found}
    answers = tuple(filled for _, filled, _ in read if filled is not None)
    places = tuple(n for n, filled, _ in read if filled is not None)
    try:
        if answers or not problems:
            check_rows(trial, answers, now)
    except RefusedError as refused:
        problems |= dict(place_all(refused.problems, places, setting_key=TIME))
    return Filled(answers, places, problems)


def place_all(
    problems: Collection[Problem], places: Sequence[int], setting_key: str
) -> tuple[tuple[Place, str], ...]:
    """Return the sentences of problems such as '2:spo2' by their cells in the grid."""
    placed: list[tuple[Place, str]] = []
    for problem in problems:
        number, _, field = problem.field.partition(":")
        place = places[int(number)] if number.isdigit() and int(number) < len(places) else 0
        is_of_row = field in {"observed_at", "answers", ""}
        placed.append(((place, setting_key if is_of_row else field), problem.sentence))
    return tuple(placed)


def make_diary_rows(trial: Trial, typed: Sequence[Row], now: datetime) -> tuple[Row, ...]:
    """Return a row for each baseline day, with what is typed for it.

    What was typed for a day that is no baseline day any more, as after midnight, stays.
    """
    by_day = {row.day: row for row in typed}
    days = get_diary_days(trial, local_date(now, trial.details.time_zone))
    shown = {format_date(day) for day in days}
    before = (row for row in typed if not row.is_blank and row.day not in shown)
    blank = [Row(new_row().entry_id, format_date(day), DIARY_TIME, is_given=True) for day in days]
    return (*before, *(by_day.get(row.day, row) for row in blank))


def make_second_rows(trial: Trial, typed: Sequence[Row]) -> tuple[Row, ...]:
    """Return a row with day and time alone for each entry that nobody has read again."""
    by_id, zone = {row.entry_id: row for row in typed}, trial.details.time_zone
    blank = [
        Row(
            entry.entry_id,
            format_date(local_date(entry.observed_at, zone)),
            format_clock_time(entry.observed_at, zone),
            is_given=True,
        )
        for entry in get_unread(trial)
    ]
    return tuple(by_id.get(row.entry_id, row) for row in blank)


def read_again(
    trial: Trial, rows: Sequence[Row], keys: Sequence[str], second: str, now: datetime
) -> tuple[Verification, ...]:
    """Return what a second person read, with each difference as a sentence.

    Raises:
        RefusedError: for a cell that cannot be read, or a name that cannot be the second person's.
    """
    by_id = {entry.entry_id: entry for entry in get_unread(trial)}
    readings: list[Verification] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows):
        if not row.cells or row.entry_id not in by_id:
            continue
        typed, found = read_cells(row)
        problems += [Problem(f"{number}:{p.field}", p.sentence) for p in found]
        zone = trial.details.time_zone
        differ = find_mismatches(by_id[row.entry_id], typed, keys, zone)
        sentences = "\n".join(mismatch.sentence for mismatch in differ)
        readings.append(Verification(uuid4().hex, row.entry_id, sentences, second.strip(), now))
    _refuse_any(trial, readings, problems)
    return tuple(readings)


def get_start_rows(
    mode: Mode, trial: Trial, typed: Sequence[Row], now: datetime
) -> tuple[Row, ...]:
    """Return the rows that a mode begins with, what is typed and not stored yet included."""
    # Rows that are stored have served, whatever became of their draft.
    stored = {entry.entry_id for entry in trial.entries}
    open_rows = tuple(row for row in typed if row.entry_id not in stored)
    match mode:
        case Mode.DIARY:
            return make_diary_rows(trial, open_rows, now)
        case Mode.SECOND:
            return make_second_rows(trial, typed)
        case Mode.SHEET:
            return tuple(row for row in open_rows if not row.is_blank)


def _refuse_any(
    trial: Trial, readings: Sequence[Verification], problems: Sequence[Problem]
) -> None:
    if problems:
        raise RefusedError(problems)
    if not readings:
        raise RefusedError([Problem("0:", "Nothing is typed yet: read a row again.")])
    for reading in readings:
        check_verification(trial, reading)
