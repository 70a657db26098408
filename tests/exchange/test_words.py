import pytest

from trialtracker.clinical.choices import Gender, TrialMode
from trialtracker.clinical.measures import MEASURES, PAIN_MEASURES
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.exchange.words import (
    check_unit,
    choose_decimal,
    parse_gender,
    parse_measure,
    parse_mode,
    parse_number,
)

SCORES = [measure.key for measure in PAIN_MEASURES]
GRADES = [effect.measure for effect in SIDE_EFFECTS]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        *((mode.value, mode) for mode in TrialMode),
        *((mode.label, mode) for mode in TrialMode),
        ("CONTINUOUS-Intrathecal", TrialMode.CONTINUOUS_INTRATHECAL),
        (" continuous  IT ", TrialMode.CONTINUOUS_INTRATHECAL),
        ("IT", TrialMode.CONTINUOUS_INTRATHECAL),
        ("Epidural", TrialMode.CONTINUOUS_EPIDURAL),
    ],
)
def test_mode_is_read_from_key_and_plain_words(text: str, mode: TrialMode) -> None:
    assert parse_mode(text) is mode


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        *((gender.value, gender) for gender in Gender),
        ("F", Gender.FEMALE),
        ("m", Gender.MALE),
        ("Unknown", Gender.NOT_KNOWN),
        (" ", Gender.NOT_KNOWN),
    ],
)
def test_gender_is_read_from_word_and_letter(text: str, gender: Gender) -> None:
    assert parse_gender(text) is gender


@pytest.mark.parametrize("text", ["", "bolus", "oral"])
def test_other_mode_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="continuous_intrathecal"):
        parse_mode(text)


@pytest.mark.parametrize("text", ["x", "fem", "0"])
def test_other_gender_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="female, male"):
        parse_gender(text)


@pytest.mark.parametrize("key", [*(measure.key for measure in MEASURES), *GRADES])
def test_every_measure_is_known_by_its_key(key: str) -> None:
    assert parse_measure(key.upper()) == key


@pytest.mark.parametrize("text", ["", "pain", "side_effect:", "side_effect:hiccup", "nausea"])
def test_other_measure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pain_rest"):
        parse_measure(text)


@pytest.mark.parametrize("measure", SCORES)
@pytest.mark.parametrize("unit", ["", "NRS", "nrs", "{score}", "0-10"])
def test_score_has_its_own_unit(measure: str, unit: str) -> None:
    check_unit(unit, measure)


@pytest.mark.parametrize(("unit", "measure"), [("mm", "pain_rest"), ("NRS", GRADES[0])])
def test_unit_of_something_else_is_refused(unit: str, measure: str) -> None:
    with pytest.raises(ValueError, match="The unit of"):
        check_unit(unit, measure)


@pytest.mark.parametrize("measure", [SCORES[0], GRADES[0]])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "NaN",
        "inf",
        "1e5",
        "1_0",
        "٣",
        "\uff15",
        "+1",
        "11",
        "55",
        "-1",
        "six",
        "0x1",
        "1 0",
        "1,5",
    ],
)
def test_what_is_not_a_value_of_the_measure_is_refused(text: str, measure: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_number(text, measure, ".")


@pytest.mark.parametrize("text", ["6.5", "1.000,5"])
def test_point_is_refused_where_the_comma_is_the_decimal_sign(text: str) -> None:
    with pytest.raises(ValueError, match="decimal point"):
        parse_number(text, "pain_rest", ",")


def test_decimal_comma_is_read_exactly_where_it_is_declared() -> None:
    assert str(parse_number(" 6,75 ", "pain_rest", ",")) == "6.75"


@pytest.mark.parametrize(
    ("numbers", "sign"), [(["6,5", "7"], ","), (["6.5", "7"], "."), (["6,5", "6.5"], ".")]
)
def test_decimal_comma_is_taken_only_where_no_number_has_a_point(
    numbers: list[str], sign: str
) -> None:
    assert choose_decimal(numbers) == sign
