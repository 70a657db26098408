"""The card of a review says what was decided, by whom, and what has become of it."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.review_support import DISCUSS, make_note, make_review
from trialtracker.clinical.frozen import Since
from trialtracker.clinical.review import (
    LOST_DECISION,
    NO_DECISION,
    Decision,
    NoteKind,
    Opinion,
    Review,
)
from trialtracker.ui.review_card import ReviewCard
from trialtracker.ui.review_list_dialog import list_facts
from trialtracker.ui.review_words import DAMAGED
from trialtracker.ui.shape_icon import Shape

CHANGED = Since(changed=("1 entry was amended.",))
OPENED = make_note(NoteKind.OPENED, "Wrong patient.")


@pytest.fixture
def card(qtbot: QtBot) -> ReviewCard:
    card = ReviewCard()
    qtbot.addWidget(card)
    card.show_review(make_review(), "UTC")
    card.resize(380, 400)
    card.show()
    return card


def test_decision_reason_and_signature_stand_on_the_card(card: ReviewCard) -> None:
    assert card.decision.text() == "Discuss implantation"
    assert card.reason.accessibleName() == DISCUSS.reason
    assert card.signed.accessibleName() == (
        "Reviewed by R. Alvarez (physician), 05-Mar-2026 12:00. "
        "“I have reviewed chart and assessment.”"
    )
    assert card.state.accessibleName() == "Unchanged since signature · locked."
    assert card.icon.shape is Shape.TICK


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (
            make_review(since=CHANGED, notes=(OPENED,)),
            "Changed after signature · opened for correction. 1 entry was amended.",
        ),
        (make_review(opinion=None), "Unchanged since signature."),
        (make_review(is_whole=False), DAMAGED),
    ],
    ids=["changed", "signed before decisions", "damaged"],
)
def test_state_says_what_has_become_of_it(card: ReviewCard, review: Review, said: str) -> None:
    card.show_review(review, "UTC")

    assert card.state.accessibleName() == said


@pytest.mark.parametrize(
    "review", [make_review(since=CHANGED), make_review(is_whole=False)], ids=["changed", "damaged"]
)
def test_what_is_not_as_signed_has_a_shape_of_its_own(card: ReviewCard, review: Review) -> None:
    card.show_review(review, "UTC")

    assert card.icon.shape is Shape.WARNING
    assert card.property("since") == "changed"


def test_signature_without_a_decision_says_so_and_has_no_lock(card: ReviewCard) -> None:
    card.show_review(make_review(opinion=None), "UTC")

    assert card.decision.text() == NO_DECISION
    assert not card.reason.isVisible()
    assert not card.buttons[NoteKind.OPENED].isVisible()


def test_a_decision_that_is_gone_is_not_one_that_was_never_asked_for(card: ReviewCard) -> None:
    card.show_review(replace(make_review(opinion=None), is_whole=False), "UTC")

    assert card.decision.text() == LOST_DECISION


def test_notes_stand_below_with_author_and_time(card: ReviewCard) -> None:
    signed = make_note(NoteKind.COUNTERSIGNATURE, "")

    card.show_review(make_review(notes=(make_note(NoteKind.ADDENDUM), signed)), "UTC")

    assert card.notes.accessibleName().split("\n") == [
        "Addendum by B. Keller (physician), 05-Mar-2026 12:00: Family informed.",
        "Countersigned by B. Keller (physician), 05-Mar-2026 12:00.",
    ]


def test_review_that_is_open_is_not_opened_again(card: ReviewCard) -> None:
    card.show_review(make_review(notes=(OPENED,)), "UTC")

    assert not card.buttons[NoteKind.OPENED].isVisible()
    assert card.buttons[NoteKind.ADDENDUM].isVisible()


def test_long_words_and_many_notes_are_cut_and_say_so(card: ReviewCard) -> None:
    notes = tuple(make_note(NoteKind.ADDENDUM, f"Number {number}.") for number in range(5))

    card.show_review(
        make_review(opinion=Opinion(Decision.OTHER, "word " * 300), notes=notes), "UTC"
    )

    assert card.reason.accessibleName().endswith("…")
    assert card.notes.accessibleName().startswith("2 earlier: All reviews…\n")
    assert "Number 4." in card.notes.accessibleName()


def test_list_of_all_reviews_cuts_nothing(qtbot: QtBot) -> None:
    card = ReviewCard(is_whole=True)
    qtbot.addWidget(card)
    long = "word " * 300

    card.show_review(make_review(opinion=Opinion(Decision.OTHER, long)), "UTC")

    assert card.reason.accessibleName() == long


def test_list_says_what_each_was_signed_on() -> None:
    assert list_facts(make_review(), "UTC")[0] == "Flag as signed: Borderline, 62 % relief"
    assert list_facts(make_review(), "UTC")[3] == f"Seal: {'5' * 16}… over data {'d' * 16}…"
