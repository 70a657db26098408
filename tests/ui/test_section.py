"""A further tab of a trial: made when wanted, its requests stored, what is typed never lost."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.trial_desk_support import FULL, PLACE, put_tab, settle, trial_id_of
from tests.ui.window_support import FakeClinic
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.section import Request, Section
from trialtracker.ui.trial_desk import TrialDesk


class Probe(Section):
    """A section that holds one text."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.text = ""
        self.shown: list[str] = []
        self.problems: tuple[Problem, ...] = ()

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.shown.append(snapshot.trial.trial_id)

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems

    @override
    def show_stored(self) -> None:
        self.text = ""

    @override
    def get_form(self) -> str:
        return self.text

    @override
    def show_form(self, form: str) -> None:
        self.text = form

    def write(self, text: str) -> None:
        self.text = text
        self.note_change()


@pytest.fixture(autouse=True)
def tab(monkeypatch: pytest.MonkeyPatch) -> None:
    put_tab(monkeypatch, Probe)


@pytest.fixture
def desk(qtbot: QtBot, desk: TrialDesk, snapshot: Snapshot) -> TrialDesk:
    """The desk with the tab of the tests in view."""
    desk.open_chart(trial_id_of(snapshot))
    settle(qtbot, desk)
    desk.show_tab(PLACE)
    return desk


def probe(desk: TrialDesk) -> Probe:
    section = desk.page.get_section(PLACE)
    assert isinstance(section, Probe)
    return section


def ask(desk: TrialDesk, snapshot: Snapshot) -> None:
    trial_id = snapshot.trial.trial_id
    request = Request(lambda clinic: clinic.get_snapshot(trial_id), "Stored.")
    probe(desk).asked.emit(request)


def test_a_section_is_shown_with_the_trial(desk: TrialDesk, snapshot: Snapshot) -> None:
    assert desk.page.tab is PLACE
    assert probe(desk).shown == [snapshot.trial.trial_id]


def test_a_request_is_stored_and_said(qtbot: QtBot, desk: TrialDesk, snapshot: Snapshot) -> None:
    notices: list[str] = []
    desk.noticed.connect(notices.append)
    probe(desk).write("0.5 mg")

    ask(desk, snapshot)
    settle(qtbot, desk)

    assert notices == ["Stored."]
    assert probe(desk).text == ""


def test_a_refused_request_stays_typed_with_the_reason(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot
) -> None:
    refusal = RefusedError([Problem("amount", "Not possible.")])
    probe(desk).write("0.5 kg")

    with clinic.failing_with(refusal):
        ask(desk, snapshot)
        settle(qtbot, desk)

    assert probe(desk).problems == refusal.problems
    assert probe(desk).text == "0.5 kg"


def test_a_request_that_cannot_be_stored_is_loud_and_stays_typed(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot
) -> None:
    unsaved: list[str] = []
    desk.unsaved.connect(unsaved.append)
    probe(desk).write("0.5 mg")

    with clinic.failing_with(FULL):
        ask(desk, snapshot)
        settle(qtbot, desk)

    assert unsaved == ["Not saved: what you typed is kept in the form"]
    assert probe(desk).text == "0.5 mg"


def test_what_is_typed_reaches_the_disk_and_comes_back(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot, other: Snapshot
) -> None:
    probe(desk).write("0.5 mg")

    desk.leave()
    settle(qtbot, desk)

    assert clinic.section_drafts == {(snapshot.trial.trial_id, PLACE.name): "0.5 mg"}


def test_each_trial_has_its_own_draft(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot, other: Snapshot
) -> None:
    probe(desk).write("0.5 mg")

    desk.open_chart(other.trial.trial_id)
    settle(qtbot, desk)

    assert probe(desk).text == ""
    assert clinic.section_drafts == {(snapshot.trial.trial_id, PLACE.name): "0.5 mg"}


def test_a_draft_that_the_disk_does_not_take_is_shown_again(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot, other: Snapshot
) -> None:
    probe(desk).write("0.5 mg")
    with clinic.failing_with(FULL):
        desk.leave()
        settle(qtbot, desk)

    desk.open_chart(other.trial.trial_id)
    settle(qtbot, desk)
    desk.open_chart(snapshot.trial.trial_id)
    settle(qtbot, desk)

    assert probe(desk).text == "0.5 mg"
    assert desk.is_unsaved


def test_trying_again_brings_a_section_draft_to_disk(
    qtbot: QtBot, desk: TrialDesk, clinic: FakeClinic, snapshot: Snapshot
) -> None:
    probe(desk).write("0.5 mg")
    with clinic.failing_with(FULL):
        desk.leave()
        settle(qtbot, desk)

    desk.try_again()
    settle(qtbot, desk)

    assert clinic.section_drafts == {(snapshot.trial.trial_id, PLACE.name): "0.5 mg"}
    assert not desk.is_unsaved
