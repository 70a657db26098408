"""The least each piece of work can take: the same rows and the same durability, nothing else."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PRAGMAS = ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")

ENTRY_SQL = (
    "INSERT INTO entry (entry_id, trial_no, supersedes_id, observed_s, recorded_s, source, grading,"
    " actor, note, reason, is_void) VALUES (?, ?, NULL, ?, ?, 'nurse', 'CTCAE v5.0', ?, '', '', 0)"
)
OBSERVATION_SQL = (
    "INSERT INTO observation (trial_no, entry_no, measure, value_nano) VALUES (?, ?, ?, ?)"
)
SUMMARY = (
    "urgency",
    "next_due_s",
    "pain_now_nano",
    "dose_text",
    "relief_percent",
    "relief_text",
    "verdict",
    "worst_effect",
    "worst_grade",
    "worst_resolved",
    "sparkline",
    "assessed_s",
)
SUMMARY_SQL = f"UPDATE trial SET {', '.join(f'{name} = ?' for name in SUMMARY)} WHERE trial_no = ?"
SUMMARY_OF_SQL = f"SELECT trial_no, {', '.join(SUMMARY)} FROM trial WHERE trial_id = ?"
LOAD_SQLS = (
    "SELECT r.*, p.* FROM trial t JOIN trial_revision r ON r.revision_id = t.revision_id "
    "JOIN patient q ON q.patient_no = t.patient_no "
    "JOIN patient_revision p ON p.revision_id = q.revision_id WHERE t.trial_no = ?",
    "SELECT entry_no, entry_id, supersedes_id, observed_s, recorded_s, source, actor, note, "
    "reason, is_void FROM entry WHERE trial_no = ? ORDER BY observed_s, entry_no",
    "SELECT entry_no, measure, value_nano, not_assessed FROM observation WHERE trial_no = ?",
    "SELECT * FROM dose_event WHERE trial_no = ? ORDER BY at_s",
    "SELECT * FROM intake WHERE trial_no = ? ORDER BY at_s",
    "SELECT * FROM fact WHERE trial_no = ? ORDER BY fact_no",
    "SELECT * FROM effect_detail WHERE trial_no = ? ORDER BY onset_s",
    "SELECT * FROM acknowledgement WHERE trial_no = ? ORDER BY recorded_s",
    "SELECT * FROM blinded_dose WHERE trial_no = ? ORDER BY at_s",
    "SELECT * FROM blind_break WHERE trial_no = ? ORDER BY recorded_s",
    "SELECT * FROM verification WHERE trial_no = ? ORDER BY recorded_s",
)
PAGE_SQL = (
    "SELECT t.trial_id, p.family_name, p.given_name, p.mrn, t.mode, t.state, t.pain_now_nano, "
    "t.relief_text, t.verdict, t.next_due_s, t.sparkline, t.sort_name, t.trial_no "
    "FROM trial t JOIN patient p ON p.patient_no = t.patient_no "
    "WHERE (t.sort_name, t.trial_no) > (?, ?) ORDER BY t.sort_name, t.trial_no LIMIT 50"
)
READING_TABLE = (
    "CREATE TABLE reading (trial_no INTEGER, at_s INTEGER, measure TEXT, value INTEGER, "
    "PRIMARY KEY (trial_no, at_s, measure)) WITHOUT ROWID"
)


def connect(path: Path) -> sqlite3.Connection:
    """Open a store file as durably as the program does."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


class RawSave:
    """Inserts an entry, its observations and the trial's summary in one durable transaction."""

    def __init__(self, path: Path, trial_id: str) -> None:
        self._connection = connect(path)
        found = self._connection.execute(SUMMARY_OF_SQL, (trial_id,)).fetchone()
        self._trial_no, *self._summary = found

    def save(self, entry_id: str, at_s: int, values: Mapping[str, int]) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        row = (entry_id, self._trial_no, at_s, at_s, "benchmark")
        entry_no = run(ENTRY_SQL, row).lastrowid
        rows = [(self._trial_no, entry_no, name, value) for name, value in values.items()]
        self._connection.executemany(OBSERVATION_SQL, rows)
        run("DELETE FROM draft WHERE trial_no = ?", (self._trial_no,))
        run(SUMMARY_SQL, (*self._summary, self._trial_no))
        run("COMMIT")

    def close(self) -> None:
        self._connection.close()


class RawReads:
    """Reads a trial and pages of trials as bare rows."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)

    def get_trial_no(self, trial_id: str) -> int:
        query = "SELECT trial_no FROM trial WHERE trial_id = ?"
        return int(self._connection.execute(query, (trial_id,)).fetchone()[0])

    def load(self, trial_no: int) -> list[list[Any]]:
        run = self._connection.execute
        return [run(sql, (trial_no,)).fetchall() for sql in LOAD_SQLS]

    def page(self, after: tuple[str, int]) -> list[Any]:
        return self._connection.execute(PAGE_SQL, after).fetchall()

    def close(self) -> None:
        self._connection.close()
