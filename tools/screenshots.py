"""Draw docs/screens/ from the real window with the demo clinic, at one fixed moment."""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from trialtracker.app import make_application
from trialtracker.door import DemoDoor
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.main_window import MainWindow
from trialtracker.ui.trial_tabs import Tab
from trialtracker.ui.window_facts import WindowFacts

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
FACTS = WindowFacts(
    title="TrialTracker",
    actor="demo nurse",
    store="Demo clinic: every patient is invented; nothing is kept",
    get_time_zone=lambda: "UTC",
)
TRIAL_TO_SHOW = 3
KEYS = "3\t4\t5\t2\t3\tn2p1"
KEY_OF = {"\t": Qt.Key.Key_Tab, "n": Qt.Key.Key_N, "p": Qt.Key.Key_P} | {
    str(digit): Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)
}


def main() -> None:
    """Draw every screen."""
    make_application()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        jobs = Jobs(DemoDoor(Path(folder, "demo.sqlite"), lambda: NOW, "demo nurse"))
        window = MainWindow(jobs, lambda: NOW, FACTS)
        window.show()
        window.activateWindow()
        window.start()
        wait_for(jobs)
        draw(window, "today")
        window.today.table.selectRow(TRIAL_TO_SHOW)
        act(jobs, window.today.table.open_selected)
        draw(window, "trial")
        act(jobs, lambda: window.desk.show_tab(Tab.RECORD))
        type_scores(window)
        wait_for(jobs)
        draw(window, "record")
        act(jobs, lambda: window.desk.show_tab(Tab.ENTRIES))
        draw(window, "entries")
        window.close()


def type_scores(window: MainWindow) -> None:
    """Begin an entry as a nurse would."""
    for key in KEYS:
        QTest.keyClick(window.focusWidget(), KEY_OF[key])


def act(jobs: Jobs, do: Callable[[], object]) -> None:
    """Do something in the window and wait until the store has answered."""
    do()
    wait_for(jobs)


def wait_for(jobs: Jobs) -> None:
    """Wait until no work is under way and the draft timer has run."""
    loop = QEventLoop()
    QTimer.singleShot(500, loop.quit)
    loop.exec()
    while not jobs.is_idle:
        jobs.idle.connect(loop.quit)
        loop.exec()


def draw(window: MainWindow, name: str) -> None:
    """Save the window as a picture."""
    path = FOLDER / f"{name}.png"
    window.grab().save(str(path))


if __name__ == "__main__":
    main()
