"""The values recorded before, and a saved entry as a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.measures import MEASURE_BY_KEY, Measure, MeasureGroup
from trialtracker.clinical.side_effects import (
    NO_SIDE_EFFECT,
    SIDE_EFFECT_BY_MEASURE,
    SideEffect,
)
from trialtracker.clinical.time import format_moment, to_utc
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.clinical.value_words import format_shown_value, format_typed_value
from trialtracker.ui.record_state import FormState, RowState, new_state
from trialtracker.ui.record_when import is_late

NOT_RECORDED = "not recorded"


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


def get_lasting_signs(previous: Mapping[str, Previous]) -> tuple[Measure, ...]:
    """Return the warning signs that were last there, in the vocabulary's order."""
    signs = (m for m in MEASURE_BY_KEY.values() if m.group is MeasureGroup.SIGN)
    return tuple(m for m in signs if m.key in previous and previous[m.key].value != 0)


def format_previous(key: str, previous: Previous | None) -> str:
    """Return 'last 3', 'last none' for a side effect that was absent, or that there is none."""
    if previous is None:
        return NOT_RECORDED
    if key in SIDE_EFFECT_BY_MEASURE and previous.value == NO_SIDE_EFFECT:
        return "last none"
    return f"last {format_shown_value(key, previous.value)}"


def describe_previous(key: str, previous: Previous | None, time_zone: str) -> str:
    """Return the previous value with its time, for a screen reader and the tool tip."""
    shown = format_previous(key, previous)
    if previous is None:
        return shown
    return f"{shown}, {format_moment(previous.observed_at, time_zone)}"


def to_form_state(entry: Entry) -> FormState:
    """Return a form filled with a saved entry, to be amended."""
    rows = {k: RowState(text=format_typed_value(k, value)) for k, value in entry.values.items()}
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
