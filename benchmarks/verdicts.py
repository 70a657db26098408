"""The verdicts of 10,000 trials, against two range scans of the readings of each."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from benchmarks.clinic_store import ACTOR, FULL, OPEN_TRIALS, SINGLE, FilledStore, fill, get_now
from benchmarks.floors import READING_TABLE, connect
from benchmarks.measure import Comparison, alternate
from trialtracker.clinical.explanation import explain
from trialtracker.db.store import open_store
from trialtracker.exchange.assess_brief import format_brief
from trialtracker.services.clinic import Clinic

TRIALS = 10_000
BASELINE_READINGS, TRIAL_READINGS = 28, 28
"""A week before and a week of trial, four readings a day, as in the figures of the goals."""

HOURS_APART = 6
RELIEF_SQL = (
    "SELECT t.trial_no, "
    "(SELECT avg(value) FROM reading r WHERE r.trial_no = t.trial_no AND r.at_s < 0), "
    "(SELECT avg(value) FROM reading r WHERE r.trial_no = t.trial_no AND r.at_s >= ?) "
    "FROM trial_number t"
)
NUMBERS_SQL = "CREATE TABLE trial_number (trial_no INTEGER PRIMARY KEY)"


def measure_verdicts(folder: Path) -> list[Comparison]:
    """Return what a line for each of 10,000 trials costs, and what a whole assessment does."""
    filled = fill(folder / "verdicts.sqlite", get_now(), TRIALS - OPEN_TRIALS)
    _spread_starts(filled.path)
    floor = folder / "scans.sqlite"
    _fill_readings(floor)
    store = open_store(str(filled.path), read_only=True)
    try:
        clinic = Clinic(store, get_now, ACTOR)
        return [_measure_brief(clinic, floor), *_measure_full(clinic, floor, filled)]
    finally:
        store.close()


def _spread_starts(path: Path) -> None:
    """Give each past trial a start of its own, as in a clinic, so that no date is met twice."""
    with closing(connect(path)) as connection:
        connection.execute(
            "UPDATE trial SET started_s = started_s - trial_no * 3607 WHERE is_open = 0"
        )


def _fill_readings(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        connection.execute(READING_TABLE)
        connection.execute(NUMBERS_SQL)
        connection.executemany("INSERT INTO reading VALUES (?, ?, ?, ?)", _list_readings())
        connection.execute("INSERT INTO trial_number SELECT DISTINCT trial_no FROM reading")
        connection.execute("COMMIT")


def _list_readings() -> Iterator[tuple[int, int, str, int]]:
    step_s = int(timedelta(hours=HOURS_APART).total_seconds())
    for trial_no in range(1, TRIALS + 1):
        for step in range(-BASELINE_READINGS, TRIAL_READINGS):
            yield trial_no, step * step_s, "pain_average", (trial_no + step) % 11


def _scan(connection: sqlite3.Connection) -> list[tuple[int, float, float]]:
    """Return the relief of every trial: its baseline and its last three days."""
    since_s = int(timedelta(days=4).total_seconds())
    return connection.execute(RELIEF_SQL, (since_s,)).fetchall()


def _measure_brief(clinic: Clinic, floor: Path) -> Comparison:
    with closing(connect(floor)) as raw:
        times = alternate(
            lambda: _scan(raw), lambda: format_brief(clinic.list_verdicts()), rounds=20
        )
    what = f"assess --brief: a line for each of {TRIALS:,} trials, {OPEN_TRIALS} of them open"
    return Comparison(what, "two range scans of each trial", "ms", *times, 1.1)


def _measure_full(clinic: Clinic, floor: Path, filled: FilledStore) -> list[Comparison]:
    """Compare the whole assessment of one trial with its share of the scans."""
    short = [
        trial_id
        for number, trial_id in enumerate(filled.trial_ids)
        if number not in {*FULL, SINGLE}
    ]
    return [
        _measure_one(clinic, floor, (filled.trial_ids[FULL[0]],), "84 entries of 8 values"),
        _measure_one(clinic, floor, tuple(short), "6 entries of 8 values"),
    ]


def _measure_one(
    clinic: Clinic, floor: Path, trial_ids: tuple[str, ...], entries: str
) -> Comparison:
    turns = cycle(trial_ids)

    def assess() -> str:
        snapshot = clinic.get_snapshot(next(turns))
        return explain(snapshot.trial, snapshot.assessment).text

    with closing(connect(floor)) as raw:
        one = (
            "SELECT avg(value) FROM reading WHERE trial_no = 7 AND at_s < 0 "
            "UNION ALL SELECT avg(value) FROM reading WHERE trial_no = 7 AND at_s >= 345600"
        )
        times = alternate(lambda: raw.execute(one).fetchall(), assess, rounds=150)
    what = f"assess with every reason, one trial of {entries}"
    return Comparison(what, "two range scans of one trial", "ms", *times, None)
