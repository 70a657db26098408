"""A window in a process of its own that types what it is told and kills itself half a second later.

``python -m tests.journeys.killed_window STORE KEY ...``: no chance to tidy up, as in a power cut.
"""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.journeys.keyboard import Keyboard
from tests.journeys.usual import ACTOR, NOW
from trialtracker.door import StoreDoor
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.main_window import MainWindow
from trialtracker.ui.window_facts import WindowFacts

KILLED_AFTER_MS = 500


def run(path: Path, typed: list[str]) -> None:
    """Open the selected trial's form, type, and die."""
    app = QApplication([])
    keys = Keyboard()
    jobs = Jobs(StoreDoor(path, lambda: NOW, ACTOR))
    facts = WindowFacts("TrialTracker", ACTOR, str(path), lambda: "UTC")
    window = MainWindow(jobs, lambda: NOW, facts)

    def type_and_die() -> None:
        keys.press(*typed)
        QTimer.singleShot(KILLED_AFTER_MS, lambda: os.kill(os.getpid(), signal.SIGKILL))

    acts = iter((lambda: keys.press("Ctrl+R"), type_and_die))

    def act() -> None:
        next(acts, lambda: None)()

    jobs.idle.connect(act)
    window.show()
    window.activateWindow()
    window.start()
    app.exec()


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2:])
