"""The lists of trials and patients, one page at a time, straight from the summary rows.

Plain SQL through any connection of the standard library's kind: the first page is read and
painted before SQLAlchemy, which takes longer to load than the window, is there.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from trialtracker.db.search_key import to_mrn_key, to_search_key

Execute = Callable[[str, tuple[Any, ...]], Iterable[Any]]
"""Runs one SQL statement with its values and gives the rows."""


class TrialListRow(NamedTuple):
    """One trial as the lists need it; columns as in the tables trial and patient."""

    trial_id: str
    patient_id: str
    family_name: str
    given_name: str
    mrn: str
    mode: str
    state: str
    planned_days: int
    started_s: int | None
    ended_s: int | None
    pain_now_nano: int | None
    sparkline: str
    relief_text: str | None
    dose_text: str | None
    worst_effect: str | None
    worst_grade: int | None
    worst_resolved: int
    next_due_s: int
    verdict: str | None
    time_zone: str
    has_draft: int
    urgency: int
    sort_name: str
    trial_no: int
    finding_text: str
    due_what: str
    last_entry_s: int | None


_COLUMNS = (
    "t.trial_id, p.patient_id, p.family_name, p.given_name, p.mrn, t.mode, t.state, "
    "t.planned_days, t.started_s, t.ended_s, t.pain_now_nano, t.sparkline, t.relief_text, "
    "t.dose_text, "
    "t.worst_effect, t.worst_grade, t.worst_resolved, t.next_due_s, t.verdict, t.time_zone, "
    "EXISTS (SELECT 1 FROM draft d WHERE d.trial_no = t.trial_no), t.urgency, t.sort_name, "
    "t.trial_no, t.finding_text, t.due_what, "
    # When the newest entry that counts was observed: read backwards along ix_entry_trial.
    "(SELECT e.observed_s FROM entry e WHERE e.trial_no = t.trial_no AND e.is_void = 0 "
    "AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.supersedes_id = e.entry_id) "
    "ORDER BY e.observed_s DESC LIMIT 1)"
)
_FROM = "FROM trial t JOIN patient p ON p.patient_no = t.patient_no"
_DUE_SQL = (
    f"SELECT {_COLUMNS} {_FROM} "
    "WHERE t.is_open = 1 AND (t.urgency, t.next_due_s, t.trial_no) > (?, ?, ?) "
    "ORDER BY t.urgency, t.next_due_s, t.trial_no LIMIT ?"
)
_NAME_SQL = (
    f"SELECT {_COLUMNS} {_FROM} "
    "WHERE (t.sort_name, t.trial_no) > (?, ?) ORDER BY t.sort_name, t.trial_no LIMIT ?"
)
_COUNT_SQL = (
    "SELECT count(*), coalesce(sum(state = 'running'), 0), coalesce(sum(next_due_s <= ?), 0), "
    "coalesce(sum(urgency = 0), 0) FROM trial WHERE is_open = 1"
)


def read_due_page(
    execute: Execute, after: TrialListRow | None, limit: int
) -> tuple[TrialListRow, ...]:
    """Return open trials, safety findings first, then by the time the next entry is due."""
    key = (-1, 0, 0) if after is None else (after.urgency, after.next_due_s, after.trial_no)
    return tuple(map(TrialListRow._make, execute(_DUE_SQL, (*key, limit))))


def read_name_page(
    execute: Execute, after: TrialListRow | None, limit: int
) -> tuple[TrialListRow, ...]:
    """Return every trial by the patient's name."""
    key = ("", 0) if after is None else (after.sort_name, after.trial_no)
    return tuple(map(TrialListRow._make, execute(_NAME_SQL, (*key, limit))))


def read_chosen_page(
    execute: Execute, where: str, values: Sequence[str], after: TrialListRow | None, limit: int
) -> tuple[TrialListRow, ...]:
    """Return the trials that meet a condition, by the patient's name."""
    key = ("", 0) if after is None else (after.sort_name, after.trial_no)
    sql = (
        f"SELECT {_COLUMNS} {_FROM} WHERE {where} AND (t.sort_name, t.trial_no) > (?, ?) "
        "ORDER BY t.sort_name, t.trial_no LIMIT ?"
    )
    return tuple(map(TrialListRow._make, execute(sql, (*values, *key, limit))))


