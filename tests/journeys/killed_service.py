"""A process that records entries until it kills itself; it prints each entry it was told is stored.

``python -m tests.journeys.killed_service STORE MILLISECONDS``
"""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from threading import Timer

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.ward import ACTOR, NOW, SCORES
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic


def run(path: Path, lifetime_ms: float) -> None:
    """Record an entry a minute of the set clock, and die in the middle of one of them."""
    clock = FakeClock(NOW)
    clinic = Clinic(open_store(str(path)), clock, ACTOR)
    (trial_id,) = clinic.list_trial_ids()
    clinic.get_snapshot(trial_id)
    Timer(lifetime_ms / 1000, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    while True:
        clock.advance(timedelta(seconds=1))
        answers = make_answers(clock(), SCORES, entry_id=os.urandom(16).hex(), note="x" * 200)
        clinic.record(trial_id, answers)
        sys.stdout.write(f"{answers.entry_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run(Path(sys.argv[1]), float(sys.argv[2]))
