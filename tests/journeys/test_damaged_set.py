"""A criteria set that cannot be read any more is told at the start, and the lists are there."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import ACTOR, NOW, put_usual_store
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.door import StoreDoor

OWN = replace(
    CLINIC_DEFAULT,
    name="Hill clinic",
    version="1",
    effective_from=NOW.date(),
    author="Dr Testcase",
    reason="Board decision",
)


def put_damaged_store(path: Path, clock: FakeClock) -> None:
    put_usual_store(path, clock)
    door = StoreDoor(path, clock, ACTOR)
    door.open().criteria.add_version(OWN)
    door.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER criteria_set_no_update")
        connection.execute("UPDATE criteria_set SET body = 'null'")
        connection.commit()


def test_a_damaged_set_is_told_at_the_start_and_the_other_trials_open(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    put_damaged_store(store_path, clock)

    ward = open_window(store_path)

    told = ward.window.message.text
    ward.open_record()
    assert told.startswith("The criteria set Hill clinic 1 is damaged")
    assert ward.window.today.table.rows.rowCount() == 1
    assert ward.page.record.isVisible()
