"""One entry in full, as sentences for people."""

from trialtracker.clinical.entry_rows import (
    NOTHING,
    EntryRow,
    format_history,
    format_observation,
    format_others,
    format_recorded,
    format_side_effects,
    format_when,
)
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.scores import format_scores
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.trial import Entry, Trial, current_entries


def format_title(trial: Trial) -> str:
    """Return how many entries count, and how many replaced or void ones are kept."""
    counted = len(current_entries(trial.entries))
    markers = sum(1 for entry in trial.entries if entry.is_void and entry.supersedes_id)
    kept = len(trial.entries) - counted - markers
    many = "1 entry" if counted == 1 else f"{counted} entries"
    return f"{many}, newest on top" + (f" · {kept} amended or void" if kept else "")


def format_detail(row: EntryRow, trial: Trial, settings: ClinicSettings) -> str:
    """Return everything an entry says, with what was changed by whom, when and why."""
    entry, zone = row.entry, trial.details.time_zone
    readings = [(m.label, format_observation(entry, m.key)) for m in PAIN_MEASURES]
    pains = " · ".join(f"{label} {text}" for label, text in readings if text != NOTHING)
    recorded = f"{entry.source.label} · {entry.author} · recorded {format_recorded(row, zone)}"
    lines = [f"{format_when(entry, trial)} · {row.standing.label} · {recorded}"]
    lines.append(pains or "No pain score recorded")
    if (others := format_others(entry, trial, in_words=True)) != NOTHING:
        lines.append(others)
    lines.extend(format_scores(entry.values, settings))
    if (effects := format_side_effects(entry)) != NOTHING:
        lines.append(f"Side effects: {effects}")
    if entry.note.strip():
        lines.append(f"Note: {entry.note}")
    lines.extend(_format_readings_again(entry, trial))
    if history := format_history(row, zone):
        lines.append(history)
    return "\n".join(lines)


def _format_readings_again(entry: Entry, trial: Trial) -> list[str]:
    zone = trial.details.time_zone
    return [
        f"Verified by {reading.author}, {format_moment(reading.recorded_at, zone)}"
        if not reading.mismatches
        else f"Read again by {reading.author}, {format_moment(reading.recorded_at, zone)}. "
        f"Differences: {'; '.join(reading.mismatches.splitlines())}"
        for reading in trial.verifications
        if reading.entry_id == entry.entry_id
    ]
