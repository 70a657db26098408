"""A process that signs reviews until it kills itself; it prints each one it was told is stored.

``python -m tests.journeys.killed_signing STORE MILLISECONDS``
"""

import os
import signal
import sys
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from threading import Timer

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.usual import NOW
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.review import Decision, NoteKind, Opinion
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic

COLLEAGUE = Actor("B. Keller", Role.PHYSICIAN)
SIGNER = Actor("R. Alvarez", Role.PHYSICIAN)


def run(path: Path, lifetime_ms: float) -> None:
    """Record, sign and countersign each minute of the set clock, and die in the middle of it."""
    clock = FakeClock(NOW)
    clinic = Clinic(open_store(str(path)), clock, SIGNER.name, SIGNER.role)
    (trial_id,) = clinic.list_trial_ids()
    clinic.get_snapshot(trial_id)
    Timer(lifetime_ms / 1000, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    for decision in cycle(Decision):
        clock.advance(timedelta(minutes=1))
        shown = clinic.record(trial_id, make_answers(clock(), {"pain_rest": 3}))
        signed = clinic.reviews.sign(shown, Opinion(decision, "x" * 200))
        frozen_id = signed.frozen.frozen_id if signed.frozen else ""
        sys.stdout.write(f"{frozen_id}\n")
        sys.stdout.flush()
        clinic.act_as(COLLEAGUE)
        clinic.reviews.add_note(trial_id, frozen_id, NoteKind.COUNTERSIGNATURE, "")
        clinic.act_as(SIGNER)


if __name__ == "__main__":
    run(Path(sys.argv[1]), float(sys.argv[2]))
