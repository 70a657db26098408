"""A review is signed by who may, once, and what is refused stays typed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.ui.desk_support import LOCKED, Door, settle
from tests.ui.record_support import NOW
from tests.ui.review_support import (
    ALVAREZ,
    ASSESSMENT,
    DISCUSS,
    NURSE,
    SHOWN,
    TRIAL,
    ReviewingClinic,
    make_review,
)
from trialtracker.clinical.actor import Actor
from trialtracker.clinical.refusal import LockedError, Problem, RefusedError
from trialtracker.clinical.review import Decision, NoteKind, Opinion
from trialtracker.ui.actor_desk import ActorDesk
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.message_bar import MessageBar
from trialtracker.ui.review_desk import ReviewDesk
from trialtracker.ui.review_dialog import ReviewDialog
from trialtracker.ui.review_list_dialog import ReviewListDialog
from trialtracker.ui.review_note_dialog import ReviewNoteDialog

REVIEWED = replace(SHOWN, review=make_review())


@pytest.fixture
def clinic() -> ReviewingClinic:
    return ReviewingClinic()


@pytest.fixture
def jobs(clinic: ReviewingClinic) -> Iterator[Jobs]:
    jobs = Jobs(Door(clinic))
    yield jobs
    jobs.close()


@pytest.fixture
def actors(window: QWidget, jobs: Jobs) -> ActorDesk:
    return ActorDesk(window, jobs, NURSE.name)


@pytest.fixture
def message(qtbot: QtBot) -> MessageBar:
    message = MessageBar()
    qtbot.addWidget(message)
    return message


@pytest.fixture
def desk(
    window: QWidget, jobs: Jobs, clock: FakeClock, actors: ActorDesk, message: MessageBar
) -> ReviewDesk:
    """The desk, with a physician at the keyboard."""
    clock.now = NOW
    actors._who = ALVAREZ
    desk = ReviewDesk(window, jobs, clock)
    desk.use(actors, message)
    return desk


def open_signing(desk: ReviewDesk, qtbot: QtBot, jobs: Jobs) -> ReviewDialog:
    desk.open("sign", SHOWN)
    settle(qtbot, jobs)
    assert isinstance(desk.dialog, ReviewDialog)
    return desk.dialog


def open_note(desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, kind: NoteKind) -> ReviewNoteDialog:
    desk.open(kind.value, REVIEWED)
    settle(qtbot, jobs)
    assert isinstance(desk.dialog, ReviewNoteDialog)
    return desk.dialog


def problem_of(dialog: ReviewDialog | ReviewNoteDialog, key: str) -> str:
    field = dialog.get_field(key)
    assert field is not None
    return field.problem


def words_of(dialog: QWidget) -> list[str]:
    return [label.accessibleName() or label.text() for label in dialog.findChildren(QLabel)]


def test_a_physician_signs_a_decision_with_its_reason(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(Decision.DISCUSS)
    dialog.reason.setPlainText(f" {DISCUSS.reason}\n")

    with qtbot.waitSignal(desk.stored):
        dialog.submit()

    assert clinic.signed == [DISCUSS]
    assert desk.dialog is None


def test_the_window_states_name_role_time_and_meaning(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs
) -> None:
    dialog = open_signing(desk, qtbot, jobs)

    assert dialog.signs.accessibleName() == (
        "R. Alvarez (physician), 07-Mar-2026 14:05: “I have reviewed chart and assessment.”"
    )


def test_what_is_signed_stands_beside_the_decision(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs
) -> None:
    words = words_of(open_signing(desk, qtbot, jobs))

    assert {ASSESSMENT.headline, ASSESSMENT.summary, ASSESSMENT.criteria_set.title} <= set(words)
    assert {"What is missing", "What could fool us"} <= set(words)


def test_without_a_decision_nothing_is_signed(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs)

    dialog.submit()

    assert "Nothing is decided yet" in problem_of(dialog, "decision")
    assert clinic.signed == []


def test_a_decision_takes_the_problem_away(desk: ReviewDesk, qtbot: QtBot, jobs: Jobs) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    dialog.submit()

    dialog.decision.choose(Decision.DISCUSS)

    assert not dialog.summary.isVisible()
    assert problem_of(dialog, "decision") == ""


@pytest.mark.parametrize("decision", [Decision.OTHER], ids=["other"])
def test_a_decision_that_needs_a_reason_says_so_at_the_field(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic, decision: Decision
) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(decision)

    dialog.submit()

    assert problem_of(dialog, "reason").startswith("Needed: ")
    assert dialog.hint.accessibleName() == problem_of(dialog, "reason")
    assert clinic.signed == []


def test_against_the_flag_a_letter_leads_to_the_reason(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    from trialtracker.clinical.choices import Verdict

    clinic.current = replace(SHOWN, assessment=replace(ASSESSMENT, verdict=Verdict.FAVOURABLE))
    dialog = open_signing(desk, qtbot, jobs)

    QTest.keyClicks(dialog.decision, "n")

    assert dialog.decision.decision is Decision.DO_NOT_PROCEED
    assert dialog.focusWidget() is dialog.reason
    assert dialog.hint.text() == "Needed: this goes against the flag “Favourable”."


@pytest.mark.parametrize(("letter", "decision"), list(zip("DENRO", Decision, strict=True)))
def test_each_decision_has_its_letter(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, letter: str, decision: Decision
) -> None:
    dialog = open_signing(desk, qtbot, jobs)

    QTest.keyClicks(dialog.decision, letter.lower())

    assert dialog.decision.decision is decision


def test_another_letter_decides_nothing(desk: ReviewDesk, qtbot: QtBot, jobs: Jobs) -> None:
    dialog = open_signing(desk, qtbot, jobs)

    QTest.keyClicks(dialog.decision, "x")

    assert dialog.decision.decision is None
    assert dialog.opinion is None


def test_enter_in_the_reason_begins_a_line_and_signs_nothing(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(Decision.DISCUSS)
    dialog.reason.setFocus()

    QTest.keySequence(dialog.reason, "Return")
    settle(qtbot, jobs)

    assert dialog.reason.toPlainText() == "\n"
    assert clinic.signed == []


def test_a_nurse_is_told_that_a_physician_signs(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, actors: ActorDesk, clinic: ReviewingClinic
) -> None:
    actors._who = NURSE
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(Decision.DISCUSS)

    dialog.submit()
    settle(qtbot, jobs)

    assert clinic.signed == []
    assert dialog.obstacle.isVisible()
    assert dialog.obstacle.sentence.accessibleName().startswith(
        "nurse is at the keyboard as nurse; a physician signs."
    )


def test_who_changes_the_name_comes_back_to_what_was_decided(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, actors: ActorDesk, clinic: ReviewingClinic
) -> None:
    actors._who = NURSE
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(Decision.DISCUSS)
    dialog.obstacle.change_button.click()
    assert actors.dialog is not None

    actors.dialog.submitted.emit(ALVAREZ)
    settle(qtbot, jobs)
    with qtbot.waitSignal(desk.stored):
        dialog.submit()

    assert clinic.acted == [ALVAREZ]
    assert clinic.signed == [Opinion(Decision.DISCUSS, "")]


def test_a_refused_review_stays_typed(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(Decision.DISCUSS)
    clinic.fault = RefusedError((Problem("reason", "Too long."),))

    dialog.submit()
    settle(qtbot, jobs)

    assert problem_of(dialog, "reason") == "Too long."
    assert desk.dialog is dialog


def test_a_store_that_fails_leaves_the_review_typed(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(Decision.DISCUSS)
    clinic.fault = LOCKED

    dialog.submit()
    settle(qtbot, jobs)

    assert [line.text() for line in dialog.summary.lines] == ["The store is locked."]


def test_what_is_signed_is_as_it_is_by_now(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    later = replace(ASSESSMENT, headline="Borderline: physician review")
    clinic.current = replace(SHOWN, assessment=later)

    assert later.headline in words_of(open_signing(desk, qtbot, jobs))


@pytest.mark.parametrize("form", ["sign", "addendum", "reviews"])
def test_a_window_asked_for_twice_opens_once(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic, form: str
) -> None:
    clinic.current = REVIEWED
    desk.open(form, REVIEWED)
    desk.open(form, REVIEWED)
    settle(qtbot, jobs)
    first = desk.dialog

    desk.open(form, REVIEWED)
    settle(qtbot, jobs)

    assert desk.dialog is first


def test_a_signature_given_twice_in_haste_is_one(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    dialog.decision.choose(Decision.DISCUSS)

    QTest.keySequence(dialog, "Ctrl+S")
    QTest.keySequence(dialog, "Ctrl+S")
    settle(qtbot, jobs)

    assert len(clinic.signed) == 1


@pytest.mark.parametrize("form", ["sign", "reviews"])
def test_what_cannot_be_read_is_a_failure(
    desk: ReviewDesk, qtbot: QtBot, clinic: ReviewingClinic, form: str
) -> None:
    clinic.fault = LOCKED

    with qtbot.waitSignal(desk.failed):
        desk.open(form, SHOWN)

    assert desk.dialog is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (NoteKind.ADDENDUM, "Family informed."),
        (NoteKind.COUNTERSIGNATURE, ""),
        (NoteKind.OPENED, "Wrong patient."),
    ],
)
def test_a_note_is_put_to_the_review(
    desk: ReviewDesk,
    qtbot: QtBot,
    jobs: Jobs,
    clinic: ReviewingClinic,
    kind: NoteKind,
    text: str,
) -> None:
    clinic.current = REVIEWED
    dialog = open_note(desk, qtbot, jobs, kind)
    dialog.text.setPlainText(text)

    with qtbot.waitSignals([desk.stored, desk.noticed]):
        dialog.submit()

    assert clinic.noted == [(kind, text)]
    assert desk.dialog is None


@pytest.mark.parametrize("kind", [NoteKind.ADDENDUM, NoteKind.OPENED])
def test_a_note_that_needs_words_asks_for_them(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic, kind: NoteKind
) -> None:
    clinic.current = REVIEWED
    dialog = open_note(desk, qtbot, jobs, kind)

    dialog.submit()

    assert problem_of(dialog, "text") != ""
    assert clinic.noted == []


def test_a_nurse_opens_for_correction_and_adds_nothing(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic, actors: ActorDesk
) -> None:
    actors._who = Actor("J. Moore")
    clinic.current = REVIEWED

    opening = open_note(desk, qtbot, jobs, NoteKind.OPENED)
    is_free = not opening.obstacle.isVisible()
    opening.reject()
    adding = open_note(desk, qtbot, jobs, NoteKind.ADDENDUM)

    assert is_free
    assert adding.obstacle.isVisible()


def test_without_a_review_there_is_nothing_to_add_to(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, message: MessageBar
) -> None:
    desk.open("addendum", SHOWN)
    settle(qtbot, jobs)

    assert desk.dialog is None
    assert message.text.startswith("Nothing is signed yet")


def test_all_reviews_are_listed(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic
) -> None:
    clinic.current = REVIEWED
    desk.open("reviews", REVIEWED)
    settle(qtbot, jobs)
    assert isinstance(desk.dialog, ReviewListDialog)

    shown = words_of(desk.dialog)
    desk.dialog.close_button.click()

    assert "Discuss implantation" in shown
    assert "TESTCASE, Ada, MRN T-001" in shown
    assert desk.dialog is None


def test_a_change_that_the_lock_refuses_is_told_with_the_way_on(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, clinic: ReviewingClinic, message: MessageBar
) -> None:
    heard: list[str] = []

    def change(_clinic: object) -> None:
        raise LockedError([Problem("", "Locked since.")], TRIAL.trial_id)

    clinic.current = REVIEWED
    jobs.run(change, lambda _: None, lambda failure: heard.append(str(failure)))
    settle(qtbot, jobs)
    told = message.text

    message._action.click()
    settle(qtbot, jobs)

    assert (heard, told) == (["Locked since."], "Locked since.")
    assert isinstance(desk.dialog, ReviewNoteDialog)
    assert desk.dialog.kind is NoteKind.OPENED
    assert message.isHidden()


def test_a_lock_that_refuses_behind_a_window_waits_for_it(
    desk: ReviewDesk, qtbot: QtBot, jobs: Jobs, message: MessageBar
) -> None:
    dialog = open_signing(desk, qtbot, jobs)
    jobs.locked.emit(LockedError([Problem("", "Locked.")], TRIAL.trial_id))

    message._action.click()
    settle(qtbot, jobs)

    assert desk.dialog is dialog


def test_nothing_opens_where_nobody_is_at_the_keyboard(
    window: QWidget, jobs: Jobs, clock: FakeClock
) -> None:
    desk = ReviewDesk(window, jobs, clock)

    with pytest.raises(LookupError, match="who is at the keyboard"):
        desk._show_sign(SHOWN)