class DueCounts(NamedTuple):
    """How many trials are open and running, entries due, and safety findings unresolved."""

    open: int
    running: int
    due: int
    alerts: int


def read_counts(execute: Execute, now_s: int) -> DueCounts:
    """Return the figures above the Today list."""
    row = next(iter(execute(_COUNT_SQL, (now_s,))))
    return DueCounts(*row)


class PatientListRow(NamedTuple):
    """One patient found, with the newest trial's key, mode and state."""

    patient_id: str
    family_name: str
    given_name: str
    birth_date: str | None
    mrn: str
    trial_id: str | None
    mode: str | None
    state: str | None


_HIT_COLUMNS = (
    "p.patient_id, p.family_name, p.given_name, p.birth_date, p.mrn, t.trial_id, t.mode, t.state"
)
_NEWEST_TRIAL = (
    "LEFT JOIN trial t ON t.trial_no = "
    "(SELECT max(n.trial_no) FROM trial n WHERE n.patient_no = p.patient_no)"
)
_FAMILY_SQL = (
    f"SELECT {_HIT_COLUMNS} FROM patient p {_NEWEST_TRIAL} "  # noqa: S608
    "WHERE p.family_key >= ? AND p.family_key < ? ORDER BY p.family_key, p.given_key LIMIT ?"
)
_GIVEN_SQL = (
    f"SELECT {_HIT_COLUMNS} FROM patient p {_NEWEST_TRIAL} "  # noqa: S608
    "WHERE p.given_key >= ? AND p.given_key < ? ORDER BY p.given_key LIMIT ?"
)
_MRN_SQL = (
    f"SELECT {_HIT_COLUMNS} FROM patient p {_NEWEST_TRIAL} "  # noqa: S608
    "WHERE p.mrn_key >= ? AND p.mrn_key < ? ORDER BY p.mrn_key LIMIT ?"
)
_WORDS_SQL = (
    f"SELECT {_HIT_COLUMNS} FROM "  # noqa: S608
    "(SELECT rowid AS no FROM patient_search WHERE patient_search MATCH ? LIMIT ?) "
    f"JOIN patient p ON p.patient_no = no {_NEWEST_TRIAL}"
)

_LAST_CHARACTER = "\U0010ffff"
_SHORTEST_PART = 3
_SPARE = 4
"""How many times more hits are taken from the index, because some are then passed over."""


def find_patients(execute: Execute, typed: str, limit: int) -> tuple[PatientListRow, ...]:
    """Return patients whose family name, given name or MRN begins with or holds what was typed.

    Beginnings come first, from ordered indexes; then any three letters and more in any order
    ("land mar"), from the full-text index. At most limit patients.
    """
    key = to_search_key(typed)
    if not key:
        return ()
    found: dict[str, PatientListRow] = {}
    for sql, start in ((_FAMILY_SQL, key), (_MRN_SQL, to_mrn_key(typed)), (_GIVEN_SQL, key)):
        if len(found) >= limit or not start:
            break
        _collect(found, execute(sql, (start, start + _LAST_CHARACTER, limit)))
    parts = key.replace(",", " ").split()
    words = _to_match(parts)
    if len(found) < limit and words:
        rows = execute(_WORDS_SQL, (words, limit * _SPARE))
        _collect(found, (row for row in rows if _has_all(PatientListRow(*row), parts)))
    return tuple(found.values())[:limit]


def _collect(found: dict[str, PatientListRow], rows: Iterable[Any]) -> None:
    for row in rows:
        hit = PatientListRow(*row)
        found.setdefault(hit.patient_id, hit)


def _to_match(parts: Iterable[str]) -> str:
    long_enough = [part for part in parts if len(part) >= _SHORTEST_PART]
    return " AND ".join('"' + part.replace('"', '""') + '"' for part in long_enough)


def _has_all(hit: PatientListRow, parts: Iterable[str]) -> bool:
    # The index knows no part of fewer than three letters; those are looked for here.
    key = to_search_key(f"{hit.family_name} {hit.given_name} {to_mrn_key(hit.mrn)}")
    return all(part in key for part in parts)
