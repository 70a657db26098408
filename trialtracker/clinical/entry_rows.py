"""Every stored entry as one row of the table: how it stands, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from trialtracker.clinical.choices import AmendReason, Choice, Source
from trialtracker.clinical.measures import MEASURE_BY_KEY, MEASURES
from trialtracker.clinical.opioid_words import format_intake
from trialtracker.clinical.paper import MoveReason
from trialtracker.clinical.record import current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE, format_grade
from trialtracker.clinical.time import (
    format_moment,
    format_time,
    format_weekday_date,
    local_date,
    trial_day,
)
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.clinical.value_words import (
    OTHER_MEASURES,
    format_number,
    format_readings,
    format_shown_value,
)

NOTHING = "\N{EN DASH}"
"""Stands where a measure was not asked: not known, never zero."""


class Standing(Choice):
    """Whether a stored entry counts, and if not, why."""

    CURRENT = "current", "Current"
    AMENDED = "amended", "Amended"
    REPLACED = "replaced", "Replaced"
    VOID = "void", "Void"

    @property
    def counts(self) -> bool:
        """Tell whether the entry is part of the trial as it stands."""
        return self in {Standing.CURRENT, Standing.AMENDED}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A stored entry with the first of its chain, the one before it and the one after it."""

    entry: Entry
    original: Entry
    standing: Standing
    former: Entry | None
    successor: Entry | None


def get_rows(entries: Iterable[Entry], *, with_history: bool) -> tuple[EntryRow, ...]:
    """Return the rows newest on top; with history each is followed by what it replaced.

    A row that makes an entry void holds no observations: the entry itself is shown as void.
    """
    listed = tuple(entries)
    by_id = {entry.entry_id: entry for entry in listed}
    successors = {e.supersedes_id: e for e in listed if e.supersedes_id}
    heads = [e for e in listed if e.entry_id not in successors]
    heads.sort(key=lambda e: (e.observed_at, e.recorded_at, e.entry_id), reverse=True)
    chained = (entry for head in heads for entry in _chain(head, by_id))
    shown = (e for e in chained if not (e.is_void and e.supersedes_id in by_id))
    rows = (_make_row(entry, by_id, successors) for entry in shown)
    return tuple(row for row in rows if with_history or row.standing.counts)


def format_observation(entry: Entry, measure: str) -> str:
    """Return the value, the reason it was not assessed, or a dash where it was not asked."""
    if (value := entry.values.get(measure)) is not None:
        return format_shown_value(measure, value)
    reason = entry.not_assessed.get(measure)
    return NOTHING if reason is None else reason.label


def format_others(entry: Entry, trial: Trial, *, in_words: bool = False) -> str:
    """Return everything but pain and side effects: 'RR 14 · SpO2 96 · oxycodone 5 mg'."""
    readings = format_readings(entry.values, entry.not_assessed, OTHER_MEASURES, in_words=in_words)
    parts = [readings, *format_intakes(entry, trial)]
    return " · ".join(part for part in parts if part) or NOTHING


def format_intakes(entry: Entry, trial: Trial) -> list[str]:
    """Return the opioids that were recorded with an entry and count."""
    taken = (i for i in current_intakes(trial.intakes) if i.entry_id == entry.entry_id)
    return [
        "oral opioid: none taken"
        if intake.kind is IntakeKind.NONE
        else f"oral opioid: {format_intake(intake)}"
        for intake in taken
    ]


def format_side_effects(entry: Entry) -> str:
    """Return the graded side effects, worst first; 'None' if every one asked was absent."""
    grades = {k: v for k, v in entry.values.items() if k not in MEASURE_BY_KEY}
    present = sorted(((v, k) for k, v in grades.items() if v), key=lambda p: (-p[0], p[1]))
    shown = [_format_side_effect(key, grade) for grade, key in present]
    unasked = {k: r for k, r in entry.not_assessed.items() if k not in MEASURE_BY_KEY}
    shown += [
        f"{_side_effect_label(key)}: {reason.label.lower()}" for key, reason in unasked.items()
    ]
    if shown:
        return ", ".join(shown)
    return f"None of {len(grades)} asked" if grades else NOTHING


def format_when(entry: Entry, trial: Trial) -> str:
    """Return Fri 20-Nov-2026 14:05."""
    zone = trial.details.time_zone
    day = local_date(entry.observed_at, zone)
    return f"{format_weekday_date(day)} {format_time(entry.observed_at, zone)}"


