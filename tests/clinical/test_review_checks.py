"""Which decision needs a reason against which flag, and what a locked review is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.frozen import Frozen, Meaning, Signature, Since
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.review import Decision, NoteKind, Opinion, Review, ReviewNote
from trialtracker.clinical.review_checks import (
    AGAINST,
    check_is_new,
    check_note,
    check_opinion,
    goes_against,
    needs_reason,
)
from trialtracker.clinical.review_seal import is_sealed, make_note, seal_review

AT = datetime(2026, 3, 5, 12, tzinfo=UTC)
ALVAREZ = Actor("R. Alvarez", Role.PHYSICIAN)
SIGNED = Signature("R. Alvarez", Role.PHYSICIAN, Meaning.REVIEWED)
DISCUSS = Opinion(Decision.DISCUSS, "")
FROZEN = Frozen(
    frozen_id="f" * 32,
    trial_id="t" * 32,
    mrn="T-001",
    signature=SIGNED,
    as_of=AT,
    criteria_set="Clinic default, version 1",
    program_version="1.0",
    data_hash="d" * 64,
    result_hash="r" * 64,
    verdict=Verdict.FAVOURABLE,
    relief_percent=None,
    since=Since(),
    author="R. Alvarez",
)
REVIEW = Review(FROZEN, AT, DISCUSS, seal_review(FROZEN, DISCUSS))


def add(review: Review, kind: NoteKind, text: str = "Words.") -> Review:
    signature = replace(SIGNED, meaning=Meaning.ADDED)
    note_id = f"{len(review.notes)}" * 32
    note = make_note(review, note_id, kind, signature, text, AT + timedelta(hours=1))
    return replace(review, notes=(*review.notes, note))


@pytest.mark.parametrize(
    ("verdict", "against"),
    [
        (Verdict.FAVOURABLE, {Decision.EXTEND, Decision.DO_NOT_PROCEED, Decision.REPEAT}),
        (Verdict.BORDERLINE, set()),
        (Verdict.NOT_FAVOURABLE, {Decision.DISCUSS}),
        (Verdict.NOT_ENOUGH_DATA, {Decision.DISCUSS, Decision.DO_NOT_PROCEED}),
        (Verdict.SAFETY_HOLD, {Decision.DISCUSS, Decision.EXTEND, Decision.REPEAT}),
    ],
)
def test_each_flag_has_decisions_that_go_against_it(
    verdict: Verdict, against: set[Decision]
) -> None:
    assert {decision for decision in Decision if goes_against(verdict, decision)} == against
    assert {decision for decision in Decision if needs_reason(verdict, decision)} == {
        *against,
        Decision.OTHER,
    }


def test_every_flag_is_in_the_table() -> None:
    assert set(AGAINST) == set(Verdict)


@pytest.mark.parametrize(("verdict", "decision"), list(product(Verdict, Decision)))
def test_a_decision_with_a_reason_stands_whatever_the_flag(
    verdict: Verdict, decision: Decision
) -> None:
    check_opinion(ALVAREZ, verdict, Opinion(decision, "As discussed with the patient."))


@pytest.mark.parametrize(("verdict", "decision"), list(product(Verdict, Decision)))
def test_a_decision_without_a_reason_stands_where_it_needs_none(
    verdict: Verdict, decision: Decision
) -> None:
    refused = get_refused(ALVAREZ, verdict, Opinion(decision, " "))

    assert refused == ["reason"] * needs_reason(verdict, decision)


def get_refused(who: Actor, verdict: Verdict, opinion: Opinion) -> list[str]:
    try:
        check_opinion(who, verdict, opinion)
    except RefusedError as refused:
        return [problem.field for problem in refused.problems]
    return []


def test_a_decision_against_the_flag_asks_for_its_reason_by_name() -> None:
    with pytest.raises(RefusedError) as refused:
        check_opinion(ALVAREZ, Verdict.SAFETY_HOLD, DISCUSS)

    assert str(refused.value) == (
        "“Discuss implantation” goes against “Safety hold”: give the reason."
    )


def test_everything_that_is_missing_is_said_at_once() -> None:
    nurse = Actor("J. Moore", Role.NURSE)

    assert get_refused(nurse, Verdict.FAVOURABLE, Opinion(Decision.OTHER, "")) == [
        "role",
        "reason",
    ]
    assert get_refused(replace(ALVAREZ, name=" "), Verdict.FAVOURABLE, DISCUSS) == ["name"]


@pytest.mark.parametrize(
    "former",
    [
        None,
        replace(REVIEW, opinion=None, seal=""),
        add(REVIEW, NoteKind.OPENED),
        replace(REVIEW, opinion=Opinion(Decision.EXTEND, "Too short.")),
        replace(REVIEW, frozen=replace(FROZEN, data_hash="other")),
        replace(REVIEW, frozen=replace(FROZEN, verdict=Verdict.BORDERLINE)),
        replace(REVIEW, frozen=replace(FROZEN, signature=replace(SIGNED, name="B. Keller"))),
    ],
    ids=["none", "undecided", "opened", "decision", "data", "verdict", "signer"],
)
def test_what_differs_from_the_former_review_can_be_signed(former: Review | None) -> None:
    check_is_new(FROZEN, DISCUSS, former)


def test_the_same_again_is_not_signed_under_another_spelling_of_the_name() -> None:
    frozen = replace(FROZEN, signature=replace(SIGNED, name=" r.  ALVAREZ"), as_of=AT)

    with pytest.raises(RefusedError, match="write an addendum instead"):
        check_is_new(frozen, Opinion(Decision.DISCUSS, "Again."), REVIEW)


@pytest.mark.parametrize(
    ("review", "is_locked"),
    [
        (REVIEW, True),
        (add(REVIEW, NoteKind.ADDENDUM), True),
        (add(REVIEW, NoteKind.OPENED), False),
        (add(add(REVIEW, NoteKind.OPENED), NoteKind.ADDENDUM), False),
        (replace(REVIEW, opinion=None, seal=""), False),
    ],
)
def test_a_review_is_locked_from_its_decision_until_it_is_opened(
    review: Review, is_locked: bool
) -> None:
    assert review.is_locked is is_locked
    assert is_sealed(review)


def test_a_review_without_a_decision_takes_an_addendum_and_is_not_opened() -> None:
    undecided = replace(REVIEW, opinion=None, seal="")

    check_note(ALVAREZ, NoteKind.ADDENDUM, "Words.", undecided)
    with pytest.raises(RefusedError, match="not locked"):
        check_note(ALVAREZ, NoteKind.OPENED, "Words.", undecided)


def test_the_seal_of_known_content_never_changes() -> None:
    assert REVIEW.seal == "4dc0101984d48635dabdcccc49919d346f268ed95f46c2f05f24010df6189615"
    assert (
        add(REVIEW, NoteKind.ADDENDUM, "Ünï “quoted” \n\N{GRINNING FACE}").head
        == "6cb70ce89dca923f465b2ab9911a56c8ca9077b9db4f0a281688bb104d779af8"
    )


def test_the_newest_seal_stands_for_the_review_and_its_notes() -> None:
    noted = add(REVIEW, NoteKind.ADDENDUM)

    assert (REVIEW.head, noted.head) == (REVIEW.seal, noted.notes[0].seal)


CHANGES = [
    {"frozen_id": "a" * 32},
    {"data_hash": "a" * 64},
    {"result_hash": "a" * 64},
    {"criteria_set": "Another"},
    {"program_version": "2.0"},
    {"as_of": AT + timedelta(seconds=1)},
    {"signature": replace(SIGNED, name="B. Keller")},
    {"signature": replace(SIGNED, role=Role.NURSE)},
    {"signature": replace(SIGNED, meaning=Meaning.COUNTERSIGNED)},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_seal_covers_everything_that_is_signed(change: dict[str, object]) -> None:
    frozen = replace(FROZEN, **change)  # type: ignore[arg-type]

    assert not is_sealed(replace(REVIEW, frozen=frozen))


@pytest.mark.parametrize(
    "opinion", [None, Opinion(Decision.EXTEND, ""), Opinion(Decision.DISCUSS, " ")]
)
def test_the_seal_covers_decision_and_reason(opinion: Opinion | None) -> None:
    assert not is_sealed(replace(REVIEW, opinion=opinion))


NOTE_CHANGES = [
    {"note_id": "a" * 32},
    {"kind": NoteKind.OPENED},
    {"signature": replace(SIGNED, name="B. Keller")},
    {"text": "Other words."},
    {"at": AT},
    {"seal": "a" * 64},
]


@pytest.mark.parametrize("change", NOTE_CHANGES, ids=str)
def test_the_seal_of_a_note_covers_all_of_it(change: dict[str, object]) -> None:
    noted = add(REVIEW, NoteKind.ADDENDUM)
    note: ReviewNote = replace(noted.notes[0], **change)  # type: ignore[arg-type]

    assert not is_sealed(replace(noted, notes=(note,)))


def test_notes_cannot_be_taken_out_or_change_places() -> None:
    first, second = add(add(REVIEW, NoteKind.ADDENDUM), NoteKind.OPENED).notes

    assert not is_sealed(replace(REVIEW, notes=(second,)))
    assert not is_sealed(replace(REVIEW, notes=(second, first)))
    assert is_sealed(replace(REVIEW, notes=(first, second)))


def test_a_decision_that_is_lost_is_told_apart_from_one_never_asked_for() -> None:
    undecided = replace(REVIEW, opinion=None)

    assert REVIEW.decided == "Discuss implantation"
    assert undecided.decided == "No decision was recorded with this signature."
    assert replace(undecided, is_whole=False).decided.startswith("The decision cannot be read")
