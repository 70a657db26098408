import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialtracker.clinical.drugs import DRUGS, get_unit_of
from trialtracker.clinical.units import (
    DoseUnit,
    Per,
    format_amount,
    format_dose,
    format_volume,
    get_dose_unit,
    parse_dose,
    parse_volume,
)

AMOUNTS = st.integers(min_value=0, max_value=10**15)
UNITS = st.sampled_from(DoseUnit)
PERS = st.sampled_from(Per)


@given(AMOUNTS, UNITS, PERS)
def test_what_is_written_is_read_as_the_same_amount(
    amount_ng: int, unit: DoseUnit, per: Per
) -> None:
    assert parse_dose(format_dose(amount_ng, unit, per), per) == amount_ng


@given(AMOUNTS, UNITS, PERS)
def test_a_dose_is_written_as_the_safety_rules_ask(
    amount_ng: int, unit: DoseUnit, per: Per
) -> None:
    shown = format_dose(amount_ng, unit, per)

    assert re.fullmatch(
        r"\d{1,3}(,\d{3})*(\.\d*[1-9])? (mg|micrograms)(/day|/mL)?", shown, re.ASCII
    )


@given(st.integers(min_value=0, max_value=10**12))
def test_a_volume_is_read_as_it_is_written(volume_ul: int) -> None:
    assert parse_volume(format_volume(volume_ul)) == volume_ul


def read_or_refuse(text: str, per: Per, implied: DoseUnit | None) -> int | str:
    """Return the nanograms, or the sentence of the refusal."""
    try:
        return parse_dose(text, per, implied)
    except ValueError as error:
        return str(error)


@given(st.text(max_size=60), PERS, st.none() | UNITS)
def test_any_text_is_an_exact_dose_or_refused_in_one_sentence(
    text: str, per: Per, implied: DoseUnit | None
) -> None:
    read = read_or_refuse(text, per, implied)

    assert read.endswith(".") if isinstance(read, str) else read >= 0


@pytest.mark.parametrize(
    ("amount_ng", "unit", "text"),
    [
        (500_000, DoseUnit.MILLIGRAMS, "0.5"),
        (350_001, DoseUnit.MILLIGRAMS, "0.350001"),
        (1_000_000, DoseUnit.MILLIGRAMS, "1"),
        (0, DoseUnit.MILLIGRAMS, "0"),
        (1_250_000, DoseUnit.MICROGRAMS, "1,250"),
        (1, DoseUnit.MICROGRAMS, "0.001"),
        (1, DoseUnit.MILLIGRAMS, "0.000001"),
    ],
)
def test_amount_is_exact_and_plain(amount_ng: int, unit: DoseUnit, text: str) -> None:
    assert format_amount(amount_ng, unit) == text


@pytest.mark.parametrize(
    ("text", "per", "amount_ng"),
    [
        ("0.5 mg", Per.DOSE, 500_000),
        ("0.50mg", Per.DOSE, 500_000),
        (".5 mg", Per.DOSE, 500_000),
        ("25 micrograms", Per.DOSE, 25_000),
        ("25 mcg", Per.DOSE, 25_000),
        ("25 ug", Per.DOSE, 25_000),
        ("25 \N{MICRO SIGN}g", Per.DOSE, 25_000),
        ("25 \N{GREEK SMALL LETTER MU}g", Per.DOSE, 25_000),
        ("1 microgram", Per.DOSE, 1_000),
        ("1,250 micrograms/day", Per.DAY, 1_250_000),
        ("0.5 mg per day", Per.DAY, 500_000),
        ("0.5 MG/D", Per.DAY, 500_000),
        ("0.5 mg", Per.DAY, 500_000),
        ("1 mg/ml", Per.ML, 1_000_000),
    ],
)
def test_doses_are_read_as_people_write_them(text: str, per: Per, amount_ng: int) -> None:
    assert parse_dose(text, per) == amount_ng


def test_the_unit_beside_the_field_is_implied() -> None:
    assert parse_dose("0.5", Per.DAY, DoseUnit.MILLIGRAMS) == 500_000


