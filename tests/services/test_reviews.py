"""A physician signs an assessment with a decision; what is put to it later is sealed with it."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from tests.conftest import FakeClock
from tests.factories import START, make_answers
from tests.services.reviewing import (
    DISCUSS,
    KELLER,
    MOORE,
    follow,
    note,
    review_of,
    sign,
)
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.frozen import SinceState
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.review import Decision, NoteKind, Opinion
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


@pytest.fixture
def shown(clinic: Clinic, clock: FakeClock) -> Snapshot:
    return follow(clinic, clock)


def stored_decision(store: Store) -> str:
    with store.read() as connection:
        found: str = connection.exec_driver_sql("SELECT decision FROM trial").scalar_one()
    return found


def test_a_trial_that_nobody_signed_has_no_review(
    shown: Snapshot, clinic: Clinic, store: Store
) -> None:
    assert shown.review is None
    assert clinic.reviews.list_reviews(shown.trial.trial_id) == ()
    assert stored_decision(store) == ""


def test_a_review_states_who_when_what_by_which_rules_and_the_decision(
    shown: Snapshot, clinic: Clinic
) -> None:
    signed = sign(clinic, shown, Opinion(Decision.DISCUSS, "  She walks again. \n"))

    review = review_of(signed)
    assert review.frozen.signature.words == "Reviewed by R. Alvarez (physician)"
    assert review.signed_at == review.frozen.as_of == START + timedelta(days=3, hours=4)
    assert (review.frozen.verdict, review.frozen.relief_percent) == (
        Verdict.BORDERLINE,
        Fraction(125, 2),
    )
    assert (review.frozen.criteria_set, review.frozen.author) == (
        CLINIC_DEFAULT.title,
        "R. Alvarez",
    )
    assert review.opinion == Opinion(Decision.DISCUSS, "She walks again.")
    assert (review.is_locked, review.is_whole, len(review.seal)) == (True, True, 64)
    assert review.frozen.since.state is SinceState.UNCHANGED


def test_the_decision_changes_nothing_of_the_verdict(shown: Snapshot, clinic: Clinic) -> None:
    signed = sign(clinic, shown, Opinion(Decision.DO_NOT_PROCEED, ""))

    assert signed.assessment.verdict is shown.assessment.verdict
    assert signed.assessment.summary == shown.assessment.summary


def test_the_decision_stands_in_the_row_of_the_lists(
    shown: Snapshot, clinic: Clinic, store: Store, clock: FakeClock
) -> None:
    sign(clinic, shown)
    first = stored_decision(store)
    clock.advance(timedelta(hours=5))
    later = clinic.record(shown.trial.trial_id, make_answers(clock.now, {"pain_average": 3}))
    sign(clinic, later, Opinion(Decision.EXTEND, ""))

    assert (first, stored_decision(store)) == ("discuss", "extend")


def test_the_snapshot_that_comes_back_is_what_is_read_later(
    shown: Snapshot, clinic: Clinic
) -> None:
    signed = sign(clinic, shown)

    assert clinic.get_snapshot(shown.trial.trial_id).review == signed.review
    assert clinic.reviews.list_reviews(shown.trial.trial_id) == (signed.review,)


@pytest.mark.parametrize(
    "who", [MOORE, Actor("C. Lerk", Role.ADMINISTRATOR)], ids=["nurse", "administrator"]
)
def test_nobody_but_a_physician_signs(shown: Snapshot, clinic: Clinic, who: Actor) -> None:
    clinic.act_as(who)

    with pytest.raises(RefusedError, match="A physician signs, and you are here as") as refused:
        clinic.reviews.sign(shown, DISCUSS)

    assert [problem.field for problem in refused.value.problems] == ["role"]
    assert clinic.reviews.list_reviews(shown.trial.trial_id) == ()


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (" \N{ZERO WIDTH SPACE}", "Say what was decided: “Other” alone does not."),
        ("x" * 2_001, "Reason has 2,001 characters: at most 2,000 are kept."),
        ("a\0b", "Reason holds a NUL character: take it out."),
    ],
)
def test_a_reason_that_cannot_stand_is_refused(
    shown: Snapshot, clinic: Clinic, reason: str, sentence: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        sign(clinic, shown, Opinion(Decision.OTHER, reason))

    assert refused.value.problems == (("reason", sentence),)


def test_what_has_changed_since_it_was_shown_is_not_signed(
    shown: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    clinic.record(shown.trial.trial_id, make_answers(clock.now, {"pain_average": 3}))

    with pytest.raises(RefusedError, match="changed since it was shown"):
        sign(clinic, shown)

    assert clinic.get_snapshot(shown.trial.trial_id).review is None


def test_the_same_is_not_signed_twice_by_the_same_person(
    shown: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    signed = sign(clinic, shown)
    clock.advance(timedelta(minutes=1))

    with pytest.raises(RefusedError, match="You have signed this already"):
        sign(clinic, signed, replace(DISCUSS, reason="Said in other words."))

    assert len(clinic.reviews.list_reviews(shown.trial.trial_id)) == 1


def test_another_decision_is_signed_beside_the_first(
    shown: Snapshot, clinic: Clinic, clock: FakeClock
) -> None:
    signed = sign(clinic, shown)
    clock.advance(timedelta(minutes=1))

    second = sign(clinic, signed, Opinion(Decision.REPEAT, "The catheter had moved."))

    decisions = [
        review.opinion and review.opinion.decision
        for review in clinic.reviews.list_reviews(shown.trial.trial_id)
    ]
    assert decisions == [Decision.DISCUSS, Decision.REPEAT]
    assert second.review == clinic.reviews.list_reviews(shown.trial.trial_id)[-1]


def test_another_physician_signs_the_same(shown: Snapshot, clinic: Clinic) -> None:
    signed = sign(clinic, shown)
    clinic.act_as(KELLER)

    second = clinic.reviews.sign(signed, DISCUSS)

    assert review_of(second).frozen.signature.name == "B. Keller"


def test_what_was_opened_for_correction_is_locked_again_by_signing_it_as_it_is(
    shown: Snapshot, clinic: Clinic
) -> None:
    opened = note(clinic, sign(clinic, shown), MOORE, NoteKind.OPENED)

    again = sign(clinic, opened)

    assert (review_of(opened).is_locked, review_of(again).is_locked) == (False, True)
