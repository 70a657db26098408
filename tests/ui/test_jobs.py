import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.overriding import override
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import StorageError
from trialtracker.ui.jobs import STOPPED_BY_A_FAULT, Failure, Jobs

FULL = StorageError("The disk is full.")
REFUSED = RefusedError((Problem("mrn", "The MRN is missing."),))
BUG = ZeroDivisionError("in the program")


class FakeDoor:
    """A door without a store: it notes in which thread it was used."""

    def __init__(self) -> None:
        self.used: list[tuple[str, str]] = []

    def open(self) -> Clinic:
        self._note("open")
        return cast(Clinic, "clinic")

    def close(self) -> None:
        self._note("close")

    def _note(self, act: str) -> None:
        self.used.append((act, threading.current_thread().name))


class Answers:
    """What came back, and in which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.failures: list[Failure] = []
        self.threads: set[threading.Thread] = set()

    def take(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.current_thread())

    def fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self.threads.add(threading.current_thread())


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def jobs(qtbot: QtBot, door: FakeDoor) -> Iterator[Jobs]:
    jobs = Jobs(door)
    yield jobs
    jobs.close()


@pytest.fixture
def answers() -> Answers:
    return Answers()


def run(qtbot: QtBot, jobs: Jobs, work: Callable[[Clinic], object], answers: Answers) -> None:
    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, answers.take, answers.fail)


def giving(result: object) -> Callable[[Clinic], object]:
    return lambda _clinic: result


def failing_with(fault: BaseException) -> Callable[[Clinic], object]:
    def fail(_clinic: Clinic) -> object:
        raise fault

    return fail


def test_result_comes_back_in_the_windows_thread(
    qtbot: QtBot, jobs: Jobs, answers: Answers
) -> None:
    run(qtbot, jobs, lambda clinic: (clinic, threading.current_thread().name), answers)

    assert answers.results == [("clinic", "store_0")]
    assert answers.threads == {threading.main_thread()}


def test_work_is_done_one_piece_after_the_other(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    jobs.run(giving(1), answers.take, answers.fail)
    jobs.run(giving(2), answers.take, answers.fail)
    jobs.run(giving(3), answers.take, answers.fail)
    qtbot.waitUntil(lambda: jobs.is_idle)

    assert answers.results == [1, 2, 3]


@pytest.mark.parametrize("failure", [FULL, REFUSED], ids=["storage", "refusal"])
def test_failure_of_the_store_comes_back_as_one(
    qtbot: QtBot, jobs: Jobs, answers: Answers, failure: Failure
) -> None:
    run(qtbot, jobs, failing_with(failure), answers)

    assert answers.failures == [failure]
    assert answers.results == []
    assert answers.threads == {threading.main_thread()}


class StuckDoor(FakeDoor):
    """A door that does not open."""

    @override
    def open(self) -> Clinic:
        super().open()
        raise FULL


def test_door_that_does_not_open_is_a_failure_and_is_tried_again(
    qtbot: QtBot, answers: Answers
) -> None:
    door = StuckDoor()
    jobs = Jobs(door)

    run(qtbot, jobs, lambda _: 1, answers)
    run(qtbot, jobs, lambda _: 1, answers)
    jobs.close()

    assert answers.failures == [FULL, FULL]
    assert [act for act, _ in door.used] == ["open", "open", "close"]


def test_fault_of_the_program_is_a_failure_and_is_raised_in_the_windows_thread(
    qtbot: QtBot, jobs: Jobs, answers: Answers
) -> None:
    with qtbot.capture_exceptions() as raised:
        run(qtbot, jobs, failing_with(BUG), answers)

    assert [fault for _, fault, _ in raised] == [BUG]
    assert [str(failure) for failure in answers.failures] == [STOPPED_BY_A_FAULT]
    assert answers.threads == {threading.main_thread()}


def test_fault_in_showing_a_result_leaves_the_jobs_idle(qtbot: QtBot, jobs: Jobs) -> None:
    def show(_result: object) -> None:
        raise BUG

    with qtbot.capture_exceptions() as raised, qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: 1, show, _ignore)

    assert [fault for _, fault, _ in raised] == [BUG]
    assert jobs.is_idle


def test_jobs_are_busy_until_the_last_result_is_handed_over(
    qtbot: QtBot, jobs: Jobs, answers: Answers
) -> None:
    before = jobs.is_idle
    jobs.run(lambda _: 1, answers.take, answers.fail)
    during = jobs.is_idle
    qtbot.waitUntil(lambda: jobs.is_idle)

    assert (before, during) == (True, False)
    assert answers.results == [1]


def test_closing_finishes_the_work_and_closes_the_store_in_its_thread(
    jobs: Jobs, door: FakeDoor
) -> None:
    done: list[int] = []
    jobs.run(lambda _: done.append(1), _ignore, _ignore)
    jobs.run(lambda _: done.append(2), _ignore, _ignore)

    jobs.close()

    assert done == [1, 2]
    assert door.used[-1] == ("close", "store_0")


def test_closing_twice_closes_the_store_once(jobs: Jobs, door: FakeDoor) -> None:
    jobs.close()

    jobs.close()

    assert [act for act, _ in door.used] == ["close"]


def test_work_after_closing_is_not_done(jobs: Jobs, door: FakeDoor) -> None:
    jobs.close()

    jobs.run(lambda _: 1, _ignore, _ignore)

    assert jobs.is_idle
    assert [act for act, _ in door.used] == ["close"]


def _ignore(_result: Any) -> None:
    pass
