"""Notes are put to a review, all reviews listed, and a lock is told with the way on."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.desk_support import LOCKED
from tests.ui.review_support import (
    REVIEWED,
    SHOWN,
    TRIAL,
    Place,
    open_place,
    problem_of,
    words_of,
)
from trialtracker.clinical.actor import Actor
from trialtracker.clinical.refusal import LockedError, Problem
from trialtracker.clinical.review import NoteKind
from trialtracker.ui.review_desk import ReviewDesk
from trialtracker.ui.review_forms import ALL_REVIEWS, FORMS, OPENED, SIGN
from trialtracker.ui.review_list_dialog import ReviewListDialog
from trialtracker.ui.review_note_dialog import ReviewNoteDialog


@pytest.fixture
def place(qtbot: QtBot, window: QWidget) -> Iterator[Place]:
    with open_place(qtbot, window) as place:
        yield place


@pytest.mark.parametrize("form", ["sign", "addendum", "reviews"])
def test_a_window_asked_for_twice_opens_once(place: Place, form: str) -> None:
    place.clinic.current = REVIEWED
    place.desk.open(form, REVIEWED)
    place.desk.open(form, REVIEWED)
    place.settle()
    first = place.desk.dialog

    place.desk.open(form, REVIEWED)
    place.settle()

    assert place.desk.dialog is first


@pytest.mark.parametrize("form", ["sign", "reviews"])
def test_what_cannot_be_read_is_a_failure(place: Place, form: str) -> None:
    place.clinic.fault = LOCKED

    with place.qtbot.waitSignal(place.desk.failed):
        place.desk.open(form, SHOWN)

    assert place.desk.dialog is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (NoteKind.ADDENDUM, "Family informed."),
        (NoteKind.COUNTERSIGNATURE, ""),
        (NoteKind.OPENED, "Wrong patient."),
    ],
)
def test_a_note_is_put_to_the_review(place: Place, kind: NoteKind, text: str) -> None:
    dialog = place.open_note(kind)
    dialog.text.setPlainText(text)

    with place.qtbot.waitSignals([place.desk.stored, place.desk.noticed]):
        dialog.submit()

    assert place.clinic.noted == [(kind, text)]
    assert place.desk.dialog is None


@pytest.mark.parametrize("kind", [NoteKind.ADDENDUM, NoteKind.OPENED])
def test_a_note_that_needs_words_asks_for_them(place: Place, kind: NoteKind) -> None:
    dialog = place.open_note(kind)

    dialog.submit()

    assert problem_of(dialog, "text") != ""
    assert place.clinic.noted == []


def test_a_nurse_opens_for_correction_and_adds_nothing(place: Place) -> None:
    place.actors._who = Actor("J. Moore")
    place.clinic.current = REVIEWED

    opening = place.open_note(NoteKind.OPENED)
    is_free = not opening.obstacle.isVisible()
    opening.reject()
    adding = place.open_note(NoteKind.ADDENDUM)

    assert is_free
    assert adding.obstacle.isVisible()


def test_without_a_review_there_is_nothing_to_add_to(place: Place) -> None:
    place.desk.open("addendum", SHOWN)
    place.settle()

    assert place.desk.dialog is None
    assert place.message.text.startswith("Nothing is signed yet")


def test_all_reviews_are_listed(place: Place) -> None:
    place.clinic.current = REVIEWED
    place.desk.open("reviews", REVIEWED)
    place.settle()
    assert isinstance(place.desk.dialog, ReviewListDialog)

    shown = words_of(place.desk.dialog)
    place.desk.dialog.close_button.click()

    assert "Discuss implantation" in shown
    assert "TESTCASE, Ada, MRN T-001" in shown
    assert place.desk.dialog is None


def test_a_change_that_the_lock_refuses_is_told_with_the_way_on(place: Place) -> None:
    heard: list[str] = []

    def change(_clinic: object) -> None:
        raise LockedError([Problem("", "Locked since.")], TRIAL.trial_id)

    place.clinic.current = REVIEWED
    place.jobs.run(change, lambda _: None, lambda failure: heard.append(str(failure)))
    place.settle()
    told = place.message.text

    place.message._action.click()
    place.settle()

    assert (heard, told) == (["Locked since."], "Locked since.")
    assert isinstance(place.desk.dialog, ReviewNoteDialog)
    assert place.desk.dialog.kind is NoteKind.OPENED
    assert place.message.isHidden()


def test_a_lock_that_refuses_behind_a_window_waits_for_it(place: Place) -> None:
    dialog = place.open_signing()
    place.jobs.locked.emit(LockedError([Problem("", "Locked.")], TRIAL.trial_id))

    place.message._action.click()
    place.settle()

    assert place.desk.dialog is dialog


def test_nothing_opens_where_nobody_is_at_the_keyboard(
    window: QWidget, place: Place, clock: FakeClock
) -> None:
    desk = ReviewDesk(window, place.jobs, clock)

    with pytest.raises(LookupError, match="who is at the keyboard"):
        desk._show_sign(SHOWN)


def test_every_kind_of_note_can_be_asked_for_by_its_name() -> None:
    assert set(NoteKind) | {SIGN, ALL_REVIEWS} == FORMS
    assert NoteKind.OPENED.value == OPENED
