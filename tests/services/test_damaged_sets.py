"""A criteria set that cannot be read any more is told, and what does not rest on it goes on."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import NOON, FakeClock
from tests.factories import make_answers, make_details, make_patient_details
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.plan import Plan
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import DamagedError
from trialtracker.services.results import Snapshot

OWN = replace(
    CLINIC_DEFAULT,
    name="Hill clinic",
    version="1",
    effective_from=NOON.date(),
    author="Dr Testcase",
    reason="Board decision",
)
TOLD = "The criteria set Hill clinic 1 is damaged"
DAMAGE = (
    "'not JSON'",
    "''",
    "'null'",
    "'{}'",
    "x'ff00fe'",
    """replace(body, '"50/1"', '"50/0"')""",
    """replace(body, '"50/1"', '"half"')""",
    """replace(body, 'Hill clinic', 'Dale clinic')""",
)


@pytest.fixture
def follower(clinic: Clinic) -> Snapshot:
    """A running trial that is held against the clinic's own set."""
    clinic.criteria.add_version(OWN)
    details = make_details(started_at=NOON, plan=Plan(criteria_set="Hill clinic"))
    return clinic.register(make_patient_details(mrn="T-002"), details)


def damage(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER criteria_set_no_update")
        connection.execute(f"UPDATE criteria_set SET body = {change}")  # noqa: S608
        connection.commit()


@pytest.mark.parametrize("change", DAMAGE)
def test_a_trial_held_against_a_damaged_set_says_so(
    follower: Snapshot, clinic: Clinic, store: Store, change: str
) -> None:
    damage(store.path, change)

    with pytest.raises(DamagedError, match=TOLD):
        clinic.get_snapshot(follower.trial.trial_id)


def test_the_sets_are_not_listed_as_if_a_damaged_one_were_not_there(
    follower: Snapshot, clinic: Clinic, store: Store
) -> None:
    damage(store.path, "'null'")

    with pytest.raises(DamagedError, match=TOLD):
        clinic.criteria.list_sets()


def test_a_trial_held_against_another_set_goes_on(
    opened: Snapshot, follower: Snapshot, clinic: Clinic, store: Store, clock: FakeClock
) -> None:
    damage(store.path, "'null'")

    snapshot = clinic.record(opened.trial.trial_id, make_answers(clock.now, {"pain_average": 3}))

    assert len(snapshot.trial.entries) == 1


def test_the_lists_of_the_next_day_are_made_all_the_same(
    opened: Snapshot, follower: Snapshot, clinic: Clinic, store: Store, clock: FakeClock
) -> None:
    damage(store.path, "'null'")
    clock.advance(timedelta(days=1))

    clinic.refresh_summaries()

    assert len(clinic.list_due(None, 10)) == 2
    assert clinic.refresh_summaries() == 1