def test_a_typed_unit_takes_the_place_of_the_implied_one() -> None:
    assert parse_dose("500 micrograms", Per.DAY, DoseUnit.MILLIGRAMS) == 500_000


@pytest.mark.parametrize(
    ("text", "per", "sentence"),
    [
        ("", Per.DOSE, "The amount is missing: write it like 0.5 mg or 25 micrograms."),
        ("0.5", Per.DOSE, "“0.5” has no unit: write it like 0.5 mg or 25 micrograms."),
        ("0.5", Per.DAY, "“0.5” has no unit: write it like 0.5 mg/day or 25 micrograms/day."),
        ("5 g", Per.DOSE, "“5 g” is not a dose: the unit is mg or micrograms."),
        ("0.5 mg/day", Per.DOSE, "“0.5 mg/day” does not fit here"),
        ("0.5 mg/mL", Per.DAY, "“0.5 mg/mL” does not fit here"),
        ("0.5 mg/hour", Per.DAY, "“0.5 mg/hour” does not fit here"),
        ("0,5 mg", Per.DOSE, "write 0.5 with a point; a comma only stands before three digits"),
        ("half", Per.DOSE, "“half” is not a dose"),
        ("-1 mg", Per.DOSE, "“-1 mg” is not a dose"),
        ("0.0000005 mg", Per.DOSE, "finer than a nanogram"),
        ("9" * 30 + " mg", Per.DOSE, "has too many digits"),
        ("x" * 90, Per.DOSE, "x…” is not a dose"),
    ],
)
def test_what_is_no_dose_is_refused_with_the_way_out(text: str, per: Per, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        parse_dose(text, per)


@pytest.mark.parametrize(
    ("text", "volume_ul"), [("20", 20_000), ("0.5 mL", 500), ("20 ml", 20_000)]
)
def test_volumes_are_in_millilitres(text: str, volume_ul: int) -> None:
    assert parse_volume(text) == volume_ul


@pytest.mark.parametrize("text", ["", "20 L", "many", "0.0001"])
def test_what_is_no_volume_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"20 mL|microlitre"):
        parse_volume(text)


@pytest.mark.parametrize(
    ("amounts_ng", "usual", "unit"),
    [
        ((), DoseUnit.MILLIGRAMS, DoseUnit.MILLIGRAMS),
        ((0,), DoseUnit.MILLIGRAMS, DoseUnit.MILLIGRAMS),
        ((0, 200_000, 8_000_000), DoseUnit.MILLIGRAMS, DoseUnit.MILLIGRAMS),
        ((99_999, 200_000), DoseUnit.MILLIGRAMS, DoseUnit.MICROGRAMS),
        ((1_250_000,), DoseUnit.MICROGRAMS, DoseUnit.MICROGRAMS),
    ],
)
def test_one_unit_serves_all_amounts(
    amounts_ng: tuple[int, ...], usual: DoseUnit, unit: DoseUnit
) -> None:
    assert get_dose_unit(amounts_ng, usual) is unit


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.key)
def test_a_drug_without_doses_is_written_in_its_usual_unit(drug: object) -> None:
    known = next(each for each in DRUGS if each is drug)

    assert get_unit_of(known.key, ()) is known.unit


def test_a_drug_that_is_not_in_the_list_is_written_in_milligrams() -> None:
    assert get_unit_of("saline", [5_000_000]) is DoseUnit.MILLIGRAMS


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.key)
def test_every_limit_names_its_source_and_the_low_is_below_the_high(drug: object) -> None:
    known = next(each for each in DRUGS if each is drug)
    pairs = [(limits.low, limits.high) for limits in (known.bolus, known.start)]
    given = [limit for pair in (*pairs, (known.most,)) for limit in pair if limit is not None]

    assert all(limit.source and limit.ng > 0 for limit in given)
    assert all(low.ng < high.ng for low, high in pairs if low is not None and high is not None)
    assert known.label == known.key
