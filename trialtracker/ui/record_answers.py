"""Typed text into exact values with a sentence for each refusal; and the values recorded before."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.measures import Measure
from trialtracker.clinical.side_effects import (
    NO_SIDE_EFFECT,
    SIDE_EFFECT_BY_MEASURE,
    SideEffect,
)
from trialtracker.clinical.time import format_moment, to_utc
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.ui.record_state import FormState, RowState, new_state
from trialtracker.ui.record_when import is_late

_WHOLE_NUMBER = re.compile(r"0|[1-9]\d*", re.ASCII)
_LONGEST_QUOTE = 12


def parse_score(measure: Measure, text: str) -> Decimal:
    """Return the score that was typed.

    Raises:
        ValueError: with a sentence, if it is not a whole number in the measure's range.
    """
    name = "pain" if measure.unit == "NRS" else measure.label
    if _WHOLE_NUMBER.fullmatch(text) and measure.low <= Decimal(text) <= measure.high:
        return Decimal(text)
    sentence = f"{_quote(text)} is not possible: {name} is {measure.low} to {measure.high}."
    raise ValueError(sentence + _advise_on_digits(text))


def parse_grade(effect: SideEffect, text: str) -> Decimal:
    """Return the grade that was typed, 0 for none.

    Raises:
        ValueError: with a sentence, if the side effect has no such grade.
    """
    grades = {str(grade) for grade in (NO_SIDE_EFFECT, *effect.grades)}
    if text in grades:
        return Decimal(text)
    sentence = f"{_quote(text)} is not a grade of {effect.label}: {_list_grades(effect)}."
    raise ValueError(sentence + _advise_on_digits(text))


def _quote(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _list_grades(effect: SideEffect) -> str:
    *most, last = ("0 for none", *(str(grade) for grade in effect.grades))
    return f"{', '.join(most)} or {last}"


def _advise_on_digits(text: str) -> str:
    is_other_script = any(char.isdigit() and not char.isascii() for char in text)
    return " Use the digits 0 to 9." if is_other_script else ""


def format_value(value: Decimal) -> str:
    """Return an exact value as it would be typed: 3, not 3.0."""
    return f"{value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Previous:
    """The value of a measure recorded before, and when it was observed."""

    value: Decimal
    observed_at: datetime


def entries_before(trial: Trial, amended: Entry | None) -> tuple[Entry, ...]:
    """Return the current entries a new one follows; for an amendment, those before the old one."""
    current = current_entries(trial.entries)
    if amended is None:
        return current
    return tuple(
        entry
        for entry in current
        if entry.entry_id != amended.entry_id and entry.observed_at <= amended.observed_at
    )


def get_previous(entries: Iterable[Entry]) -> dict[str, Previous]:
    """Return the latest value of every measure; the entries come oldest first."""
    return {
        key: Previous(value, entry.observed_at)
        for entry in entries
        for key, value in entry.values.items()
    }


def get_lasting_effects(previous: Mapping[str, Previous]) -> tuple[SideEffect, ...]:
    """Return the side effects whose latest grade is 1 or more, in the vocabulary's order."""
    return tuple(
        effect
        for key, effect in SIDE_EFFECT_BY_MEASURE.items()
        if key in previous and previous[key].value > NO_SIDE_EFFECT
    )


def format_previous(key: str, previous: Previous | None) -> str:
    """Return 'last 3', 'last none' for a side effect that was absent, or that there is none."""
    if previous is None:
        return "not recorded"
    if key in SIDE_EFFECT_BY_MEASURE and previous.value == NO_SIDE_EFFECT:
        return "last none"
    return f"last {format_value(previous.value)}"


def describe_previous(key: str, previous: Previous | None, time_zone: str) -> str:
    """Return the previous value with its time, for a screen reader and the tool tip."""
    shown = format_previous(key, previous)
    if previous is None:
        return shown
    return f"{shown}, {format_moment(previous.observed_at, time_zone)}"


def to_form_state(entry: Entry) -> FormState:
    """Return a form filled with a saved entry, to be amended."""
    rows = {key: RowState(text=format_value(value)) for key, value in entry.values.items()}
    rows |= {key: RowState(reason=reason) for key, reason in entry.not_assessed.items()}
    return replace(new_state(), amends_id=entry.entry_id, rows=rows, note=entry.note)


def find_amended(state: FormState, trial: Trial | None) -> Entry | None:
    """Return the entry that a draft amends, None for a draft of a new entry.

    Raises:
        ValueError: if the trial has no such entry; it must not be saved as a new one.
    """
    if not state.amends_id:
        return None
    entries = trial.entries if trial is not None else ()
    for entry in entries:
        if entry.entry_id == state.amends_id:
            return entry
    raise ValueError("The draft amends an entry that this trial does not have.")


def doubt_about_time(state: FormState, now: datetime, time_zone: str) -> str:
    """Return a sentence if the form was begun long ago and its time was left at now, else ''.

    A nurse called away and back would otherwise date the scores to the wrong hour.
    """
    left_at_now = not state.when and not state.amends_id
    if not left_at_now or state.begun_at is None or not is_late(state.begun_at, now):
        return ""
    begun = format_moment(to_utc(state.begun_at), time_zone)
    return f"This form was begun at {begun}, and the time observed is still now."
