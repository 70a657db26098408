from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from tests.factories import START, amend, make_answers, make_entry, make_trial, next_id
from trialtracker.clinical.choices import Source, TrialState
from trialtracker.clinical.paper_checks import (
    check_move,
    check_rows,
    check_verification,
    find_counting,
    get_row_doubts,
)
from trialtracker.clinical.record import Intake, Verification
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import RefusedError

NOW = START + timedelta(days=3)


def make_reading(entry_id: str, name: str) -> Verification:
    return Verification(next_id(), entry_id, "", name, NOW)


def test_no_rows_are_refused() -> None:
    with pytest.raises(RefusedError, match="Nothing is typed yet"):
        check_rows(make_trial(), [], NOW)


def test_every_problem_is_named_with_the_place_of_its_row() -> None:
    rows = [
        make_answers(START, {"pain_rest": 3}),
        make_answers(START, {"pain_rest": 11, "spo2": 101}),
        make_answers(NOW + timedelta(days=1), {"pain_rest": 3}),
    ]

    with pytest.raises(RefusedError) as caught:
        check_rows(make_trial(), rows, NOW)

    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["1:pain_rest", "1:spo2", "2:observed_at"]


def test_rows_that_can_be_true_pass() -> None:
    check_rows(make_trial(), [make_answers(START, {"pain_rest": 3})], NOW)


def test_a_row_is_doubted_beside_the_rows_before_it() -> None:
    rows = [
        make_answers(START, {"pain_rest": 2}),
        make_answers(START + timedelta(hours=6), {"pain_rest": 9}),
        make_answers(START + timedelta(hours=6), {"pain_worst": 9}),
    ]

    doubts = get_row_doubts(make_trial(), rows)

    assert [doubt.field for doubt in doubts] == ["1:pain_rest", "2:observed_at"]


def test_another_person_may_read_an_entry_from_paper_again() -> None:
    entry = make_entry(START, {"pain_rest": 3}, source=Source.PAPER)

    check_verification(make_trial([entry]), make_reading(entry.entry_id, "another"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" Tester ", "tester typed the entry: another person"),
        (" ", "The second reading needs a name"),
        ("a\nb", "line break"),
    ],
)
def test_a_second_reading_needs_another_person(name: str, sentence: str) -> None:
    entry = make_entry(START, {"pain_rest": 3}, source=Source.PAPER)

    with pytest.raises(RefusedError, match=sentence):
        check_verification(make_trial([entry]), make_reading(entry.entry_id, name))


def test_an_entry_that_was_not_on_paper_is_not_read_again() -> None:
    entry = make_entry(START, {"pain_rest": 3})

    with pytest.raises(RefusedError, match="Only an entry typed from paper"):
        check_verification(make_trial([entry]), make_reading(entry.entry_id, "another"))


def test_an_entry_that_was_replaced_does_not_count() -> None:
    first = make_entry(START, {"pain_rest": 3})
    trial = make_trial([first, amend(first)])

    with pytest.raises(RefusedError, match="was replaced or made void"):
        find_counting(trial, first.entry_id)


def test_an_entry_is_not_moved_to_its_own_trial() -> None:
    entry = make_entry(START, {"pain_rest": 3})
    trial = make_trial([entry])

    with pytest.raises(RefusedError, match="stands in this trial already"):
        check_move(trial, trial, entry.entry_id, make_answers(START), NOW)


@pytest.mark.parametrize(
    ("started_at", "ended_at", "sentence"),
    [
        (START + timedelta(days=200), None, "before the trial began"),
        (START - timedelta(days=9), START - timedelta(days=1), "after the trial's end"),
    ],
)
def test_an_entry_is_not_moved_to_where_it_cannot_have_been_observed(
    started_at: datetime, ended_at: datetime | None, sentence: str
) -> None:
    entry = make_entry(START, {"pain_rest": 3})
    state = TrialState.RUNNING if ended_at is None else TrialState.COMPLETED
    target = make_trial(started_at=started_at, ended_at=ended_at, state=state)
    moved = make_answers(START, {"pain_rest": 3})

    with pytest.raises(RefusedError, match=sentence):
        check_move(make_trial([entry]), target, entry.entry_id, moved, NOW)


def test_the_opioids_of_an_entry_have_to_fit_the_other_trial_as_well() -> None:
    entry = make_entry(START, {"pain_rest": 3})
    late = Intake(
        next_id(), IntakeKind.TAKEN, "morphine", Decimal(10), "mg", 1, NOW + timedelta(days=1)
    )
    moved = replace(make_answers(START, {"pain_rest": 3}), intakes=(late,))

    with pytest.raises(RefusedError, match="future"):
        check_move(make_trial([entry]), make_trial(), entry.entry_id, moved, NOW)


def test_an_entry_that_fits_may_be_moved() -> None:
    entry = make_entry(START, {"pain_rest": 3})

    moved = make_answers(START, {"pain_rest": 3})

    check_move(make_trial([entry]), make_trial(), entry.entry_id, moved, NOW)
