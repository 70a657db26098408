"""What stands between the pages of the criteria sets and the services, and what fails there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import NOON, FakeClock
from tests.factories import make_diary
from tests.ui.criteria_support import CHANGED, OWN, make_page
from tests.ui.desk_support import LOCKED, Door, settle
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.services.criteria_book import PreviewPage
from trialtracker.services.results import Snapshot
from trialtracker.ui.criteria_compare_desk import CompareDesk
from trialtracker.ui.criteria_desk import CriteriaDesk
from trialtracker.ui.jobs import Jobs

TRIAL = make_diary([8] * 7, [3] * 3)
SNAPSHOT = Snapshot(TRIAL, assess(TRIAL, CLINIC_DEFAULT, NOON), None, NOON)


@dataclass
class FakeBook:
    """Criteria sets that fail with what they are told to, and else answer at once."""

    fault: Exception | None = None
    sets: list[CriteriaSet] = field(default_factory=lambda: [CLINIC_DEFAULT, OWN])
    pages: list[PreviewPage] = field(default_factory=list)
    asked: list[int | None] = field(default_factory=list)

    @property
    def criteria(self) -> "FakeBook":
        return self

    def list_sets(self) -> tuple[CriteriaSet, ...]:
        self._fail()
        return tuple(self.sets)

    def add_version(self, criteria_set: CriteriaSet) -> CriteriaSet:
        self._fail()
        self.sets.append(criteria_set)
        return criteria_set

    def count_followers(self, _name: str) -> int:
        return 3

    def refresh_summaries(self) -> int:
        return 0

    def assess_with(self, _trial_id: str, titles: tuple[str, ...]) -> tuple[Assessment, ...]:
        self._fail()
        by_title = {each.title: each for each in self.sets}
        return tuple(assess(TRIAL, by_title[title], NOON) for title in titles)

    def preview(self, _set: CriteriaSet, after: int | None, _limit: int) -> PreviewPage:
        self._fail()
        self.asked.append(after)
        return self.pages[len(self.asked) - 1]

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def book() -> FakeBook:
    return FakeBook()


@pytest.fixture
def jobs(book: FakeBook) -> Iterator[Jobs]:
    jobs = Jobs(Door(book))
    yield jobs
    jobs.close()


@pytest.fixture
def desk(window: QWidget, jobs: Jobs, clock: FakeClock, qtbot: QtBot) -> CriteriaDesk:
    desk = CriteriaDesk(window, QStackedWidget(window), jobs, clock)
    desk.open()
    settle(qtbot, jobs)
    return desk


def test_the_sets_are_read_and_shown(desk: CriteriaDesk) -> None:
    assert desk.page.list.count() == 2


def test_a_version_that_is_stored_is_told_and_shown(
    desk: CriteriaDesk, qtbot: QtBot, jobs: Jobs, book: FakeBook
) -> None:
    with qtbot.waitSignal(desk.noticed) as noticed:
        desk.page.submitted.emit(OWN)
    settle(qtbot, jobs)

    assert "the 3 trials now running that follow it keep theirs." in noticed.args[0]
    assert book.sets[-1] == OWN
    assert desk.page.list.chosen == OWN


def test_a_version_that_is_refused_is_told_at_its_field(
    desk: CriteriaDesk, qtbot: QtBot, jobs: Jobs, book: FakeBook
) -> None:
    book.fault = RefusedError([Problem("effective_from", "A trial has begun.")])

    desk.page.submitted.emit(OWN)
    settle(qtbot, jobs)

    assert desk.page.editor.form.fields["effective_from"].problem == "A trial has begun."


def test_a_store_that_fails_is_told_and_what_is_typed_stays(
    desk: CriteriaDesk, qtbot: QtBot, book: FakeBook
) -> None:
    book.fault = LOCKED
    desk.page.editor.save_button.setEnabled(False)

    with qtbot.waitSignal(desk.failed) as failed:
        desk.page.submitted.emit(OWN)

    assert failed.args == [LOCKED]
    assert desk.page.editor.save_button.isEnabled()


def test_a_preview_is_read_page_by_page(
    desk: CriteriaDesk, qtbot: QtBot, jobs: Jobs, book: FakeBook
) -> None:
    book.pages = [make_page(CHANGED, next_after=7), make_page(CHANGED)]

    desk.page.preview_wanted.emit(OWN)
    settle(qtbot, jobs)

    assert book.asked == [None, 7]
    assert desk.page.preview.model.rowCount() == 2


def test_a_preview_that_is_left_is_read_no_further(
    desk: CriteriaDesk, qtbot: QtBot, jobs: Jobs, book: FakeBook
) -> None:
    book.pages = [make_page(CHANGED, next_after=7)]
    desk.page.preview_wanted.emit(OWN)

    desk.page.go_back()
    settle(qtbot, jobs)

    assert book.asked == [None]
    assert desk.page.preview.model.rowCount() == 0


def test_a_preview_that_cannot_be_read_ends_and_is_told(
    desk: CriteriaDesk, qtbot: QtBot, book: FakeBook
) -> None:
    book.fault = LOCKED

    with qtbot.waitSignal(desk.failed):
        desk.page.preview_wanted.emit(OWN)

    assert desk.page.preview.progress.isHidden()
    assert desk.page.preview.title.text() == "Stopped: no trial was read."


def test_a_comparison_begins_with_the_trial_s_own_set(
    window: QWidget, jobs: Jobs, qtbot: QtBot
) -> None:
    desk = CompareDesk(window, jobs)

    desk.open(SNAPSHOT)
    settle(qtbot, jobs)

    assert desk.dialog is not None
    chosen = [box.currentText() for box in desk.dialog.boxes]
    assert chosen == [CLINIC_DEFAULT.title, OWN.title]
    assert len(desk.dialog.rows) == len(SNAPSHOT.assessment.criteria)


def test_a_comparison_asked_for_twice_opens_once(window: QWidget, jobs: Jobs, qtbot: QtBot) -> None:
    desk = CompareDesk(window, jobs)

    desk.open(SNAPSHOT)
    desk.open(SNAPSHOT)
    settle(qtbot, jobs)
    assert desk.dialog is not None
    desk.dialog.close()

    assert desk.dialog is None


def test_a_comparison_closed_meanwhile_shows_nothing(
    window: QWidget, jobs: Jobs, qtbot: QtBot
) -> None:
    desk = CompareDesk(window, jobs)
    desk.open(SNAPSHOT)
    settle(qtbot, jobs)
    assert desk.dialog is not None

    desk.dialog.set_wanted.emit((OWN.title, OWN.title))
    desk.dialog.close()
    settle(qtbot, jobs)

    assert desk.dialog is None


def test_a_comparison_that_cannot_be_read_is_told(
    window: QWidget, jobs: Jobs, qtbot: QtBot, book: FakeBook
) -> None:
    desk = CompareDesk(window, jobs)
    book.fault = LOCKED

    with qtbot.waitSignal(desk.failed) as failed:
        desk.open(SNAPSHOT)

    assert failed.args == [LOCKED]
