"""A trial with an open and an ended side effect, in the tab of side effects."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.clinical.effect_records import HOUR, grade, make, make_detail
from tests.conftest import FakeClock
from tests.factories import START
from tests.ui.record_support import make_snapshot
from trialtracker.clinical.record import EffectDetail
from trialtracker.clinical.trial import Trial
from trialtracker.services.results import Snapshot
from trialtracker.ui.effect_section import EffectSection

NOW = START + 30 * HOUR
DOWN = Qt.Key.Key_Down
VOID = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_F8
OPEN_NAUSEA = grade(2, 2)
PRURITUS = (grade(3, 1, "pruritus"), grade(6, 0, "pruritus"))
DETAIL = make_detail(1, 5, effect="pruritus", treatment="Cream")


def snapshot_of(trial: Trial) -> Snapshot:
    """Return a trial as a service hands it back now."""
    return replace(make_snapshot(trial), taken_at=NOW)


TRIAL = make(OPEN_NAUSEA, *PRURITUS, details=(DETAIL,))


class FakeEffects:
    """Takes descriptions and voids in place of the services."""

    def __init__(self) -> None:
        self.effects = self
        self.described: list[tuple[str, EffectDetail]] = []
        self.voided: list[tuple[str, str, str]] = []

    def describe(self, trial_id: str, detail: EffectDetail) -> None:
        """Keep what was described."""
        self.described.append((trial_id, detail))

    def void(self, trial_id: str, detail_id: str, reason: str) -> None:
        """Keep what was made void."""
        self.voided.append((trial_id, detail_id, reason))


def listen(section: EffectSection) -> FakeEffects:
    """Carry out at once what a section asks for."""
    fake = FakeEffects()
    section.asked.connect(lambda request: request.work(fake))
    return fake


def open_section(qtbot: QtBot, clock: FakeClock, trial: Trial) -> EffectSection:
    """Return the tab of a trial, shown and active, with the keyboard."""
    clock.now = NOW
    section = EffectSection(clock)
    qtbot.addWidget(section)
    section.resize(1248, 560)
    section.show_snapshot(snapshot_of(trial))
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    section.take_focus()
    return section
