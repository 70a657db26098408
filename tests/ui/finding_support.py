"""What the tests of the safety findings above a trial share."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_entry, make_trial, next_id
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.record import Acknowledgement
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.trial import Entry
from trialtracker.services.results import Snapshot
from trialtracker.ui.finding_bar import FindingBar
from trialtracker.ui.section import Request

HOUR = timedelta(hours=1)
SLOW = make_entry(NOW - 2 * HOUR, {"respiratory_rate": 7})
HOT = make_entry(NOW - 3 * HOUR, {"temperature": "38.4"})
BACK = make_entry(NOW - HOUR, {"respiratory_rate": 14})
NOTE = "Follow local protocol; this program is not a monitor."


def acknowledge(flag: str, entry: Entry, **changes: object) -> Acknowledgement:
    done = FindingAction.PHYSICIAN_NOTIFIED
    seen = Acknowledgement(
        next_id(), f"{flag}:{entry.entry_id}", done, "", False, "nurse", NOW - HOUR
    )
    return replace(seen, **changes)  # type: ignore[arg-type]


def snapshot_of(
    entries: Iterable[Entry], acknowledgements: Iterable[Acknowledgement] = ()
) -> Snapshot:
    trial = replace(make_trial(entries), acknowledgements=tuple(acknowledgements))
    return make_snapshot(trial)


class Stand(QWidget):
    """The bar above a button that has the keyboard."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.bar = FindingBar(clock)
        self.below = QPushButton("below")
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.below)
        self.asked: list[Request] = []
        self.bar.asked.connect(self.asked.append)


def open_stand(qtbot: QtBot, clock: FakeClock) -> Stand:
    clock.now = NOW
    made = Stand(clock)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.below.setFocus()
    return made


def links(bar: FindingBar) -> list[str]:
    return [row.link.text() for row in bar.rows if row.isVisible()]


def note(bar: FindingBar) -> str:
    return bar._note.accessibleName()
