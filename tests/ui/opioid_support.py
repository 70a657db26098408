"""The Opioids tab of a trial with what it asks for, and the keyboard in front of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.record import Intake
from trialtracker.clinical.trial import Trial
from trialtracker.services.results import Snapshot
from trialtracker.ui.opioid_section import OpioidSection
from trialtracker.ui.section import Request

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class FakeOpioids:
    """Notes what it is asked to store."""

    snapshot: Snapshot
    added: list[Intake] = field(default_factory=list)
    amended: list[Intake] = field(default_factory=list)
    voided: list[tuple[str, str]] = field(default_factory=list)

    def add(self, _trial_id: str, intakes: list[Intake]) -> Snapshot:
        self.added.extend(intakes)
        return self.snapshot

    def amend(self, _trial_id: str, intake: Intake) -> Snapshot:
        self.amended.append(intake)
        return self.snapshot

    def void(self, _trial_id: str, intake_id: str, reason: str) -> Snapshot:
        self.voided.append((intake_id, reason))
        return self.snapshot


@dataclass
class FakeClinic:
    """The one book of the clinic that the tab uses."""

    opioids: FakeOpioids


@dataclass
class Desk:
    """The tab of a trial with what it asked for."""

    section: OpioidSection
    clinic: FakeClinic
    said: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)

    def carry_out(self, request: Request) -> None:
        """Do what the tab asks for."""
        request.work(self.clinic)  # type: ignore[arg-type]  # the fake has what is used
        self.said.append(request.said)

    @property
    def opioids(self) -> FakeOpioids:
        """Return what was asked to be stored."""
        return self.clinic.opioids

    @property
    def problems(self) -> dict[str, str]:
        """Return the sentences at the fields."""
        fields = self.section.form.fields
        return {key: shown.problem for key, shown in fields.items() if shown.problem}


OpenTab = Callable[..., Desk]


def make_trial_with(*intakes: Intake) -> Trial:
    """Return a running trial with these intakes."""
    return replace(make_trial(), intakes=intakes)


def open_desk(qtbot: QtBot, clock: FakeClock, *intakes: Intake) -> Desk:
    """Return the tab of a trial with these intakes, shown and active."""
    clock.now = NOW
    snapshot = make_snapshot(make_trial_with(*intakes))
    section = OpioidSection(clock)
    qtbot.addWidget(section)
    section.resize(1250, 700)
    section.show_snapshot(snapshot)
    section.show_form("")
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    section.take_focus()
    desk = Desk(section, FakeClinic(FakeOpioids(snapshot)))
    section.asked.connect(desk.carry_out)
    section.draft_changed.connect(desk.drafts.append)
    return desk


def press(*keys: Qt.Key | str) -> None:
    """Press keys, or type text, where the keyboard is."""
    for key in keys:
        QTest.keyClicks(focus(), key) if isinstance(key, str) else QTest.keyClick(focus(), key)


def focus() -> QWidget:
    """Return what has the keyboard."""
    focused = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focused is not None
    return focused


def save(desk: Desk) -> None:
    """Press Ctrl+S."""
    QTest.keyClick(desk.section, Qt.Key.Key_S, CTRL)


def fill(desk: Desk, drug: str, dose: str, kind: str = "1") -> None:
    """Type kind, drug and dose."""
    press(kind)
    desk.section.form.drug.setFocus()
    desk.section.form.drug.show_drug(drug)
    desk.section.form.drug.changed.emit()
    desk.section.form.dose.setFocus()
    press(dose)
