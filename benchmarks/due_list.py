"""From the wish to see what is due to the Today list repainted, over 10,000 running trials."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from benchmarks.clinic_store import (
    ACTOR,
    key,
    to_patient,
    to_patient_revision,
    to_person,
    to_trial,
    to_trial_revision,
)
from benchmarks.measure import Comparison, alternate
from benchmarks.paint_watch import PaintWatch
from trialtracker.app import make_window
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.side_effects import GRADING
from trialtracker.db import tables as t
from trialtracker.db.store import Transaction, open_store
from trialtracker.ui.main_window import MainWindow
from trialtracker.ui.trial_rows import PAGE_SIZE

RUNNING_TRIALS = 10_000
ENTRIES = 20
ROUNDS = 60
_RAW = (
    "SELECT t.trial_id, p.family_name, p.given_name, p.mrn, t.next_due_s, t.due_what, "
    "t.finding_text FROM trial t JOIN patient p ON p.patient_no = t.patient_no "
    "WHERE t.is_open = 1 ORDER BY t.urgency, t.next_due_s, t.trial_no LIMIT ?"
)


def measure_due_list(app: QApplication, folder: Path, now: datetime) -> list[Comparison]:
    """Return the comparison; the floor reads the same rows as plain SQL and paints them again."""
    path = folder / "running.sqlite"
    _fill(path, now)
    window = make_window(path, is_demo=False)
    loop = QEventLoop()
    window.ready.connect(loop.quit)
    window.show()
    window.start()
    loop.exec()
    try:
        with closing(sqlite3.connect(path)) as connection:
            return [_measure(window, connection)]
    finally:
        window.close()
        window.deleteLater()
        app.processEvents()


def _measure(window: MainWindow, connection: sqlite3.Connection) -> Comparison:
    view = window.today.table.viewport()

    def show() -> None:
        loop = QEventLoop()
        rows = window.today.table.rows
        before = rows.rows
        PaintWatch(view, loop.quit, lambda: rows.rows is not before)
        window.refresh()
        loop.exec()

    def read_and_repaint() -> None:
        connection.execute(_RAW, (PAGE_SIZE,)).fetchall()
        view.repaint()

    show()
    floor, program = alternate(read_and_repaint, show, ROUNDS)
    return Comparison(
        "what is due, read and repainted, 10,000 running trials (a frame: 16.7 ms)",
        "raw SQL, repaint of the visible rows",
        "ms",
        floor,
        program,
        2.0,
    )


def _fill(path: Path, now: datetime) -> None:
    store = open_store(str(path))
    try:
        with store.write(ACTOR, now) as tx:
            people = [to_person(number) for number in range(1, RUNNING_TRIALS + 1)]
            tx.insert_all(t.patient_revision, [to_patient_revision(tx, p) for p in people])
            tx.insert_all(t.patient, [to_patient(p) for p in people])
            tx.insert_all(t.trial_revision, [to_trial_revision(tx, p) for p in people])
            trials = [_to_running(tx, p) for p in people]
            tx.insert_all(t.trial, trials)
            for trial in trials:
                tx.insert_all(t.entry, _to_entries(tx, trial, now))
    finally:
        store.close()


def _to_running(tx: Transaction, person: dict[str, Any]) -> dict[str, Any]:
    number = person["no"]
    return to_trial(tx, person) | {
        "trial_no": number,
        "state": TrialState.RUNNING.value,
        "started_s": tx.at_s - 3 * 86_400,
        "ended_s": None,
        "is_open": True,
        "urgency": 0 if number % 100 == 0 else 1,
        "next_due_s": tx.at_s + (number * 7919 % 20_000) - 5_000,
        "finding_text": "Alert: RR 7 /min" if number % 100 == 0 else "",
        "due_what": "hourly observation: RR, SpO2, sedation",
    }


def _to_entries(tx: Transaction, trial: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    number = trial["trial_no"]
    return [
        {
            "entry_id": key(50_000_000 + number * ENTRIES + step),
            "trial_no": number,
            "supersedes_id": None,
            "observed_s": int((now - timedelta(hours=step)).timestamp()),
            "recorded_s": tx.at_s,
            "source": "nurse",
            "grading": GRADING,
            "actor": tx.actor,
            "note": "",
            "reason": "",
            "is_void": False,
        }
        for step in range(ENTRIES)
    ]
