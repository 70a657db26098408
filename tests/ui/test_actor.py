"""Who is at the keyboard is seen in the navigation bar, asked for, and told to the services."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_support import LOCKED, Door, settle
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.ui.actor_button import ActorButton
from trialtracker.ui.actor_desk import ActorDesk
from trialtracker.ui.actor_dialog import STATED, ActorDialog
from trialtracker.ui.actor_names import MOST, RecentActors
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.plain_text import WrappedLabel

ALVAREZ = Actor("R. Alvarez", Role.PHYSICIAN)
NURSE = Actor("nurse")
LONG = Actor("W" * 180, Role.ADMINISTRATOR)


@dataclass
class ActingClinic:
    """Services that are told who is at the keyboard."""

    fault: Exception | None = None
    acted: list[Actor] = field(default_factory=list)

    def act_as(self, actor: Actor) -> Actor:
        if self.fault is not None:
            raise self.fault
        self.acted.append(actor)
        return actor


@pytest.fixture
def clinic() -> ActingClinic:
    return ActingClinic()


@pytest.fixture
def jobs(clinic: ActingClinic) -> Iterator[Jobs]:
    jobs = Jobs(Door(clinic))
    yield jobs
    jobs.close()


@pytest.fixture
def desk(window: QWidget, jobs: Jobs) -> ActorDesk:
    return ActorDesk(window, jobs, "nurse")


def open_dialog(desk: ActorDesk) -> ActorDialog:
    desk.open()
    assert desk.dialog is not None
    return desk.dialog


def act_as(desk: ActorDesk, qtbot: QtBot, jobs: Jobs, actor: Actor) -> None:
    dialog = open_dialog(desk)
    dialog.name.setText(actor.name)
    dialog.role.show_choice(actor.role)
    dialog.submit()
    settle(qtbot, jobs)


def test_somebody_without_a_role_given_is_a_nurse(desk: ActorDesk) -> None:
    assert desk.who == NURSE


def test_another_name_and_role_are_told_to_the_services(
    desk: ActorDesk, qtbot: QtBot, jobs: Jobs, clinic: ActingClinic
) -> None:
    act_as(desk, qtbot, jobs, ALVAREZ)

    assert clinic.acted == [ALVAREZ]
    assert desk.who == ALVAREZ
    assert desk.dialog is None


def test_the_button_shows_who_it_is_now(desk: ActorDesk, qtbot: QtBot, jobs: Jobs) -> None:
    button = ActorButton()
    qtbot.addWidget(button)
    button.resize(300, 34)
    desk.use(button)

    act_as(desk, qtbot, jobs, ALVAREZ)

    assert button.text() == "R. Alvarez (physician) ▾"
    assert button.accessibleName() == "At the keyboard: R. Alvarez (physician). Change"


def test_the_button_asks(desk: ActorDesk, qtbot: QtBot) -> None:
    button = ActorButton()
    qtbot.addWidget(button)
    desk.use(button)

    button.click()

    assert desk.dialog is not None


def test_asked_twice_there_is_one_window(desk: ActorDesk) -> None:
    dialog = open_dialog(desk)

    desk.open()

    assert desk.dialog is dialog


def test_a_long_name_is_cut_and_stands_whole_in_the_tooltip(window: QWidget) -> None:
    button = ActorButton()
    QHBoxLayout(window).addWidget(button)
    button.show_actor(LONG)
    window.resize(400, 60)
    window.show()

    assert button.width() <= 260
    assert "…" in button.text()
    assert LONG.name in button.toolTip()
    assert LONG.name in button.accessibleName()


def test_an_ampersand_in_a_name_is_shown(qtbot: QtBot) -> None:
    button = ActorButton()
    qtbot.addWidget(button)
    button.resize(300, 34)

    button.show_actor(Actor("Ng & Lee"))

    assert button.text() == "Ng && Lee (nurse) ▾"


def test_a_blank_name_is_refused_at_its_field(desk: ActorDesk, clinic: ActingClinic) -> None:
    dialog = open_dialog(desk)
    dialog.name.setText("  ")

    dialog.submit()

    named = dialog.get_field("name")
    assert named is not None
    assert named.problem == "The name is missing: give your name."
    assert clinic.acted == []


def test_the_window_says_that_nothing_is_proven(desk: ActorDesk) -> None:
    dialog = open_dialog(desk)

    assert STATED in [label.accessibleName() for label in dialog.findChildren(WrappedLabel)]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (LOCKED, "The store is locked."),
        (RefusedError((Problem("name", "Not this name."),)), "Not this name."),
    ],
    ids=["store", "refused"],
)
def test_what_the_services_refuse_stays_typed(
    desk: ActorDesk, qtbot: QtBot, jobs: Jobs, clinic: ActingClinic, fault: Exception, said: str
) -> None:
    clinic.fault = fault

    act_as(desk, qtbot, jobs, ALVAREZ)

    assert desk.who == NURSE
    assert desk.dialog is not None
    assert desk.dialog.name.text() == "R. Alvarez"
    assert said in [line.text() for line in desk.dialog.summary.lines]


def test_who_was_here_before_is_taken_over_by_one_press(
    desk: ActorDesk, qtbot: QtBot, jobs: Jobs
) -> None:
    act_as(desk, qtbot, jobs, ALVAREZ)
    (person,) = open_dialog(desk).people
    said = person.text()

    person.click()
    settle(qtbot, jobs)

    assert said == "&1  nurse (nurse)"
    assert desk.who == NURSE


def test_what_waits_for_the_answer_goes_on_after_it(
    desk: ActorDesk, qtbot: QtBot, jobs: Jobs, window: QWidget
) -> None:
    gone_on: list[Actor] = []
    desk.ask(window, lambda: gone_on.append(desk.who))
    assert desk.dialog is not None
    desk.dialog.name.setText(ALVAREZ.name)

    desk.dialog.submit()
    settle(qtbot, jobs)

    assert gone_on == [Actor("R. Alvarez")]


def test_nothing_goes_on_after_an_answer_that_is_not_given(desk: ActorDesk) -> None:
    dialog = open_dialog(desk)

    dialog.reject()

    assert desk.dialog is None
    assert desk.who == NURSE


def test_names_are_remembered_by_the_computer_the_latest_first(tmp_path: Path) -> None:
    file = str(tmp_path / "people.ini")
    RecentActors(file).note(NURSE, ALVAREZ)

    RecentActors(file).note(NURSE)

    assert RecentActors(file).list_actors() == (NURSE, ALVAREZ)


def test_as_many_are_remembered_as_have_a_key(tmp_path: Path) -> None:
    recent = RecentActors(str(tmp_path / "people.ini"))

    recent.note(*(Actor(f"nurse {number}") for number in range(8)))

    assert [actor.name for actor in recent.list_actors()] == [f"nurse {n}" for n in (7, 6, 5, 4, 3)]
    assert len(recent.list_actors()) == MOST


HELD = ["nonsense", "[1]", "{}", '[["x", "surgeon"]]', '[["", "nurse"]]', '[["a\\nb", "nurse"]]']


@pytest.mark.parametrize("held", HELD)
def test_a_file_that_cannot_be_read_holds_nobody(tmp_path: Path, held: str) -> None:
    file = str(tmp_path / "people.ini")
    QSettings(file, QSettings.Format.IniFormat).setValue("recent", held)

    assert RecentActors(file).list_actors() == ()
