"""The desk opens the window, reads what is wanted and tells what fails."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.trial_desk_support import FULL
from tests.ui.window_support import FakeClinic, FakeDoor
from trialtracker.services.patient_trials import PatientTrial
from trialtracker.services.results import Snapshot
from trialtracker.ui.beside_desk import BesideDesk, choose_pair
from trialtracker.ui.beside_dialog import BesideDialog
from trialtracker.ui.jobs import Jobs


@dataclass
class TwoTrials(FakeClinic):
    """A clinic whose every snapshot is a trial of one patient."""

    def list_trials_of(self, _patient_id: str) -> tuple[PatientTrial, ...]:
        self._fail()
        trials = (snapshot.trial for snapshot in self.snapshots.values())
        return tuple(PatientTrial(t.trial_id, t.details, ("morphine",)) for t in trials)


class Told(QObject):
    """Collects what fails."""

    failed = Signal(object)


@pytest.fixture
def clinic(snapshot: Snapshot, other: Snapshot) -> TwoTrials:
    return TwoTrials({s.trial.trial_id: s for s in (snapshot, other)})


@pytest.fixture
def jobs(clinic: TwoTrials) -> Iterator[Jobs]:
    jobs = Jobs(FakeDoor(clinic))
    yield jobs
    jobs.close()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def beside(qtbot: QtBot, window: QWidget, jobs: Jobs, told: Told) -> BesideDesk:
    with qtbot.waitExposed(window):
        window.show()
    return BesideDesk(window, jobs, told.failed)


def open_it(qtbot: QtBot, beside: BesideDesk, jobs: Jobs, snapshot: Snapshot) -> BesideDialog:
    beside.open(snapshot.trial)
    qtbot.waitUntil(lambda: beside.dialog is not None and jobs.is_idle)
    assert beside.dialog is not None
    return beside.dialog


@pytest.mark.parametrize(
    ("newest_first", "this", "pair"),
    [
        (["a"], "a", ("a", "a")),
        (["new", "old"], "new", ("old", "new")),
        (["new", "old"], "old", ("old", "new")),
        (["new", "middle", "old"], "middle", ("old", "middle")),
        (["new", "middle", "old"], "old", ("old", "middle")),
    ],
)
def test_the_earlier_trial_stands_left(
    newest_first: list[str], this: str, pair: tuple[str, str]
) -> None:
    assert choose_pair(newest_first, this) == pair


def test_both_trials_are_read_and_shown(
    qtbot: QtBot, beside: BesideDesk, jobs: Jobs, snapshot: Snapshot, other: Snapshot
) -> None:
    dialog = open_it(qtbot, beside, jobs, snapshot)

    shown = [side.snapshot for side in dialog.sides]
    assert shown == [other, snapshot]
    assert dialog.whose.text().startswith("TESTCASE, Ada")


def test_without_a_trial_nothing_opens(beside: BesideDesk, jobs: Jobs) -> None:
    beside.open(None)

    assert jobs.is_idle
    assert beside.dialog is None


def test_a_second_window_is_never_opened(
    qtbot: QtBot, beside: BesideDesk, jobs: Jobs, snapshot: Snapshot
) -> None:
    beside.open(snapshot.trial)
    dialog = open_it(qtbot, beside, jobs, snapshot)

    beside.open(snapshot.trial)

    assert beside.dialog is dialog
    assert beside._window.findChildren(BesideDialog) == [dialog]


def test_a_store_that_fails_before_the_window_opens_is_told(
    qtbot: QtBot, beside: BesideDesk, told: Told, clinic: TwoTrials, snapshot: Snapshot
) -> None:
    clinic.fault = FULL

    with qtbot.waitSignal(told.failed) as heard:
        beside.open(snapshot.trial)

    assert heard.args == [FULL]
    assert beside.dialog is None


def test_a_store_that_fails_later_is_told_in_the_window_too(
    qtbot: QtBot,
    beside: BesideDesk,
    jobs: Jobs,
    told: Told,
    clinic: TwoTrials,
    snapshot: Snapshot,
) -> None:
    dialog = open_it(qtbot, beside, jobs, snapshot)
    clinic.fault = FULL

    with qtbot.waitSignal(told.failed):
        dialog.sides[0].trial_box.activated.emit(0)

    assert "The disk is full." in dialog.sides[0].said.text()
    assert not dialog.figures.isVisible()


def test_what_arrives_after_closing_is_dropped(
    qtbot: QtBot, beside: BesideDesk, jobs: Jobs, snapshot: Snapshot
) -> None:
    dialog = open_it(qtbot, beside, jobs, snapshot)
    dialog.sides[0].trial_box.activated.emit(0)

    dialog.accept()

    qtbot.waitUntil(lambda: jobs.is_idle)
    assert beside.dialog is None


def test_a_failure_after_closing_is_still_told(
    qtbot: QtBot,
    beside: BesideDesk,
    jobs: Jobs,
    told: Told,
    clinic: TwoTrials,
    snapshot: Snapshot,
) -> None:
    dialog = open_it(qtbot, beside, jobs, snapshot)
    clinic.fault = FULL

    with qtbot.waitSignal(told.failed):
        dialog.sides[0].trial_box.activated.emit(0)
        dialog.accept()

    assert beside.dialog is None
