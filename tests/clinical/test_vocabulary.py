"""The vocabulary holds together: unique keys, sensible ranges, grades that exist."""

from collections import Counter

import pytest

from trialtracker.clinical.choices import AmendReason, Choice, NotAssessed, TrialMode, TrialState
from trialtracker.clinical.measures import MEASURE_BY_KEY, MEASURES, Measure
from trialtracker.clinical.side_effects import (
    COMMON_SIDE_EFFECTS,
    SIDE_EFFECT_BY_KEY,
    SIDE_EFFECT_BY_MEASURE,
    SIDE_EFFECTS,
    SideEffect,
    find_side_effects,
    format_grade,
)

NAUSEA = SIDE_EFFECT_BY_KEY["nausea"]

every_effect = pytest.mark.parametrize("effect", SIDE_EFFECTS, ids=lambda e: e.key)
every_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)


def test_no_key_stands_twice() -> None:
    counts = Counter([*(m.key for m in MEASURES), *(e.measure for e in SIDE_EFFECTS)])

    assert {key for key, count in counts.items() if count > 1} == set()


def test_no_label_stands_twice() -> None:
    counts = Counter([*(m.label for m in MEASURES), *(e.label for e in SIDE_EFFECTS)])

    assert {label for label, count in counts.items() if count > 1} == set()


@every_measure
def test_every_measure_is_found_and_has_a_range(measure: Measure) -> None:
    assert MEASURE_BY_KEY[measure.key] is measure
    assert measure.low < measure.high
    assert measure.jump is None or 0 < measure.jump <= measure.high - measure.low
    assert measure.mnemonic.casefold() in measure.label.casefold()


@every_effect
def test_every_side_effect_is_found_and_has_grades_of_1_to_5(effect: SideEffect) -> None:
    assert SIDE_EFFECT_BY_MEASURE[f"side_effect:{effect.key}"] is effect
    assert set(effect.grades) <= {1, 2, 3, 4, 5}
    assert all(effect.grades.values())


@every_effect
def test_every_red_flag_starts_at_a_grade_the_effect_has(effect: SideEffect) -> None:
    assert effect.red_flag_from is None or effect.red_flag_from in effect.grades


@every_effect
def test_every_side_effect_is_found_by_typing_its_label(effect: SideEffect) -> None:
    assert effect in find_side_effects(effect.label)


def test_ten_side_effects_stand_in_the_form() -> None:
    assert len({effect.key for effect in COMMON_SIDE_EFFECTS}) == 10


@pytest.mark.parametrize("typed", ["NAU", " nau "])
def test_side_effects_are_found_by_the_beginning_of_a_word(typed: str) -> None:
    assert find_side_effects(typed) == (NAUSEA,)


def test_side_effects_are_found_by_a_later_word_of_label_or_term() -> None:
    assert SIDE_EFFECT_BY_KEY["somnolence"] in find_side_effects("somno")
    assert SIDE_EFFECT_BY_KEY["urinary_retention"] in find_side_effects("reten")


def test_nothing_typed_finds_nothing() -> None:
    assert find_side_effects("  ") == ()


def test_a_recorded_absence_is_named() -> None:
    assert format_grade(NAUSEA, 2) == "Nausea 2"
    assert format_grade(NAUSEA, 0) == "Nausea none"


def test_a_choice_is_its_key_and_has_a_label() -> None:
    assert TrialMode("single_bolus") is TrialMode.SINGLE_BOLUS
    assert TrialMode.SINGLE_BOLUS.label == "Single bolus"


@pytest.mark.parametrize("choice", [NotAssessed, AmendReason, TrialMode, TrialState])
def test_labels_of_a_choice_differ(choice: type[Choice]) -> None:
    assert len({member.label for member in choice}) == len(choice)


def test_infusions_are_continuous_and_boluses_are_not() -> None:
    continuous = {mode for mode in TrialMode if mode.is_continuous}

    assert continuous == {TrialMode.CONTINUOUS_INTRATHECAL, TrialMode.CONTINUOUS_EPIDURAL}


def test_entries_are_expected_until_a_trial_is_over() -> None:
    over = {state for state in TrialState if not state.is_open}

    assert over == {TrialState.COMPLETED, TrialState.STOPPED}
