"""A trial that can be reviewed, and who reviews it."""

from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

from tests.conftest import FakeClock
from tests.factories import START, make_answers, make_details, make_dose, make_patient_details
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.review import Decision, NoteKind, Opinion, Review
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

ALVAREZ = Actor("R. Alvarez", Role.PHYSICIAN)
KELLER = Actor("B. Keller", Role.PHYSICIAN)
MOORE = Actor("J. Moore", Role.NURSE)
DISCUSS = Opinion(Decision.DISCUSS, "She walks to the shop again.")


def follow(clinic: Clinic, clock: FakeClock, mrn: str = "T-001") -> Snapshot:
    """Return a trial with seven baseline days at 8 and four trial days at 3: borderline."""
    clock.now = START - timedelta(days=8)
    details = make_details(state=TrialState.BASELINE, started_at=None)
    trial_id = clinic.register(make_patient_details(mrn=mrn), details).trial.trial_id
    for day in range(-7, 0):
        clock.now = START + timedelta(days=day, hours=4)
        clinic.record(trial_id, make_answers(clock.now, {"pain_average": 8}))
    clock.now = START
    clinic.dosing.give(trial_id, [make_dose(START)])
    for day in range(4):
        clock.now = START + timedelta(days=day, hours=4)
        clinic.record(trial_id, make_answers(clock.now, {"pain_average": 3}))
    clock.now = clock.now.replace(microsecond=250_000)
    return clinic.get_snapshot(trial_id)


def sign(clinic: Clinic, shown: Snapshot, opinion: Opinion = DISCUSS) -> Snapshot:
    """Return a trial as R. Alvarez signs it; a nurse is at the keyboard again."""
    clinic.act_as(ALVAREZ)
    signed = clinic.reviews.sign(shown, opinion)
    clinic.act_as(MOORE)
    return signed


def note(
    clinic: Clinic, signed: Snapshot, who: Actor, kind: NoteKind, text: str = "Words."
) -> Snapshot:
    """Return a trial after somebody put a note to its newest review; a nurse is there again."""
    clinic.act_as(who)
    noted = clinic.reviews.add_note(
        signed.trial.trial_id, review_of(signed).frozen.frozen_id, kind, text
    )
    clinic.act_as(MOORE)
    return noted


def review_of(snapshot: Snapshot) -> Review:
    """Return the newest review of a trial that has one."""
    assert snapshot.review is not None
    return snapshot.review


def alter(path: Path, table: str, statement: str, values: Sequence[object] = ()) -> None:
    """Change rows of a closed store behind the back of its triggers."""
    with closing(connect(path)) as connection:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER {table}_no_{verb}")
        connection.execute(statement, values)
        connection.commit()
