"""Saving an entry, loading a trial, a page among 100,000 trials, and bytes on disk."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import cast

from benchmarks.clinic_store import ACTOR, FULL, SINGLE, FilledStore, get_now, make_answers
from benchmarks.floors import READING_TABLE, RawReads, RawSave, connect
from benchmarks.measure import Comparison, Sample, alternate, constant
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.measures import MEASURES
from trialtracker.clinical.outcome import get_outcome
from trialtracker.clinical.summary import get_summary
from trialtracker.db import drafts, entries, outcomes, summaries
from trialtracker.db.lists import TrialListRow
from trialtracker.db.nano import to_nano
from trialtracker.db.store import Store, open_store
from trialtracker.db.trials import get_trial_no
from trialtracker.db.whole_trial import load_trial
from trialtracker.services.clinic import Clinic
from trialtracker.services.rows import TrialRow

PAGE = 50
SELECT = "raw SELECT of the same rows"
FULL_FORM = {measure.key: measure.low for measure in MEASURES[:20]}
"""Twenty observations, as in a form that is filled in whole."""

Times = tuple[Sample, Sample]
LOADED = ((SINGLE, "84 readings", 1.5), (FULL[1], "84 entries of 8 values", None))


def measure_storing(filled: FilledStore, folder: Path) -> list[Comparison]:
    """Return every comparison that needs a store and no window."""
    copy = folder / "floor.sqlite"
    shutil.copy(filled.path, copy)
    store = open_store(str(filled.path))
    try:
        clinic = Clinic(store, get_now, ACTOR)
        return [
            *measure_save(store, clinic, copy, filled.trial_ids[FULL[0]]),
            *(
                measure_load(store, copy, filled.trial_ids[number], what, goal)
                for number, what, goal in LOADED
            ),
            measure_snapshot(clinic, copy, filled.trial_ids[FULL[1]]),
            measure_page(clinic, copy),
            *measure_bytes(filled.path, folder),
        ]
    finally:
        store.close()


def measure_save(store: Store, clinic: Clinic, copy: Path, trial_id: str) -> list[Comparison]:
    """Compare the whole service method, and what of it writes, with the same rows written bare."""
    numbers = count(90_000_000)
    start = get_now() - timedelta(minutes=4)

    def make_short() -> Answers:
        return make_answers(next(numbers), start)

    def make_full() -> Answers:
        return replace(make_short(), values=FULL_FORM)

    with closing(RawSave(copy, trial_id)) as raw:

        def compare(make: Callable[[], Answers], program: Callable[[Answers], object]) -> Times:
            def insert() -> None:
                answers = make()
                values = {name: to_nano(value) for name, value in answers.values.items()}
                raw.save(answers.entry_id, int(start.timestamp()), values)

            return alternate(insert, lambda: program(make()), 60)

        write = _make_writer(store, clinic, trial_id)
        recorded = compare(make_short, lambda answers: clinic.record(trial_id, answers))
        written = compare(make_short, write)
        written_full = compare(make_full, write)
    floor_is = "raw SQLite, WAL + FULL, the same rows"
    return [
        Comparison("save one entry of 8 values, durably", floor_is, "ms", *written, 1.5),
        Comparison(f"save one of {len(FULL_FORM)} values", floor_is, "ms", *written_full, 1.5),
        Comparison("8 values, then reload 84 entries and assess", floor_is, "ms", *recorded, None),
    ]


def _make_writer(store: Store, clinic: Clinic, trial_id: str) -> Callable[[Answers], object]:
    snapshot = clinic.get_snapshot(trial_id)
    summary = get_summary(snapshot.trial, snapshot.assessment, snapshot.settings)
    outcome = get_outcome(snapshot.trial, snapshot.assessment, snapshot.review)

    def write(answers: Answers) -> None:
        with store.write(ACTOR, get_now()) as tx:
            number = get_trial_no(tx.connection, trial_id)
            entries.insert_entry(tx, number, answers, entries.Change())
            drafts.discard_draft(tx, number)
            summaries.save_summary(tx, number, summary)
            outcomes.keep_outcome(tx, number, outcome)

    return write


def measure_load(
    store: Store, copy: Path, trial_id: str, what: str, goal: float | None
) -> Comparison:
    def load() -> None:
        with store.read() as connection:
            load_trial(connection, trial_id)

    with closing(RawReads(copy)) as raw:
        number = raw.get_trial_no(trial_id)
        floor, program = alternate(lambda: raw.load(number), load, 200)
    return Comparison(f"load one trial, {what}", SELECT, "ms", floor, program, goal)


def measure_snapshot(clinic: Clinic, copy: Path, trial_id: str) -> Comparison:
    what = "load one trial, 84 entries of 8 values, and assess it"
    with closing(RawReads(copy)) as raw:
        number = raw.get_trial_no(trial_id)
        times = alternate(lambda: raw.load(number), lambda: clinic.get_snapshot(trial_id), 100)
    return Comparison(what, SELECT, "ms", *times, None)


def measure_page(clinic: Clinic, copy: Path) -> Comparison:
    cursors = _list_cursors(clinic)
    turns, raw_turns = count(), count()

    def fetch() -> None:
        clinic.list_by_name(cursors[next(turns) % len(cursors)], PAGE)

    with closing(RawReads(copy)) as raw:

        def select() -> None:
            row = cursors[next(raw_turns) % len(cursors)]
            cursor = cast(TrialListRow, row.cursor)
            raw.page((cursor.sort_name, cursor.trial_no))

        floor, program = alternate(select, fetch, 200)
    return Comparison(
        "page of 50 trials with latest score, among 100,000", "raw SQL", "ms", floor, program, 2.0
    )


def _list_cursors(clinic: Clinic) -> Sequence[TrialRow]:
    rows = clinic.list_by_name(None, 20_000)
    return rows[::997]


def measure_bytes(path: Path, folder: Path) -> list[Comparison]:
    """Compare the pages that readings take with the tightest table that says as much."""
    with closing(connect(path)) as source:
        readings = source.execute(
            "SELECT o.trial_no, e.observed_s, o.measure, o.value_nano / 1000000000 "
            "FROM observation o JOIN entry e ON e.entry_no = o.entry_no "
            "WHERE o.value_nano IS NOT NULL GROUP BY 1, 2, 3"
        ).fetchall()
        every = source.execute("SELECT count(*) FROM observation").fetchone()[0]
        alone = _bytes_of(source, ("observation",)) / every
        whole = _bytes_of(source, ("observation", "entry")) / every
    with closing(connect(folder / "readings.sqlite")) as tight:
        tight.execute(READING_TABLE)
        tight.executemany("INSERT INTO reading VALUES (?, ?, ?, ?)", readings)
        least = _bytes_of(tight, ("reading",)) / len(readings)
    floor_is = "rows clustered by trial, time and measure"
    return [
        Comparison(
            f"bytes per reading {which}",
            floor_is,
            "bytes",
            constant((least,)),
            constant((used,)),
            goal,
        )
        for which, used, goal in (
            ("on disk", alone, 1.2),
            ("with its entry's author, times, note and keys", whole, None),
        )
    ]


def _bytes_of(connection: sqlite3.Connection, tables: Sequence[str]) -> float:
    marks = ", ".join("?" * len(tables))
    query = (
        "SELECT sum(pgsize) FROM dbstat JOIN sqlite_master USING (name) "
        f"WHERE tbl_name IN ({marks})"
    )
    return float(connection.execute(query, tables).fetchone()[0])
