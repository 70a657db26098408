"""What a paper sheet or diary is typed into: its columns, how a cell is read, what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from trialtracker.clinical.choices import Choice, NotAssessed, Source
from trialtracker.clinical.measures import (
    DIASTOLIC,
    DOSE_UNCHANGED,
    FUNCTION,
    HEART_RATE,
    MEASURE_BY_KEY,
    PAIN_AVERAGE,
    PAIN_LEAST,
    PAIN_MEASURES,
    PAIN_WORST,
    RESPIRATORY_RATE,
    SEDATION,
    SLEEP,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
)
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS, SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.clinical.value_checks import format_typed, join_choices, parse_grade, parse_value
from trialtracker.clinical.value_words import format_typed_value

DIARY_DAYS = 7
"""A week of diary before the start is the usual baseline (PMC5131423, table 1)."""

_TYPED = (SYSTOLIC, DIASTOLIC, HEART_RATE, TEMPERATURE, DOSE_UNCHANGED)
_FIRST = (*PAIN_MEASURES, FUNCTION, SEDATION, RESPIRATORY_RATE, SPO2)

PAPER_KEYS: tuple[str, ...] = (
    *(measure.key for measure in (*_FIRST, *_TYPED)),
    *(effect.measure for effect in COMMON_SIDE_EFFECTS),
)
"""The columns of a downtime sheet, in the order of its rows."""

DIARY_KEYS: tuple[str, ...] = tuple(
    measure.key for measure in (PAIN_AVERAGE, PAIN_WORST, PAIN_LEAST, FUNCTION, SLEEP)
)
"""The columns of a baseline diary."""

READ_AGAIN: frozenset[Source] = frozenset({Source.PAPER, Source.PATIENT_DIARY})
"""What a second person can read again."""

_SCORE = "NRS"
_NOT_ASSESSED_SIGN = "-"
_BLANK = "blank"
_WAITS = "1"

Reading = Decimal | NotAssessed


class MoveReason(Choice):
    """Why an entry is moved to another trial; the digit in the window is its place in the list."""

    WRONG_PATIENT = "wrong_patient", "Wrong patient"
    WRONG_TRIAL = "wrong_trial", "Wrong trial of this patient"
    MIXED_SHEETS = "mixed_sheets", "Sheets mixed up"
    OTHER = "other", "Other"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One cell that two persons read differently."""

    entry_id: str
    key: str
    sentence: str


def get_column_label(key: str) -> str:
    """Return the whole name of a column."""
    measure = MEASURE_BY_KEY.get(key)
    return SIDE_EFFECT_BY_MEASURE[key].label if measure is None else measure.label


def get_column_title(key: str) -> str:
    """Return the short name of a column."""
    measure = MEASURE_BY_KEY.get(key)
    title = SIDE_EFFECT_BY_MEASURE[key].label if measure is None else measure.short_label
    return title[:1].upper() + title[1:]


def describe_column(key: str) -> str:
    """Return what can be typed: 'Rest, now: 0 to 10', 'Nausea: 0 for none, 1, 2 or 3'."""
    label, measure = get_column_label(key), MEASURE_BY_KEY.get(key)
    if measure is None:
        grades = join_choices([str(grade) for grade in sorted(SIDE_EFFECT_BY_MEASURE[key].grades)])
        return f"{label}: 0 for none, {grades}"
    if measure.levels:
        return f"{label}: {', '.join(f'{level.text} {level.label}' for level in measure.levels)}"
    unit = "" if measure.unit in {_SCORE, "score"} else f" {measure.unit}"
    return f"{label}: {measure.low:f} to {measure.high:f}{unit}"


def read_cell(key: str, text: str) -> Reading:
    """Return the value of a typed cell, or the reason behind a dash: '-a' is asleep.

    Raises:
        RefusedError: with the sentence for the cell.
    """
    typed = text.strip()
    if typed.startswith(_NOT_ASSESSED_SIGN):
        return _read_reason(key, typed)
    if key in MEASURE_BY_KEY:
        return parse_value(typed, MEASURE_BY_KEY[key])
    return parse_grade(typed, SIDE_EFFECT_BY_MEASURE[key])


def is_complete(key: str, text: str) -> bool:
    """Tell whether a cell is done with one key; a number, and every 1, is ended by Tab or Enter.

    A 1 could become 10. If it went on by itself in some columns, or took a 0 that was meant for
    the next cell, the rest of the line would stand one cell off without a word.
    """
    measure = MEASURE_BY_KEY.get(key)
    is_number = measure is not None and not measure.levels and measure.unit != _SCORE
    if text.startswith(_NOT_ASSESSED_SIGN):
        return _is_read(key, text)
    return not is_number and len(text) == 1 and text != _WAITS and _is_read(key, text)


def can_follow(key: str, text: str) -> bool:
    """Tell whether more typing can make a refused text good: '-' waits for its letter."""
    measure = MEASURE_BY_KEY.get(key)
    if text == _NOT_ASSESSED_SIGN:
        return True
    return measure is not None and not measure.levels and text.endswith(".")


def format_reading(key: str, reading: Reading | None) -> str:
    """Return a reading as it was typed, the word for a reason, or blank."""
    if reading is None:
        return _BLANK
    if isinstance(reading, NotAssessed):
        return reading.label.lower()
    return format_typed_value(key, reading)


def suggest_next(rows: Sequence[datetime], interval_minutes: int) -> datetime | None:
    """Return the clinic-local time after the rows so far, as far on as the last two are apart.

    After one row the trial's interval is taken; before the first nothing can be suggested.
    """
    if not rows:
        return None
    apart = rows[-1] - rows[-2] if len(rows) > 1 else timedelta()
    return rows[-1] + (apart if apart > timedelta() else timedelta(minutes=interval_minutes))


def get_diary_days(trial: Trial, today: date) -> tuple[date, ...]:
    """Return the seven days before the start (or before today), the newest last."""
    first = trial.first_day or today
    return tuple(first - timedelta(days=back) for back in range(DIARY_DAYS, 0, -1))


def get_unread(trial: Trial) -> tuple[Entry, ...]:
    """Return the entries typed from paper that no second person has read, by time."""
    read = {verification.entry_id for verification in trial.verifications}
    return tuple(
        entry
        for entry in current_entries(trial.entries)
        if entry.source in READ_AGAIN and entry.entry_id not in read
    )


def find_mismatches(
    entry: Entry, second: Mapping[str, Reading], keys: Sequence[str], time_zone: str
) -> tuple[Mismatch, ...]:
    """Return what the second person read differently in the columns both could type."""
    first: dict[str, Reading] = {**entry.values, **entry.not_assessed}
    when = format_moment(entry.observed_at, time_zone)
    return tuple(
        Mismatch(
            entry.entry_id,
            key,
            f"{when} {get_column_label(key)}: first {format_reading(key, first.get(key))}, "
            f"second {format_reading(key, second.get(key))}",
        )
        for key in keys
        if first.get(key) != second.get(key)
    )


def _is_read(key: str, text: str) -> bool:
    try:
        read_cell(key, text)
    except RefusedError:
        return False
    return True


def _read_reason(key: str, typed: str) -> NotAssessed:
    letter = typed.removeprefix(_NOT_ASSESSED_SIGN).strip().upper()
    for reason in NotAssessed:
        if letter == reason.label[0]:
            return reason
    letters = join_choices([f"{r.label[0]} {r.label.lower()}" for r in NotAssessed])
    sentence = f"“{format_typed(typed)}” says no reason: after the dash type {letters}."
    raise RefusedError([Problem(key, sentence)])
