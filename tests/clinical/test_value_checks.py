"""Impossible values, grades and texts are refused with the value, the limit and the fix."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialtracker.clinical.checks import check_text, parse_grade, parse_value
from trialtracker.clinical.measures import (
    MEASURES,
    OXYGEN,
    PAIN_MEASURES,
    PAIN_REST,
    POSS,
    SPO2,
    Level,
    Measure,
)
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_KEY, SIDE_EFFECTS, SideEffect
from trialtracker.clinical.value_checks import (
    get_grade_problems,
    get_text_problems,
    get_value_problems,
    is_blank,
)

NAUSEA, SYNCOPE = SIDE_EFFECT_BY_KEY["nausea"], SIDE_EFFECT_BY_KEY["syncope"]

every_effect = pytest.mark.parametrize("effect", SIDE_EFFECTS, ids=lambda e: e.key)
every_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)
every_pain = pytest.mark.parametrize("measure", PAIN_MEASURES, ids=lambda m: m.key)
LEVELS = [(measure, level) for measure in MEASURES for level in measure.levels]
NUMBERS = [measure for measure in MEASURES if not measure.levels]
every_number = pytest.mark.parametrize("measure", NUMBERS, ids=lambda m: m.key)
a_few = settings(max_examples=20)
"""For each measure; all of them go one way through the checks, so that together they try many."""

NOT_NUMBERS = [
    "",
    " ",
    "7 ",
    "NaN",
    "inf",
    "-inf",
    "Infinity",
    "+1",
    "1e1",
    "1E0",
    "1_0",
    "0x5",
    "7,5",
    "7.",
    ".5",
    "--1",
    "7.5.1",
    "seven",
    "\N{ARABIC-INDIC DIGIT SEVEN}",
    "\N{EXTENDED ARABIC-INDIC DIGIT SEVEN}",
    "\N{FULLWIDTH DIGIT SEVEN}",
    "\N{DEVANAGARI DIGIT SEVEN}",
    "\N{SUPERSCRIPT TWO}",
    "\N{VULGAR FRACTION ONE HALF}",
    "7\n",
    "7\0",
    "\ud800",
    "1" * 5000 + "x",
]


@pytest.mark.parametrize("text", NOT_NUMBERS, ids=ascii)
def test_what_is_not_a_plain_number_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is not a number: type it as in 7 or") as refusal:
        parse_value(text, PAIN_REST)

    assert refusal.value.problems[0].field == "pain_rest"
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 120


@pytest.mark.parametrize("text", ["x", "", "\N{ARABIC-INDIC DIGIT TWO}", "1e0"], ids=ascii)
def test_what_is_not_a_plain_grade_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match=r"is not a grade of Nausea: choose 1, 2 or 3 \(0"):
        parse_grade(text, NAUSEA)


@every_pain
@pytest.mark.parametrize("text", ["0", "10", "7.5", "3.141", "05", "7.500000"])
def test_a_score_is_taken_exactly(measure: Measure, text: str) -> None:
    assert parse_value(text, measure) == Decimal(text)


@every_pain
@pytest.mark.parametrize("text", ["11", "55", "-1", "10.001", "-0.001", "9" * 400])
def test_an_impossible_score_is_refused(measure: Measure, text: str) -> None:
    with pytest.raises(RefusedError, match="is not possible: pain is 0 to 10"):
        parse_value(text, measure)


@every_number
@a_few
@given(share=st.decimals(0, 1, places=3))
def test_every_number_takes_what_lies_in_its_range_exactly(
    measure: Measure, share: Decimal
) -> None:
    value = measure.low + (measure.high - measure.low) * share

    assert parse_value(f"{value:f}", measure) == value


@every_number
@a_few
@given(beyond=st.decimals("0.001", 10**6, places=3))
def test_every_number_refuses_what_lies_outside_its_range(
    measure: Measure, beyond: Decimal
) -> None:
    limits = f"is {measure.low:f} to {measure.high:f}"
    for_low = get_value_problems(measure.low - beyond, measure)
    for_high = get_value_problems(measure.high + beyond, measure)

    assert [limits in problem.sentence for problem in (*for_low, *for_high)] == [True, True]


@every_measure
@a_few
@given(value=st.decimals(allow_nan=True, allow_infinity=True))
def test_every_measure_takes_nothing_that_is_not_its_own(measure: Measure, value: Decimal) -> None:
    in_range = value.is_finite() and measure.low <= value <= measure.high
    is_own = in_range and (not measure.levels or value in measure.level_by_code)

    assert is_own or len(get_value_problems(value, measure)) == 1


@pytest.mark.parametrize(("measure", "level"), LEVELS)
def test_every_level_is_read_from_its_text_its_label_and_its_code(
    measure: Measure, level: Level
) -> None:
    texts = (level.text, level.text.lower(), level.label.upper(), str(level.code))

    assert {parse_value(text, measure) for text in texts} == {Decimal(level.code)}


@pytest.mark.parametrize(
    ("measure", "text", "sentence"),
    [
        (SPO2, "101", "101 is not possible: SpO2 is 0 to 100."),
        (POSS, "5", "5 is no level of POSS: choose S, 1, 2, 3 or 4."),
        (OXYGEN, "0.5", "0.5 is no level of Oxygen given: choose 0 or 1."),
    ],
)
def test_the_sentence_names_the_measure_and_what_it_can_be(
    measure: Measure, text: str, sentence: str
) -> None:
    with pytest.raises(RefusedError) as refusal:
        parse_value(text, measure)

    assert str(refusal.value) == sentence


def test_the_sentence_names_value_and_range() -> None:
    with pytest.raises(RefusedError) as refusal:
        parse_value("11", PAIN_REST)

    assert str(refusal.value) == "11 is not possible: pain is 0 to 10."


def test_a_measure_of_another_unit_is_named_by_its_label() -> None:
    rate = replace(PAIN_REST, label="Breathing rate", unit="/min", high=Decimal(60))

    (problem,) = get_value_problems(Decimal(61), rate)

    assert problem.sentence == "61 is not possible: Breathing rate is 0 to 60."


def test_more_than_nine_decimals_are_refused() -> None:
    with pytest.raises(RefusedError, match=r"3\.1415926535 is too exact: give at most 9 decimals"):
        parse_value("3.1415926535", PAIN_REST)


def test_minus_zero_is_a_plain_zero() -> None:
    assert str(parse_value("-0", PAIN_REST)) == "0"


@every_effect
@pytest.mark.parametrize("grade", range(-1, 8))
def test_every_side_effect_takes_none_and_its_own_grades_alone(
    effect: SideEffect, grade: int
) -> None:
    is_possible = grade == 0 or grade in effect.grades

    assert (get_grade_problems(Decimal(grade), effect) == ()) == is_possible


@every_effect
def test_every_side_effect_refuses_halves(effect: SideEffect) -> None:
    with pytest.raises(RefusedError, match=r"has no grade 2\.5"):
        parse_grade("2.5", effect)


@pytest.mark.parametrize("grade", ["NaN", "sNaN", "Infinity", "1E+99999"])
def test_a_grade_that_is_no_number_is_refused(grade: str) -> None:
    assert len(get_grade_problems(Decimal(grade), NAUSEA)) == 1


@pytest.mark.parametrize(("text", "grade"), [("0", "0"), ("2", "2"), ("2.0", "2")])
def test_a_grade_is_read_as_a_whole_number(text: str, grade: str) -> None:
    assert str(parse_grade(text, NAUSEA)) == grade


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [
        (NAUSEA, "Nausea has no grade 4: choose 1, 2 or 3 (0 for none)."),
        (SYNCOPE, "Syncope has no grade 4: choose 3 (0 for none)."),
    ],
)
def test_the_grades_that_exist_are_offered(effect: SideEffect, sentence: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        parse_grade("4", effect)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["Zoë", "line\nbreak\ttab", "\N{RIGHT-TO-LEFT OVERRIDE}x", ""])
def test_a_text_of_several_lines_is_taken_unchanged(text: str) -> None:
    assert get_text_problems("note", text, 20) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 21, "Note has 21 characters: at most 20 are kept."),
        ("a\0b", "Note holds a NUL character: take it out."),
        ("a\ud800", "Note holds half a character (a lone surrogate): type it again."),
    ],
    ids=ascii,
)
def test_a_text_that_cannot_be_stored_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        check_text("note", text, 20)

    assert str(refusal.value) == sentence


def test_everything_wrong_with_a_text_is_told_at_once() -> None:
    assert len(get_text_problems("note", "\0\ud800" * 11, 20)) == 3


@pytest.mark.parametrize("character", ["\n", "\r", "\t", "\0", "\x7f", "\x85", "\u2028", "\u2029"])
def test_one_line_has_no_line_breaks_or_control_characters(character: str) -> None:
    (problem,) = get_text_problems("mrn", f"a{character}b", 20, one_line=True)

    assert problem.sentence == "MRN holds a line break or control character: take it out."


@pytest.mark.parametrize("text", ["", " \t", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}\ufeff"])
def test_a_text_that_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", " .", "\N{GRINNING FACE}", "\ue000"])
def test_a_text_that_shows_something_is_not_blank(text: str) -> None:
    assert not is_blank(text)
