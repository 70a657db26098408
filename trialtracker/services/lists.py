"""The lists of trials and patients as frozen rows, page by page; loads without SQLAlchemy."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import cast

from trialtracker.clinical.choices import TrialMode, TrialState, Verdict
from trialtracker.clinical.side_effects import NO_SIDE_EFFECT, SIDE_EFFECT_BY_KEY
from trialtracker.clinical.time import local_date, trial_day
from trialtracker.db import lists
from trialtracker.db.lists import Execute, PatientListRow, TrialListRow
from trialtracker.db.moments import NEVER_DUE_S, to_moment
from trialtracker.db.nano import from_nano
from trialtracker.services.rows import DueCounts, PatientHit, TrialRow

_DUE_LOOKED_AT = 500


def get_due_page(
    execute: Execute, now: datetime, after: TrialRow | None, limit: int
) -> tuple[TrialRow, ...]:
    """Return the open trials that follow a row, the most urgent first."""
    return to_trial_rows(lists.read_due_page(execute, get_cursor(after), limit), now)


def get_next_due(execute: Execute, now: datetime, after_trial_id: str) -> str | None:
    """Return the most urgent other trial from which an entry is due now, None for none."""
    rows = get_due_page(execute, now, None, limit=_DUE_LOOKED_AT)
    due = (row for row in rows if row.next_due_at is not None and row.next_due_at <= now)
    return next((row.trial_id for row in due if row.trial_id != after_trial_id), None)


def get_name_page(
    execute: Execute, now: datetime, after: TrialRow | None, limit: int
) -> tuple[TrialRow, ...]:
    """Return the trials, ended ones too, that follow a row, by the patient's name."""
    return to_trial_rows(lists.read_name_page(execute, get_cursor(after), limit), now)


def get_counts(execute: Execute, now: datetime) -> DueCounts:
    """Return the figures above the Today list."""
    return DueCounts(*lists.read_counts(execute, int(now.timestamp())))


def find_patients(execute: Execute, typed: str, limit: int) -> tuple[PatientHit, ...]:
    """Return the patients that match what was typed so far."""
    return tuple(_to_hit(row) for row in lists.find_patients(execute, typed, limit))


def get_cursor(after: TrialRow | None) -> TrialListRow | None:
    """Return what the store knows of the row that a page begins after."""
    return None if after is None else cast(TrialListRow, after.cursor)


def to_trial_rows(rows: Iterable[TrialListRow], now: datetime) -> tuple[TrialRow, ...]:
    """Return rows of the store as the lists show them."""
    now_s = int(now.timestamp())
    return tuple(_to_trial_row(row, now_s) for row in rows)


def _to_trial_row(row: TrialListRow, now_s: int) -> TrialRow:
    due_s, pain = row.next_due_s, row.pain_now_nano
    return TrialRow(
        trial_id=row.trial_id,
        patient_id=row.patient_id,
        family_name=row.family_name,
        given_name=row.given_name,
        mrn=row.mrn,
        mode=_MODES[row.mode],
        state=_STATES[row.state],
        trial_day=_get_trial_day(row, now_s),
        planned_days=row.planned_days,
        pain_now=None if pain is None else from_nano(pain),
        trend=row.sparkline,
        relief=row.relief_text or "Not known",
        dose=row.dose_text or "",
        worst_side_effect=_format_worst(row),
        next_due_at=None if due_s == NEVER_DUE_S else to_moment(due_s),
        verdict=None if row.verdict is None else _VERDICTS[row.verdict],
        time_zone=row.time_zone,
        has_draft=bool(row.has_draft),
        cursor=row,
        finding=row.finding_text,
        due_what=row.due_what,
        last_entry_at=None if row.last_entry_s is None else to_moment(row.last_entry_s),
    )


# Looked up, not called: an Enum call for each of three columns was a fifth of a page.
_MODES = {mode.value: mode for mode in TrialMode}
_STATES = {state.value: state for state in TrialState}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def _get_trial_day(row: TrialListRow, now_s: int) -> int | None:
    if row.started_s is None:
        return None
    until_s = now_s if row.ended_s is None else min(now_s, row.ended_s)
    return trial_day(_get_date(until_s, row.time_zone), _get_date(row.started_s, row.time_zone))


@lru_cache(maxsize=1024)
def _get_date(seconds: int, time_zone: str) -> date:
    return local_date(to_moment(seconds), time_zone)


def _format_worst(row: TrialListRow) -> str:
    if row.worst_grade is None:
        return "Not recorded"
    if row.worst_grade == NO_SIDE_EFFECT or row.worst_effect is None:
        return "None"
    label = SIDE_EFFECT_BY_KEY[row.worst_effect].label
    return f"{label} {row.worst_grade}{' (resolved)' if row.worst_resolved else ''}"


def _to_hit(row: PatientListRow) -> PatientHit:
    born = row.birth_date
    label = "No trial yet"
    if row.mode is not None and row.state is not None:
        label = f"{TrialMode(row.mode).label} · {TrialState(row.state).label}"
    return PatientHit(
        patient_id=row.patient_id,
        trial_id=row.trial_id,
        family_name=row.family_name,
        given_name=row.given_name,
        birth_date=None if born is None else date.fromisoformat(born),
        mrn=row.mrn,
        trial_label=label,
    )
