"""The real window on a real store, as the journeys use it, and what the store holds afterwards."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_answers, make_details, make_patient_details
from tests.journeys.keyboard import Keyboard
from tests.journeys.usual import ACTOR as ACTOR
from tests.journeys.usual import NOW as NOW
from tests.stores import make_empty_store, put_store
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Entry, PatientDetails, Trial, TrialDetails, current_entries
from trialtracker.db.store import open_store
from trialtracker.door import StoreDoor
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot
from trialtracker.ui.jobs import ClinicDoor, Jobs
from trialtracker.ui.main_window import MainWindow
from trialtracker.ui.trial_page import TrialPage
from trialtracker.ui.window_facts import WindowFacts

BEGUN = datetime(2026, 3, 2, 8, tzinfo=UTC)
SCORES = {
    "pain_rest": 3,
    "pain_movement": 4,
    "pain_worst": 5,
    "pain_least": 2,
    "pain_average": 3,
}
FOUR_DAYS = tuple(
    make_answers(BEGUN + timedelta(days=day, hours=4), {**SCORES, "side_effect:nausea": 0})
    for day in range(4)
)
"""One entry a day, of the first four days of a trial."""


@dataclass
class Ward:
    """One window, the keyboard in front of it and the store behind it."""

    qtbot: QtBot
    window: MainWindow
    jobs: Jobs
    path: Path
    clock: FakeClock
    keys: Keyboard = field(default_factory=Keyboard)

    @property
    def page(self) -> TrialPage:
        """Return the page of the open trial."""
        return self.window.desk.page

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition holds."""
        self.qtbot.waitUntil(condition, timeout=10_000)

    def settle(self) -> None:
        """Wait until the store's thread has nothing left to do."""
        self.wait(lambda: self.jobs.is_idle)

    def press(self, *keys: str) -> None:
        """Press keys, then wait for the store."""
        self.keys.press(*keys)
        self.settle()

    def open_record(self) -> None:
        """Go from the list to the form of the selected trial."""
        self.press("Ctrl+R")
        self.wait(self.page.record.isVisible)
        self.wait(lambda: self.focus is not None and self.page.record.isAncestorOf(self.focus))

    @property
    def focus(self) -> QWidget | None:
        """Return the widget that has the keyboard."""
        return QApplication.focusWidget()

    def read(self, trial_id: str = "") -> Snapshot:
        """Return what the store on disk holds of a trial, the first one unless told otherwise."""
        return read_store(self.path, self.clock, trial_id)

    @property
    def stored(self) -> tuple[Entry, ...]:
        """Return every entry on disk, in the order they were stored."""
        return self.read().trial.entries

    @property
    def current(self) -> tuple[Entry, ...]:
        """Return the entries on disk that count."""
        return current_entries(self.stored)


def read_store(path: Path, clock: Clock, trial_id: str = "") -> Snapshot:
    """Return a trial from the disk, read beside whoever else has the store open."""
    with closing(open_store(str(path), read_only=True)) as store:
        clinic = Clinic(store, clock, ACTOR)
        return clinic.get_snapshot(trial_id or clinic.list_trial_ids()[0])


def fill_store(
    path: Path,
    clock: FakeClock,
    entries: Iterable[Answers] = (),
    patient: PatientDetails | None = None,
    trial: TrialDetails | None = None,
) -> Trial:
    """Store a patient with a trial and its entries, each recorded when it was observed."""
    if not path.exists():
        make_empty_store(path)
    door = StoreDoor(path, clock, ACTOR)
    clock.now = BEGUN
    snapshot = door.open().register(
        patient or make_patient_details(), trial or make_details(started_at=BEGUN)
    )
    for answers in entries:
        clock.now = answers.observed_at
        snapshot = door.open().record(snapshot.trial.trial_id, answers)
    door.close()
    clock.now = NOW
    return snapshot.trial


@cache
def _get_usual_store() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "usual.sqlite"
        fill_store(path, FakeClock(), make_earlier_entries())
        return path.read_bytes()


def put_usual_store(path: Path, clock: FakeClock) -> None:
    """Put a store with one trial and its earlier entries where there is none."""
    put_store(path, _get_usual_store())
    clock.now = NOW


def make_earlier_entries() -> tuple[Answers, ...]:
    """Return an entry of yesterday at noon and one of this morning, both with the usual scores."""
    yesterday = NOW.replace(hour=12, minute=0) - timedelta(days=1)
    return (
        make_answers(yesterday, {**SCORES, "side_effect:nausea": 0}),
        make_answers(NOW.replace(hour=6, minute=0), {**SCORES, "side_effect:nausea": 0}),
    )


def open_ward(
    qtbot: QtBot,
    path: Path,
    clock: FakeClock,
    door: ClinicDoor | None = None,
    *,
    is_ready: bool = True,
) -> Ward:
    """Show the window as the program does; is_ready tells whether its store is expected to open."""
    jobs = Jobs(door or StoreDoor(path, clock, ACTOR))
    facts = WindowFacts("TrialTracker", ACTOR, str(path), lambda: "UTC")
    window = MainWindow(jobs, clock, facts)
    ward = Ward(qtbot, window, jobs, path, clock)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    with qtbot.waitSignal(window.ready if is_ready else jobs.idle, timeout=20_000):
        window.start()
    ward.settle()
    return ward


def close_ward(ward: Ward) -> None:
    """Close the window whatever is typed, and end the store's thread."""
    ward.window.close()
    ward.settle()
    ward.window.close()
    ward.jobs.close()
    ward.window.deleteLater()


def text_of(widget: QWidget) -> str:
    """Return every word that can be seen in a widget's labels, without where lines may end."""
    labels = widget.findChildren(QLabel)
    words = "\n".join(label.text() for label in labels if label.isVisible())
    return words.replace("\u200b", "").replace("\u2011", "-")
