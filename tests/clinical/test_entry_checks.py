"""A filled form is refused where it cannot be true, and doubted where it is improbable."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import (
    START,
    Number,
    amend,
    make_answers,
    make_entry,
    make_patient,
    make_trial,
    moment_of_day,
)
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.checks import check_answers, get_doubts
from trialtracker.clinical.choices import NotAssessed, TrialState
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import Trial

NOW = moment_of_day(4)
SCORE: dict[str, Number] = {"pain_rest": 4}


def refuse(answers: Answers, trial: Trial | None = None) -> dict[str, str]:
    with pytest.raises(RefusedError) as refusal:
        check_answers(trial or make_trial(), answers, NOW)
    return {problem.field: problem.sentence for problem in refusal.value.problems}


def doubt(trial: Trial, values: dict[str, Number], **changes: Any) -> list[tuple[str, str]]:
    doubts = get_doubts(trial, make_answers(NOW, values, **changes))
    return [(problem.field, problem.sentence) for problem in doubts]


@pytest.mark.parametrize(
    "answers",
    [
        make_answers(NOW, {"pain_rest": 0, "side_effect:nausea": 3}),
        make_answers(NOW, not_assessed={"pain_rest": NotAssessed.ASLEEP}),
        make_answers(NOW, note="Sleeps.\nWife present."),
        make_answers(NOW, SCORE, not_assessed={"side_effect:nausea": NotAssessed.NOT_ASKED}),
        make_answers(NOW + timedelta(minutes=2), SCORE),
        make_answers(START - timedelta(days=90), SCORE),
        make_answers(NOW, SCORE, note="x" * 20_000),
    ],
)
def test_a_possible_form_is_taken(answers: Answers) -> None:
    check_answers(make_trial(), answers, NOW)


@pytest.mark.parametrize("note", ["", " \n"])
def test_an_empty_form_is_refused(note: str) -> None:
    assert refuse(make_answers(NOW, note=note)) == {
        "answers": "Nothing is filled in: give a score, a side effect or a note."
    }


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)
@pytest.mark.parametrize("value", ["100000", "-1", "NaN", "sNaN", "Infinity", "1E+999999"])
def test_every_measure_refuses_its_impossible_values(measure: Measure, value: str) -> None:
    problems = refuse(make_answers(NOW, {measure.key: value}))

    assert problems[measure.key].startswith(f"{value} is no")


def test_values_the_store_cannot_keep_exactly_are_refused() -> None:
    problems = refuse(make_answers(NOW, {"pain_rest": "1.2345678901"}))

    assert problems == {"pain_rest": "1.2345678901 is too exact: give at most 9 decimals."}


def test_a_grade_the_term_does_not_have_is_refused() -> None:
    assert refuse(make_answers(NOW, {"side_effect:nausea": 4})) == {
        "side_effect:nausea": "Nausea has no grade 4: choose 1, 2 or 3 (0 for none)."
    }


def test_unknown_keys_are_refused() -> None:
    reasons = {"side_effect:hiccups": NotAssessed.OTHER}

    problems = refuse(make_answers(NOW, {"happiness": 4}, not_assessed=reasons))

    assert problems == {
        "happiness": "“happiness” is no measure and no side effect that is known.",
        "side_effect:hiccups": (
            "“side_effect:hiccups” is no measure and no side effect that is known."
        ),
    }


@pytest.mark.parametrize(
    ("key", "label"), [("pain_rest", "Rest, now"), ("side_effect:nausea", "Nausea")]
)
def test_a_value_that_is_also_not_assessed_is_refused(key: str, label: str) -> None:
    problems = refuse(make_answers(NOW, {key: 2}, not_assessed={key: NotAssessed.ASLEEP}))

    assert problems == {key: f"{label} has a value and is not assessed: keep one of them."}


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (
            NOW + timedelta(minutes=3),
            "05-Mar-2026 12:03 is in the future: enter it when observed.",
        ),
        (
            datetime.max.replace(tzinfo=UTC),
            "31-Dec-9999 is in the future: enter it when observed.",
        ),
        (
            START - timedelta(days=90, minutes=1),
            "02-Dec-2025 07:59 is more than 90 days before the trial began: check the date.",
        ),
        (
            datetime(2026, 3, 5, 12),  # noqa: DTZ001
            "2026-03-05T12:00:00 has no time zone: add one.",
        ),
    ],
)
def test_an_impossible_time_is_refused(at: datetime, sentence: str) -> None:
    assert refuse(make_answers(at, SCORE)) == {"observed_at": sentence}


def test_a_time_that_no_zone_can_show_is_refused() -> None:
    first = datetime.min.replace(tzinfo=UTC)
    trial = make_trial(time_zone="America/New_York")

    assert refuse(make_answers(first, SCORE), trial) == {
        "observed_at": "01-Jan-0001 is more than 90 days before the trial began: check the date."
    }


def test_before_the_start_is_set_90_days_count_from_today() -> None:
    trial = make_trial(started_at=None, state=TrialState.BASELINE)

    problems = refuse(make_answers(NOW - timedelta(days=91), SCORE), trial)

    assert problems["observed_at"].endswith("more than 90 days before today: check the date.")


def test_an_observation_after_the_trials_end_is_refused() -> None:
    trial = make_trial(state=TrialState.COMPLETED, ended_at=moment_of_day(3))

    check_answers(trial, make_answers(moment_of_day(3), SCORE), NOW)
    assert refuse(make_answers(moment_of_day(3, 13), SCORE), trial) == {
        "observed_at": "04-Mar-2026 13:00 is after the trial's end (04-Mar-2026 12:00)."
    }


def test_an_observation_before_birth_is_refused() -> None:
    trial = make_trial(patient=make_patient(birth_date=date(2026, 3, 4)))

    assert refuse(make_answers(moment_of_day(2), SCORE), trial) == {
        "observed_at": "03-Mar-2026 12:00 is before the patient's birth (04-Mar-2026)."
    }


def test_a_patient_whose_birth_date_is_not_known_can_be_observed() -> None:
    check_answers(make_trial(patient=make_patient(birth_date=None)), make_answers(NOW, SCORE), NOW)


@pytest.mark.parametrize(
    ("note", "part"),
    [("x" * 20_001, "at most 20,000"), ("\0", "NUL"), ("\ud800", "lone surrogate")],
    ids=["long", "nul", "surrogate"],
)
def test_a_note_that_cannot_be_stored_is_refused(note: str, part: str) -> None:
    assert part in refuse(make_answers(NOW, SCORE, note=note))["note"]


def test_all_problems_are_told_at_once() -> None:
    answers = make_answers(NOW + timedelta(days=1), {"pain_rest": 11, "pain_worst": 55}, note="\0")

    assert list(refuse(answers)) == ["observed_at", "pain_rest", "pain_worst", "note"]


def test_a_jump_from_the_previous_value_is_doubted() -> None:
    trial = make_trial([make_entry(moment_of_day(2), {"pain_rest": "3.50"})])

    assert doubt(trial, {"pain_rest": 9}) == [
        ("pain_rest", "Rest, now 9 is far from the last (3.5).")
    ]


@pytest.mark.parametrize("value", ["7.999", "0"])
def test_a_smaller_change_is_not_doubted(value: str) -> None:
    assert doubt(make_trial([make_entry(moment_of_day(2), {"pain_rest": 3})]), {
        "pain_rest": value
    }) == []  # fmt: skip


def test_the_previous_value_is_the_last_observed_before_and_current() -> None:
    wrong = make_entry(moment_of_day(2), {"pain_rest": 1})
    after = make_entry(NOW + timedelta(hours=1), {"pain_rest": 1})
    trial = make_trial([wrong, amend(wrong, values={"pain_rest": Decimal(8)}), after])

    assert doubt(trial, {"pain_rest": 9}) == []


def test_side_effects_do_not_jump() -> None:
    trial = make_trial([make_entry(moment_of_day(2), {"side_effect:vomiting": 0})])

    assert doubt(trial, {"side_effect:vomiting": 5}) == []


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"pain_least": 6, "pain_average": 4}, "pain_least", "Least 6 is above average 4: check."),
        ({"pain_least": 6, "pain_worst": 4}, "pain_least", "Least 6 is above worst 4: check."),
        (
            {"pain_average": "6.5", "pain_worst": 6},
            "pain_average",
            "Average 6.5 is above worst 6: check.",
        ),
        ({"pain_rest": 7, "pain_worst": 6}, "pain_rest", "Rest 7 is above worst 6: check."),
    ],
)
def test_scores_that_contradict_each_other_are_doubted(
    values: dict[str, Number], field: str, sentence: str
) -> None:
    assert doubt(make_trial(), values) == [(field, sentence)]


def test_scores_that_agree_are_not_doubted() -> None:
    agreeing: dict[str, Number] = {
        "pain_least": 4, "pain_average": 4, "pain_rest": 4, "pain_worst": 4,
    }  # fmt: skip

    assert doubt(make_trial(), agreeing) == []


def test_an_entry_at_the_same_minute_is_doubted() -> None:
    trial = make_trial([make_entry(NOW + timedelta(seconds=40), note="x")], time_zone="Asia/Tokyo")

    assert doubt(trial, SCORE) == [("observed_at", "Another entry stands at 21:00. Both are kept.")]


def test_an_amendment_is_not_compared_with_what_it_amends() -> None:
    first = make_entry(NOW, {"pain_rest": 9})
    answers = make_answers(NOW, {"pain_rest": 1})

    assert get_doubts(make_trial([first]), answers, supersedes_id=first.entry_id) == ()


def test_an_entry_saved_again_is_not_compared_with_itself() -> None:
    first = make_entry(NOW, {"pain_rest": 9})
    answers = make_answers(NOW, {"pain_rest": 9}, entry_id=first.entry_id)

    assert get_doubts(make_trial([first]), answers) == ()
