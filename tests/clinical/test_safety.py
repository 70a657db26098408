"""Red flags stand until a later entry takes them back; the worst side effect is named."""

from datetime import timedelta

import pytest

from tests.factories import START, amend, make_entry, make_trial, moment_of_day
from trialtracker.clinical.safety import (
    format_worst_side_effect,
    get_safety_findings,
    worst_side_effect,
)
from trialtracker.clinical.side_effects import SIDE_EFFECTS, SideEffect
from trialtracker.clinical.trial import Entry

LATER = START + timedelta(days=30)
RED = [
    (effect, grade)
    for effect in SIDE_EFFECTS
    for grade in effect.grades
    if effect.red_flag_from is not None and grade >= effect.red_flag_from
]
NOT_RED = [
    (effect, grade)
    for effect in SIDE_EFFECTS
    for grade in effect.grades
    if effect.red_flag_from is None or grade < effect.red_flag_from
]


def graded(effect: str, grade: int, day: int = 2, hour: int = 12) -> Entry:
    return make_entry(moment_of_day(day, hour), {f"side_effect:{effect}": grade})


@pytest.mark.parametrize(("effect", "grade"), RED, ids=str)
def test_every_red_flag_is_found(effect: SideEffect, grade: int) -> None:
    trial = make_trial([graded(effect.key, grade)])

    (finding,) = get_safety_findings(trial, LATER)

    assert (finding.effect, finding.grade) == (effect, grade)


@pytest.mark.parametrize(("effect", "grade"), NOT_RED, ids=str)
def test_no_other_grade_is_a_red_flag(effect: SideEffect, grade: int) -> None:
    assert get_safety_findings(make_trial([graded(effect.key, grade)]), LATER) == ()


def test_a_finding_says_what_was_recorded_and_when() -> None:
    (finding,) = get_safety_findings(make_trial([graded("meningitis", 3, 4, 14)]), LATER)

    assert finding.observed_at == moment_of_day(4, 14)
    assert finding.sentence == (
        "Meningitis grade 3 recorded 05-Mar-2026 14:00 and not recorded as resolved since."
    )


def test_a_later_lower_grade_takes_a_finding_back() -> None:
    trial = make_trial([graded("somnolence", 3, 2), graded("somnolence", 2, 3)])

    assert get_safety_findings(trial, LATER) == ()
    assert len(get_safety_findings(trial, moment_of_day(2))) == 1


def test_a_lower_grade_that_is_still_a_red_flag_leaves_the_finding() -> None:
    trial = make_trial([graded("somnolence", 4, 2), graded("somnolence", 3, 3)])

    assert [finding.grade for finding in get_safety_findings(trial, LATER)] == [3]


def test_a_later_entry_that_does_not_mention_it_leaves_the_finding() -> None:
    trial = make_trial([graded("somnolence", 3, 2), graded("nausea", 0, 3)])

    assert len(get_safety_findings(trial, LATER)) == 1


def test_of_two_grades_at_the_same_time_the_worse_counts() -> None:
    trial = make_trial([graded("fever", 1), graded("fever", 0)])

    assert [finding.grade for finding in get_safety_findings(trial, LATER)] == [1]


def test_an_amended_grade_is_no_finding_any_more() -> None:
    wrong = graded("fever", 1)

    assert get_safety_findings(make_trial([wrong, amend(wrong, values={})]), LATER) == ()


def test_findings_are_in_the_order_of_their_grade() -> None:
    trial = make_trial([graded("fever", 1, 3), graded("meningitis", 4, 2), graded("apnea", 4, 3)])

    keys = [finding.effect.key for finding in get_safety_findings(trial, LATER)]

    assert keys == ["apnea", "meningitis", "fever"]


def test_what_happened_before_the_first_dose_is_no_harm_of_the_trial() -> None:
    trial = make_trial([graded("fever", 2, -1)])

    assert get_safety_findings(trial, LATER) == ()
    assert format_worst_side_effect(trial, LATER) == "Not recorded"


def test_a_trial_without_start_has_no_harm() -> None:
    trial = make_trial([graded("fever", 2)], started_at=None)

    assert get_safety_findings(trial, LATER) == ()
    assert worst_side_effect(trial, LATER) is None


def test_the_worst_side_effect_is_the_highest_grade_ever_recorded() -> None:
    trial = make_trial([graded("nausea", 2, 2), graded("nausea", 0, 3), graded("pruritus", 1, 3)])

    worst = worst_side_effect(trial, LATER)

    assert worst is not None
    assert (worst.effect.key, worst.grade, worst.resolved) == ("nausea", 2, True)
    assert worst.observed_at == moment_of_day(2)


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ([graded("nausea", 2, 2), graded("nausea", 0, 3)], "Nausea 2 (resolved)"),
        ([graded("nausea", 2, 2), graded("nausea", 1, 3)], "Nausea 2"),
        ([graded("nausea", 2, 2), graded("pruritus", 2, 2), graded("nausea", 0, 3)], "Pruritus 2"),
        ([graded("nausea", 0, 2)], "None"),
        ([make_entry(score=4)], "Not recorded"),
        ([], "Not recorded"),
    ],
)
def test_the_worst_side_effect_in_words(entries: list[Entry], text: str) -> None:
    assert format_worst_side_effect(make_trial(entries), LATER) == text
