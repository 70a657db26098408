"""A request of a tab that is stored late, refused or not stored: no tab is blanked wrongly."""

from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.ui.trial_desk_support import FULL, PLACE, REFUSED, Heard, put_tab, settle, trial_id_of
from tests.ui.window_support import FakeClinic
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.section import Request, Section
from trialtracker.ui.trial_desk import TrialDesk


class Line(Section):
    """A tab with one line to type in."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.edit = QLineEdit()
        self.problems: tuple[Problem, ...] = ()
        QVBoxLayout(self).addWidget(self.edit)
        self.edit.textEdited.connect(self.note_change)

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.setWindowTitle(snapshot.trial.trial_id)

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems

    @override
    def show_stored(self) -> None:
        self.edit.clear()

    @override
    def get_form(self) -> str:
        return self.edit.text()

    @override
    def show_form(self, form: str) -> None:
        self.edit.setText(form)


class SlowClinic(FakeClinic):
    """Counts what tabs have stored."""

    def store(self, trial_id: str) -> Snapshot:
        self.gate.wait()
        self._fail()
        self.voided.append(trial_id)
        return self.snapshots[trial_id]


@pytest.fixture(autouse=True)
def tab(monkeypatch: pytest.MonkeyPatch) -> None:
    put_tab(monkeypatch, Line)


@pytest.fixture
def clinic(snapshot: Snapshot, other: Snapshot) -> SlowClinic:
    return SlowClinic({trial_id_of(snap): snap for snap in (snapshot, other)})


def line_of(desk: TrialDesk) -> Line:
    section = desk.page.get_section(PLACE)
    assert isinstance(section, Line)
    return section


def ask(desk: TrialDesk, snapshot: Snapshot) -> None:
    trial_id = trial_id_of(snapshot)

    line_of(desk).asked.emit(
        Request(lambda clinic: cast(SlowClinic, clinic).store(trial_id), "Stored.")
    )


def test_a_request_stored_late_leaves_the_tab_of_the_other_trial_as_it_is(
    qtbot: QtBot, desk: TrialDesk, heard: Heard, clinic: SlowClinic, snapshot: Snapshot,
    other: Snapshot,
) -> None:  # fmt: skip
    line_of(desk)
    clinic.gate.clear()
    desk.open_chart(trial_id_of(other))
    ask(desk, snapshot)
    qtbot.waitUntil(lambda: desk.page.trial == other.trial)
    line_of(desk).edit.setText("7 mg")

    clinic.gate.set()
    settle(qtbot, desk)

    assert desk.page.trial == other.trial
    assert line_of(desk).edit.text() == "7 mg"
    assert heard.notices == ["TESTCASE, Ada, MRN T-001: Stored."]


@pytest.mark.parametrize("fault", [FULL, REFUSED], ids=["failed", "refused"])
def test_a_request_not_stored_late_is_told_with_its_patient(
    qtbot: QtBot,
    desk: TrialDesk,
    heard: Heard,
    clinic: SlowClinic,
    snapshot: Snapshot,
    other: Snapshot,
    fault: Exception,
) -> None:
    line_of(desk)
    clinic.gate.clear()
    desk.open_chart(trial_id_of(other))
    ask(desk, snapshot)
    qtbot.waitUntil(lambda: desk.page.trial == other.trial)

    with clinic.failing_with(fault):
        clinic.gate.set()
        settle(qtbot, desk)

    assert line_of(desk).problems == ()
    assert str(heard.failures[-1]).startswith("TESTCASE, Ada, MRN T-001: not saved.")
    assert not desk.is_unsaved


def test_a_tab_takes_no_keys_and_no_second_request_while_it_is_stored(
    qtbot: QtBot, desk: TrialDesk, clinic: SlowClinic, snapshot: Snapshot
) -> None:
    desk.show_tab(PLACE)
    edit = line_of(desk).edit
    QTest.keyClicks(edit, "5")
    clinic.gate.clear()
    ask(desk, snapshot)
    QTest.keyClicks(edit, "0")
    ask(desk, snapshot)
    while_stored = edit.text()

    clinic.gate.set()
    settle(qtbot, desk)
    QTest.keyClicks(edit, "6")

    assert while_stored == "5"
    assert clinic.voided == [trial_id_of(snapshot)]
    assert edit.text() == "6"


def fail_a_request(qtbot: QtBot, desk: TrialDesk, clinic: SlowClinic, snapshot: Snapshot) -> None:
    desk.show_tab(PLACE)
    QTest.keyClicks(line_of(desk).edit, "5")
    with clinic.failing_with(FULL):
        ask(desk, snapshot)
        settle(qtbot, desk)


def test_trying_again_stores_what_a_tab_could_not_store(
    qtbot: QtBot, desk: TrialDesk, clinic: SlowClinic, snapshot: Snapshot
) -> None:
    fail_a_request(qtbot, desk, clinic, snapshot)
    was_unsaved = desk.is_unsaved

    desk.try_again()
    settle(qtbot, desk)

    assert was_unsaved
    assert clinic.voided == [trial_id_of(snapshot)]
    assert line_of(desk).edit.text() == ""
    assert not desk.is_unsaved


def test_trying_again_stores_nothing_that_was_changed_since(
    qtbot: QtBot, desk: TrialDesk, clinic: SlowClinic, snapshot: Snapshot
) -> None:
    fail_a_request(qtbot, desk, clinic, snapshot)
    QTest.keyClicks(line_of(desk).edit, "0")

    desk.try_again()
    settle(qtbot, desk)

    assert clinic.voided == []
    assert line_of(desk).edit.text() == "50"


def test_trying_again_stores_nothing_of_a_trial_that_is_left(
    qtbot: QtBot, desk: TrialDesk, clinic: SlowClinic, snapshot: Snapshot, other: Snapshot
) -> None:
    fail_a_request(qtbot, desk, clinic, snapshot)
    desk.open_chart(trial_id_of(other))
    settle(qtbot, desk)

    desk.try_again()
    settle(qtbot, desk)

    assert clinic.voided == []
