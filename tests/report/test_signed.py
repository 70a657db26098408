from dataclasses import replace
from fractions import Fraction

import pytest

from tests.factories import make_trial
from tests.report.reports import (
    make_note,
    make_review,
    make_usual_trial,
    summarise,
)
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.frozen import Since
from trialtracker.clinical.review import Decision, NoteKind, Opinion


def test_an_unsigned_report_says_so_plainly() -> None:
    review = summarise(make_usual_trial()).review

    assert review.not_signed == "Not signed"
    assert review.decision == "No decision is recorded"


def test_decision_and_flag_both_print() -> None:
    opinion = Opinion(Decision.DO_NOT_PROCEED, "The patient has moved away.")

    review = summarise(make_usual_trial(), make_review(opinion=opinion)).review

    assert (review.decision, review.reason) == ("Do not proceed", "The patient has moved away.")
    assert review.flag == "Favourable"


def test_the_signature_names_who_when_what_and_the_hashes() -> None:
    signature = summarise(make_usual_trial(), make_review()).review.signature

    told = {each.label: each.text for each in signature}
    assert told["Signed by"] == "M. Okonkwo"
    assert told["Role"] == "Physician"
    assert told["Meaning"] == "Reviewed"
    assert told["Signed"] == "06-Mar-2026 12:00"
    assert told["Data SHA-256"] == "ab12" * 4
    assert told["Seal"] == "ef56" * 4


def test_a_review_from_before_decisions_says_that_it_has_none() -> None:
    review = make_review(seal="")
    old = replace(review, opinion=None)

    told = summarise(make_usual_trial(), old).review

    assert told.decision == "No decision was recorded with this signature."
    assert told.signature[-1].text == "None"


def test_a_damaged_review_is_said_to_be_damaged() -> None:
    review = make_review(is_whole=False)
    damaged = replace(review, frozen=replace(review.frozen, verdict=None))

    told = summarise(make_usual_trial(), damaged).review

    assert told.warning.startswith("The seals do not fit")
    assert told.flag == "Not readable: the kept copy is damaged"


def test_addenda_and_countersignatures_follow_in_their_order() -> None:
    notes = (make_note(), make_note(NoteKind.COUNTERSIGNATURE, ""))

    told = summarise(make_usual_trial(), make_review(notes=notes)).review.notes

    assert told == (
        "Addendum by A. Second (physician), 07-Mar-2026 09:00: Seen again.",
        "Countersigned by A. Second (physician), 07-Mar-2026 09:00",
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, ""), (2, "1 earlier review: see"), (3, "2 earlier reviews: see")],
)
def test_earlier_reviews_are_counted(count: int, words: str) -> None:
    review = summarise(make_usual_trial(), *[make_review()] * count).review

    assert review.earlier.startswith(words)
    assert bool(review.earlier) is bool(words)


def test_data_changed_since_the_signature_stand_beside_the_verdict() -> None:
    signed = make_review(Since(("1 entry was amended.",), ("2 entries came later.",)))
    review = replace(signed, frozen=replace(signed.frozen, relief_percent=Fraction(52)))

    verdict = summarise(make_usual_trial(), review).verdict

    assert verdict.since_title == "Changed after signature"
    assert verdict.since == "1 entry was amended. 2 entries came later."
    assert [(each.label, each.text) for each in verdict.signed] == [
        ("Signed", "Favourable, 52 % relief, 06-Mar-2026 12:00"),
        ("Now", "Borderline, 60 % relief, 07-Mar-2026 12:00"),
    ]


def test_data_that_only_went_on_are_not_called_changed() -> None:
    review = make_review(Since(continued=("2 entries came later.",)))
    damaged = replace(review, frozen=replace(review.frozen, verdict=None))

    verdict = summarise(make_trial(), damaged).verdict

    assert verdict.since_title == "Continued after signature"
    assert verdict.signed[0].text.startswith("the kept copy is damaged, relief not known")
    assert verdict.signed[1].text.startswith("Not enough data, relief not known")


def test_unchanged_data_with_the_same_result_say_nothing_of_change() -> None:
    signed = make_review()
    same = replace(signed, frozen=replace(signed.frozen, verdict=Verdict.NOT_ENOUGH_DATA))

    summary = summarise(make_trial(), same)

    assert (summary.verdict.since_title, summary.verdict.signed) == ("", ())
    assert summary.review.since == "Unchanged since signature."


def test_unchanged_data_that_say_something_else_now_are_told() -> None:
    verdict = summarise(make_usual_trial(), make_review()).verdict

    assert verdict.since_title == "Unchanged since signature"
    assert "the assessment window has moved on" in verdict.since
    assert [each.text.split(",")[0] for each in verdict.signed] == ["Favourable", "Borderline"]
