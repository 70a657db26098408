"""P5, P6: a physician signs a decision on what is shown; what comes later shows as such."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import FOUR_DAYS, Ward, fill_store, text_of
from trialtracker.clinical.actor import Role
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.review import Decision, NoteKind, Review
from trialtracker.ui.actor_dialog import ActorDialog
from trialtracker.ui.review_dialog import ReviewDialog
from trialtracker.ui.review_list_dialog import ReviewListDialog
from trialtracker.ui.review_note_dialog import ReviewNoteDialog

P5_BUDGET, P6_BUDGET = 5, 4
OF_THE_REPORT = 2
"""Ctrl+P and Enter, which P5 ends with."""


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on the chart of one trial with four days of entries; a physician is there."""
    fill_store(store_path, clock, FOUR_DAYS)
    ward = open_window(store_path)
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    act_as(ward, "R. Alvarez", Role.PHYSICIAN)
    return ward


def act_as(ward: Ward, name: str, role: Role) -> None:
    """Take the keyboard over as a person does."""
    ward.press("Ctrl+Shift+U")
    ward.wait(lambda: isinstance(QApplication.activeWindow(), ActorDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, ActorDialog)
    dialog.name.setText(name)
    ward.press("Tab", role.label[0], "Ctrl+S")
    ward.wait(lambda: QApplication.activeWindow() is ward.window)


def open_signing(ward: Ward) -> ReviewDialog:
    ward.press("Alt+F9")
    ward.wait(lambda: isinstance(QApplication.activeWindow(), ReviewDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, ReviewDialog)
    return dialog


def sign(ward: Ward) -> None:
    open_signing(ward)
    ward.press("E", "Ctrl+S")


def put_note(ward: Ward, kind: NoteKind, text: str) -> ReviewNoteDialog:
    button = ward.page.assessment.review.buttons[kind]
    button.click()
    ward.settle()
    ward.wait(lambda: isinstance(QApplication.activeWindow(), ReviewNoteDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, ReviewNoteDialog)
    dialog.text.setPlainText(text)
    ward.press("Ctrl+S")
    return dialog


def review_of(ward: Ward) -> Review:
    review = ward.read().review
    assert review is not None
    return review


def amend_the_last_entry(ward: Ward) -> None:
    ward.press("Ctrl+E", "Down", "Return", "Tab", "7", "Ctrl+S", "1", "Return")


def message_of(ward: Ward) -> str:
    return ward.window.message.text


def test_p5_a_decision_and_ctrl_s_sign_within_the_budget(ward: Ward) -> None:
    before = ward.keys.count

    sign(ward)

    review = review_of(ward)
    assert QApplication.activeWindow() is ward.window
    assert review.frozen.signature.words == "Reviewed by R. Alvarez (physician)"
    assert review.opinion is not None
    assert review.opinion.decision is Decision.EXTEND
    assert review.is_locked
    assert ward.keys.count - before + OF_THE_REPORT <= P5_BUDGET


def test_p5_the_card_shows_name_role_time_meaning_and_the_lock(ward: Ward) -> None:
    sign(ward)

    card = text_of(ward.page.assessment.review)
    assert "Extend or change the trial" in card
    assert "Reviewed by R. Alvarez (physician), 05-Mar-2026 14:05." in card
    assert "“I have reviewed chart and assessment.”" in card
    assert "Unchanged since signature · locked." in card


def test_p6_against_the_flag_takes_four_keys_and_a_reason_and_leaves_the_flag(ward: Ward) -> None:
    before, flag = ward.keys.count, ward.read().assessment.verdict

    dialog = open_signing(ward)
    ward.press("D")
    ward.wait(lambda: ward.focus is dialog.reason)
    dialog.reason.insertPlainText("She walks to the shop again, and wants no more scores.")
    ward.press("Ctrl+S")

    review, panel = review_of(ward), ward.page.assessment
    assert ward.keys.count - before <= P6_BUDGET
    assert (flag, review.frozen.verdict) == (Verdict.NOT_ENOUGH_DATA, Verdict.NOT_ENOUGH_DATA)
    assert panel.verdict.headline.text() == ward.read().assessment.headline
    assert panel.review.decision.text() == "Discuss implantation"
    assert "wants no more scores" in text_of(panel.review)


def test_against_the_flag_without_a_reason_nothing_is_signed(ward: Ward) -> None:
    dialog = open_signing(ward)

    ward.press("D", "Ctrl+S")

    assert dialog.isVisible()
    assert "Needed: this goes against the flag" in text_of(dialog)
    assert ward.read().review is None


def test_what_is_signed_stands_in_the_window_that_asks(ward: Ward) -> None:
    dialog = open_signing(ward)

    assert ward.read().assessment.headline in text_of(dialog)
    assert ward.read().assessment.criteria_set.title in text_of(dialog)


def test_enter_in_the_reason_signs_nothing(ward: Ward) -> None:
    dialog = open_signing(ward)

    ward.press("O", "Return", "Return")

    assert dialog.isVisible()
    assert ward.read().review is None


def test_a_nurse_cannot_sign_and_is_offered_the_way(ward: Ward) -> None:
    act_as(ward, "J. Moore", Role.NURSE)
    dialog = open_signing(ward)
    said = text_of(dialog.obstacle)

    ward.press("Alt+E", "Ctrl+S")

    assert said.startswith("J. Moore is at the keyboard as nurse; a physician signs.")
    assert dialog.isVisible()
    assert ward.read().review is None


def test_the_way_comes_back_to_the_review_with_what_was_decided(ward: Ward) -> None:
    act_as(ward, "J. Moore", Role.NURSE)
    dialog = open_signing(ward)
    ward.press("Alt+E", "Alt+C")
    ward.wait(lambda: isinstance(QApplication.activeWindow(), ActorDialog))

    ward.press("Alt+1")
    ward.wait(lambda: QApplication.activeWindow() is dialog)
    ward.press("Ctrl+S")

    assert review_of(ward).frozen.signature.name == "R. Alvarez"
    assert ward.window.nav.actor.text() == "R. Alvarez (physician) ▾"


def test_what_is_signed_is_locked_and_the_refusal_offers_the_way(ward: Ward) -> None:
    sign(ward)

    amend_the_last_entry(ward)
    told = message_of(ward)
    ward.window.message._action.click()
    ward.settle()

    assert told.startswith("Reviewed by R. Alvarez (physician) on 05-Mar-2026 14:05, and locked")
    assert "Store not available" not in text_of(ward.window.status)
    assert isinstance(ward.window.desk.forms.reviews.dialog, ReviewNoteDialog)
    assert len(ward.stored) == len(FOUR_DAYS)


def test_after_it_is_opened_an_amendment_shows_as_changed_after_signature(ward: Ward) -> None:
    sign(ward)
    put_note(ward, NoteKind.OPENED, "A score of the wrong patient.")

    amend_the_last_entry(ward)

    review = review_of(ward)
    assert review.frozen.since.changed == ("1 entry was amended.",)
    assert "Changed after signature · opened for correction." in text_of(
        ward.page.assessment.review
    )


def test_an_entry_of_the_time_after_continues_what_was_signed(ward: Ward) -> None:
    sign(ward)
    ward.clock.now += timedelta(hours=2)

    ward.open_record()
    ward.press("4", "Ctrl+S")

    assert "Continued after signature · locked." in text_of(ward.page.assessment.review)


def test_an_addendum_stands_beside_the_review(ward: Ward) -> None:
    sign(ward)

    put_note(ward, NoteKind.ADDENDUM, "Family informed by telephone.")

    assert "Addendum by R. Alvarez (physician)" in text_of(ward.page.assessment.review)
    assert [note.text for note in review_of(ward).notes] == ["Family informed by telephone."]


def test_who_signed_does_not_countersign(ward: Ward) -> None:
    sign(ward)

    dialog = put_note(ward, NoteKind.COUNTERSIGNATURE, "")

    assert dialog.isVisible()
    assert [line.text() for line in dialog.summary.lines] == [
        "You signed this review: another physician countersigns it."
    ]
    assert review_of(ward).notes == ()


def test_another_physician_countersigns(ward: Ward) -> None:
    sign(ward)
    act_as(ward, "B. Keller", Role.PHYSICIAN)

    put_note(ward, NoteKind.COUNTERSIGNATURE, "")

    assert "Countersigned by B. Keller (physician)" in text_of(ward.page.assessment.review)


def test_the_name_at_the_keyboard_is_on_what_is_stored_and_the_draft_stays(ward: Ward) -> None:
    ward.open_record()
    ward.press("4")

    act_as(ward, "J. Moore", Role.NURSE)
    ward.press("Ctrl+S")

    assert ward.stored[-1].author == "J. Moore"
    assert ward.stored[-1].values["pain_rest"] == 4


def test_what_the_lock_refused_is_still_typed_after_it_is_opened(ward: Ward) -> None:
    sign(ward)
    amend_the_last_entry(ward)
    ward.window.message._action.click()
    ward.settle()
    ward.wait(lambda: isinstance(QApplication.activeWindow(), ReviewNoteDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, ReviewNoteDialog)
    dialog.text.setPlainText("A score of the wrong patient.")
    ward.press("Ctrl+S")
    ward.wait(lambda: QApplication.activeWindow() is ward.window)

    ward.press("Ctrl+S", "1", "Return")

    (amended,) = [entry for entry in ward.stored if entry.supersedes_id is not None]
    assert 7 in amended.values.values()
    assert review_of(ward).frozen.since.changed == ("1 entry was amended.",)


def test_signed_again_after_the_correction_it_is_locked_and_both_are_listed(ward: Ward) -> None:
    sign(ward)
    put_note(ward, NoteKind.OPENED, "A score of the wrong patient.")
    amend_the_last_entry(ward)

    ward.press("Ctrl+T")
    sign(ward)
    ward.page.assessment.review.buttons["reviews"].click()
    ward.settle()

    listed = ward.window.desk.forms.reviews.dialog
    assert isinstance(listed, ReviewListDialog)
    assert [card.state.accessibleName() for card in listed.cards] == [
        "Unchanged since signature · locked.",
        "Changed after signature · opened for correction. 1 entry was amended.",
    ]
