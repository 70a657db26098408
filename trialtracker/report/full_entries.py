"""Every entry ever stored of a trial as a table, newest first, and what was changed of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from trialtracker.clinical.entry_rows import (
    NOTHING,
    EntryRow,
    format_day,
    format_reason,
    format_side_effects,
    format_standing,
    format_when,
    get_rows,
    list_differences,
)
from trialtracker.clinical.measures import MEASURE_BY_KEY, PAIN_MEASURES
from trialtracker.clinical.opioid_words import format_intake, format_span
from trialtracker.clinical.record import EffectDetail, Intake, Verification, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.scores import format_scores
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_KEY, SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.clinical.value_words import OTHER_MEASURES, format_readings
from trialtracker.report.full_table import FullRow, FullTable, make_rows

_DOT = " \N{MIDDLE DOT} "


def get_entries_table(trial: Trial, settings: ClinicSettings) -> FullTable:
    """Return every entry that was ever stored, each followed by what it took the place of."""
    rows = get_rows(trial.entries, with_history=True)
    taken, read_again = _get_taken(trial), _get_read_again(trial)
    counting = len(current_entries(trial.entries))
    return FullTable(
        title="Entries",
        columns=("Observed", "Pain, 0 to 10", "Other readings", "Side effects", "Recorded"),
        shares=(19, 20, 24, 20, 17),
        rows=tuple(
            FullRow(
                _to_cells(row, trial, taken.get(row.entry.entry_id, [])),
                _format_below(row.entry, trial, settings, read_again),
            )
            for row in rows
        ),
        nothing="No entry is stored.",
        said=f"{counting} count; {len(rows)} stand below, the newest first. Late: recorded more "
        "than 60 minutes after it was observed. What was not asked does not appear: that is not "
        "known, never zero.",
    )


def _to_cells(row: EntryRow, trial: Trial, taken: Sequence[str]) -> tuple[str, ...]:
    entry, zone = row.entry, trial.details.time_zone
    pain = format_readings(entry.values, entry.not_assessed, PAIN_MEASURES)
    others = format_readings(entry.values, entry.not_assessed, OTHER_MEASURES)
    day = format_day(entry, trial)
    recorded = (
        format_moment(entry.recorded_at, zone),
        f"{entry.author}, {entry.source.label.lower()}",
        format_standing(row),
    )
    return (
        "\n".join((format_when(entry, trial), "" if day == NOTHING else f"day {day}")).strip(),
        pain or NOTHING,
        _DOT.join(part for part in (others, *taken) if part) or NOTHING,
        _format_effects(entry),
        "\n".join(recorded),
    )


def _format_effects(entry: Entry) -> str:
    """Return what was present, worst first, and by name what was asked for and absent."""
    absent = [
        SIDE_EFFECT_BY_MEASURE[key].label.lower()
        for key, grade in entry.values.items()
        if not grade and key in SIDE_EFFECT_BY_MEASURE and key not in MEASURE_BY_KEY
    ]
    is_any = len(absent) < sum(key not in MEASURE_BY_KEY for key in entry.values)
    shown = format_side_effects(entry)
    return f"{shown}{'; none' if is_any else ''}: {', '.join(absent)}" if absent else shown


def _format_below(
    entry: Entry,
    trial: Trial,
    settings: ClinicSettings,
    read_again: Mapping[str, Sequence[Verification]],
) -> str:
    zone = trial.details.time_zone
    lines = [*format_scores(entry.values, settings)]
    if entry.note.strip():
        lines.append(f"Note: {entry.note.strip()}")
    for reading in read_again.get(entry.entry_id, ()):
        when = f"{reading.author}, {format_moment(reading.recorded_at, zone)}"
        differing = "; ".join(reading.mismatches.splitlines())
        lines.append(
            f"Read again by {when}. Differences: {differing}"
            if differing
            else f"Verified by {when}"
        )
    return "\n".join(lines)


def _get_taken(trial: Trial) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for intake in current_intakes(trial.intakes):
        none = intake.kind is IntakeKind.NONE
        words = "none taken" if none else format_intake(intake)
        found[intake.entry_id].append(f"oral opioid: {words}")
    return found


def _get_read_again(trial: Trial) -> Mapping[str, list[Verification]]:
    found: defaultdict[str, list[Verification]] = defaultdict(list)
    for reading in trial.verifications:
        found[reading.entry_id].append(reading)
    return found


def get_changes_table(trial: Trial) -> FullTable:
    """Return what was amended, made void or moved: when, by whom, why, before and after."""
    changes = [
        *_list_entry_changes(trial),
        *_list_intake_changes(trial),
        *_list_effect_changes(trial),
    ]
    changes.sort(key=lambda change: change[0], reverse=True)
    return FullTable(
        title="Amendments and voids",
        columns=("When, by whom", "What, and why", "Before \N{RIGHTWARDS ARROW} after"),
        shares=(20, 30, 50),
        rows=make_rows([cells for _, cells in changes]),
        nothing="Nothing was amended and nothing made void.",
    )


_Change = tuple[str, tuple[str, ...]]
"""When it was made, to sort by, and its cells."""


def _list_entry_changes(trial: Trial) -> list[_Change]:
    zone = trial.details.time_zone
    changes = []
    for row in get_rows(trial.entries, with_history=True):
        entry, what = row.entry, f"entry of {format_when(row.entry, trial)}"
        if entry.moved_from:
            changes.append(_to_change(entry, f"Moved here: {what}", [], zone))
        if row.former is not None:
            differing = list_differences(row.former, entry, zone)
            changes.append(_to_change(entry, f"Amended: {what}", differing, zone))
        if row.successor is not None and row.successor.is_void:
            changes.append(_to_change(row.successor, f"Made void: {what}", [], zone))
    return changes


def _list_intake_changes(trial: Trial) -> list[_Change]:
    zone, by_id = trial.details.time_zone, {each.intake_id: each for each in trial.intakes}
    changes = []
    for new in trial.intakes:
        former = by_id.get(new.supersedes_id or "")
        if former is not None:
            verb = "Made void" if new.is_void else "Amended"
            what = f"{verb}: opioid intake of {format_moment(former.at, zone)}"
            before, after = _format_intake(former, zone), _format_intake(new, zone)
            differing = [] if new.is_void else [f"{before} \N{RIGHTWARDS ARROW} {after}"]
            changes.append(_to_change(new, what, differing, zone))
    return changes


def _format_intake(intake: Intake, zone: str) -> str:
    return f"{format_intake(intake)}, {format_span(intake, zone)}"


def _list_effect_changes(trial: Trial) -> list[_Change]:
    zone, by_id = trial.details.time_zone, {each.detail_id: each for each in trial.effect_details}
    changes = []
    for new in trial.effect_details:
        former = by_id.get(new.supersedes_id or "")
        if former is not None:
            verb = "Made void" if new.is_void else "Amended"
            effect = SIDE_EFFECT_BY_KEY.get(new.effect)
            what = f"{verb}: description of {new.effect if effect is None else effect.label}"
            before, after = _format_effect(former, zone), _format_effect(new, zone)
            differing = [] if new.is_void else [f"{before} \N{RIGHTWARDS ARROW} {after}"]
            changes.append(_to_change(new, what, differing, zone))
    return changes


def _format_effect(detail: EffectDetail, zone: str) -> str:
    ended = format_moment(detail.ended_at, zone) if detail.ended_at else "open"
    began = format_moment(detail.onset_at, zone)
    words = (detail.relation.label, detail.action.label, detail.treatment)
    return f"{began} to {ended}, {', '.join(filter(None, words))}"


def _to_change(
    new: Entry | Intake | EffectDetail, what: str, differing: Sequence[str], zone: str
) -> _Change:
    when = format_moment(new.recorded_at, zone)
    reason = format_reason(new.reason) or "no reason recorded"
    at = "" if new.recorded_at is None else new.recorded_at.isoformat()
    after = "\n".join(differing) or NOTHING
    return at, (f"{when}\n{new.author}", f"{what}.\nReason: {reason}.", after)