def format_day(entry: Entry, trial: Trial) -> str:
    """Return the trial day, a dash before there is a day 1."""
    if trial.first_day is None:
        return NOTHING
    return str(trial_day(local_date(entry.observed_at, trial.details.time_zone), trial.first_day))


def format_recorded(row: EntryRow, time_zone: str) -> str:
    """Return when it was recorded, with the words late and paper where they are true."""
    return f"{format_moment(row.entry.recorded_at, time_zone)}{_format_late(row)}"


def format_standing(row: EntryRow) -> str:
    """Return how the entry stands, with its coded reason, and whether it was recorded late."""
    return f"{_format_standing(row)}{_format_late(row)}"


def _format_late(row: EntryRow) -> str:
    if not row.original.is_late:
        return ""
    return " · late, paper" if row.original.source is Source.PAPER else " · late"


def _format_standing(row: EntryRow) -> str:
    told = row.successor or row.entry if row.standing is Standing.VOID else row.entry
    reason = "" if row.standing is Standing.REPLACED else told.reason
    return f"{row.standing.label}: {format_reason(reason)}" if reason else row.standing.label


def format_reason(reason: str) -> str:
    """Return the words of a coded reason; words that somebody wrote stay as they are."""
    choices = (*AmendReason, *MoveReason)
    labels: Mapping[str, str] = {choice.value: choice.label for choice in choices}
    code, colon, where = reason.partition(": ")  # where it went, of an entry that was moved
    return f"{labels.get(code, code)}{colon}{where}"


def format_history(row: EntryRow, time_zone: str) -> str:
    """Return who changed the entry, when, why, and every value before and after."""
    entry, former, successor = row.entry, row.former, row.successor
    lines = []
    if entry.moved_from:
        lines.append(_format_change("Moved here", entry, entry, time_zone))
    if former is not None:
        lines.append(_format_change("Amended", former, entry, time_zone))
    if successor is not None:
        verb = "Made void" if successor.is_void else "Replaced"
        lines.append(_format_change(verb, entry, successor, time_zone))
    return "\n".join(lines)


def _format_change(verb: str, old: Entry, new: Entry, time_zone: str) -> str:
    when = format_moment(new.recorded_at, time_zone)
    reason = format_reason(new.reason) or "no reason recorded"
    changes = [] if new.is_void else list_differences(old, new, time_zone)
    listed = f" Changed: {'; '.join(changes)}." if changes else ""
    return f"{verb} {when} by {new.author}. Reason: {reason}.{listed}"


def list_differences(old: Entry, new: Entry, time_zone: str) -> list[str]:
    """Return every value that is not the same, before and after: 'Rest, now 3 → 4'."""
    pairs = [
        (m.label, format_observation(old, m.key), format_observation(new, m.key)) for m in MEASURES
    ]
    pairs.append(("Side effects", format_side_effects(old), format_side_effects(new)))
    before, after = (format_moment(e.observed_at, time_zone) for e in (old, new))
    pairs.append(("Time", before, after))
    pairs.append(("Note", old.note or NOTHING, new.note or NOTHING))
    return [f"{label} {before} → {after}" for label, before, after in pairs if before != after]


def _chain(head: Entry, by_id: Mapping[str, Entry]) -> list[Entry]:
    chain = [head]
    while (former := by_id.get(chain[-1].supersedes_id or "")) is not None:
        chain.append(former)
    return chain


def _make_row(
    entry: Entry, by_id: Mapping[str, Entry], successors: Mapping[str, Entry]
) -> EntryRow:
    former = by_id.get(entry.supersedes_id or "")
    successor = successors.get(entry.entry_id)
    if entry.is_void or (successor is not None and successor.is_void):
        standing = Standing.VOID
    elif successor is not None:
        standing = Standing.REPLACED
    else:
        standing = Standing.AMENDED if entry.supersedes_id else Standing.CURRENT
    return EntryRow(entry, _chain(entry, by_id)[-1], standing, former, successor)


def _side_effect_label(key: str) -> str:
    effect = SIDE_EFFECT_BY_MEASURE.get(key)
    return effect.label if effect else key.removeprefix("side_effect:")


def _format_side_effect(key: str, grade: Decimal) -> str:
    effect = SIDE_EFFECT_BY_MEASURE.get(key)
    if effect and grade == int(grade):
        return format_grade(effect, int(grade))
    return f"{_side_effect_label(key)} {format_number(grade)}"
