import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialtracker.clinical.opioids import (
    CAUTION,
    OPIOID_BY_KEY,
    OPIOIDS,
    MmeStatus,
    Opioid,
    OpioidUnit,
    Standing,
    find_opioid,
    find_opioids,
    find_unit,
    format_drug,
    format_unit,
    get_cautions,
    get_mme,
)

TABLE = Path(__file__).resolve().parents[2].parent / "shared/data/tables/mme_cdc2022.json"
ROWS: list[dict[str, Any]] = json.loads(TABLE.read_text())["rows"] if TABLE.exists() else []
COUNTED = [opioid for opioid in OPIOIDS if opioid.standing is Standing.COUNTED]
LEFT_OUT = [opioid for opioid in OPIOIDS if opioid.standing is not Standing.COUNTED]
MICRO_SIGN, MU = "\N{MICRO SIGN}", "\N{GREEK SMALL LETTER MU}"

doses = st.decimals("0.001", "1000", places=3)


def key_of(opioid: Opioid) -> str:
    return opioid.key


def row_name(row: Mapping[str, Any]) -> str:
    return f"{row['drug']} {row['route']}"


def find_row(row: Mapping[str, Any]) -> Opioid | None:
    return find_opioid(row_name(row))


# The worked examples that the CDC prints, then each drug of its table and mixtures by patch.
@pytest.mark.parametrize(
    ("drug", "dose", "unit", "times", "amount"),
    [
        ("hydrocodone", "5", "mg", 4, "20"),
        ("oxycodone", "10", "mg", 2, "30"),
        ("codeine", "30", "mg", 4, "18"),
        ("hydromorphone", "4", "mg", 3, "60"),
        ("methadone", "10", "mg", 3, "141"),
        ("methadone", "20", "mg", 4, "376"),
        ("morphine", "15", "mg", 2, "30"),
        ("oxymorphone", "5", "mg", 2, "30"),
        ("tapentadol", "50", "mg", 3, "60"),
        ("tramadol", "50", "mg", 4, "40"),
        ("fentanyl transdermal", "25", "ug/h", 1, "60"),
        ("fentanyl patch", "12.5", "mcg/h", 2, "60"),
    ],
)
def test_dose_times_factor_is_exact(
    drug: str, dose: str, unit: str, times: int, amount: str
) -> None:
    mme = get_mme(drug, Decimal(dose), unit, times)

    assert [mme.status, mme.amount] == [MmeStatus.COUNTED, Fraction(amount)]


@pytest.mark.parametrize(
    ("key", "obsolete"),
    [("hydromorphone", 4), ("tramadol", "0.1"), ("fentanyl_patch", "7.2"), ("methadone", 4)],
)
def test_no_factor_of_2016_is_left(key: str, obsolete: str | int) -> None:
    opioid = OPIOID_BY_KEY[key]

    assert opioid.factor != Decimal(obsolete)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("OxyContin", "oxycodone"),
        ("Percocet", "oxycodone"),
        ("Norco", "hydrocodone"),
        ("hydrocodone/APAP", "hydrocodone"),
        ("MS Contin", "morphine"),
        ("Dilaudid", "hydromorphone"),
        ("Ultram ER", "tramadol"),
        ("acetaminophen with codeine", "codeine"),
        ("Duragesic", "fentanyl_patch"),
        ("Fentanyl TD patch", "fentanyl_patch"),
        ("Suboxone", "buprenorphine"),
        ("Buprenorphine SL", "buprenorphine"),
    ],
)
def test_a_drug_is_found_by_its_common_names(name: str, key: str) -> None:
    found = find_opioid(name)

    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("dose", [5, 20, 21, 40, 41, 60, 61, 200])
def test_methadone_has_one_factor_whatever_the_dose(dose: int) -> None:
    mme = get_mme("methadone", Decimal(dose), "mg")

    assert mme.amount == dose * Fraction("4.7")


@pytest.mark.skipif(not ROWS, reason="the table of the CDC's factors is not beside the project")
@pytest.mark.parametrize("row", ROWS, ids=row_name)
def test_every_row_of_the_table_is_known_with_its_factor_and_code(row: Mapping[str, Any]) -> None:
    opioid = find_row(row)

    assert opioid is not None
    assert opioid.rxnorm == row["rxnorm_ingredient"]
    assert opioid.units[0].value[:2] in row["dose_unit_ucum"] or len(opioid.units) > 1
    assert opioid.factor == (None if row["factor"] is None else Decimal(str(row["factor"])))


@pytest.mark.parametrize("opioid", COUNTED, ids=key_of)
@settings(max_examples=25)
@given(dose=doses, times=st.integers(1, 20))
def test_mme_of_every_counted_drug_is_the_product(
    opioid: Opioid, dose: Decimal, times: int
) -> None:
    mme = get_mme(opioid.key, dose, opioid.units[0], times)

    assert opioid.factor is not None
    assert mme.amount == Fraction(dose) * times * Fraction(opioid.factor)
    assert mme.amount > 0


@pytest.mark.parametrize("opioid", LEFT_OUT, ids=key_of)
@settings(max_examples=25)
@given(dose=doses)
def test_drug_without_a_factor_has_no_mme(opioid: Opioid, dose: Decimal) -> None:
    mme = get_mme(opioid.key, dose, opioid.units[0])

    assert mme.amount is None
    assert mme.status.value == opioid.standing.value


@pytest.mark.parametrize("opioid", OPIOIDS, ids=key_of)
def test_every_name_of_a_drug_leads_to_it_in_any_letters(opioid: Opioid) -> None:
    unit = opioid.units[0]
    names = (opioid.key, opioid.label, *opioid.names)

    found = [find_opioid(f"  {name.upper()} ", unit) for name in names]

    assert found == [opioid] * len(names)


def test_no_name_leads_to_two_drugs() -> None:
    names = [name for opioid in OPIOIDS for name in opioid.names]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Morphine Sulfate ER", "morphine"),
        ("oxycodone HCl tablets", "oxycodone"),
        ("hydrocodone/acetaminophen", "hydrocodone"),
        ("Fentanyl  (transdermal)", "fentanyl_patch"),
        ("FENTANYL_PATCH", "fentanyl_patch"),
        ("pethidine", "meperidine"),
    ],
)
def test_forms_and_salts_are_passed_over(words: str, key: str) -> None:
    opioid = find_opioid(words)

    assert opioid is OPIOID_BY_KEY[key]


@pytest.mark.parametrize(
    "words",
    ["", "morphine iv", "intrathecal morphine", "morphine intrathecal", "hydromorphone epidural",
     "morphine injection", "fentanyl iv", "sufentanil", "ziconotide", "oxy", "fentanyl"],
)  # fmt: skip
def test_what_is_injected_or_not_certain_is_not_known(words: str) -> None:
    mme = get_mme(words, Decimal(10), "mg")

    assert [mme.status, mme.amount] == [MmeStatus.UNKNOWN_DRUG, None]


def test_bare_fentanyl_is_a_patch_only_by_its_unit() -> None:
    keys = [get_mme("fentanyl", Decimal(25), unit).opioid for unit in ("ug/h", "mcg", "mg")]

    assert keys == [OPIOID_BY_KEY["fentanyl_patch"], OPIOID_BY_KEY["fentanyl_transmucosal"], None]


@pytest.mark.parametrize(
    "text",
    ["ug/h", "mcg/h", "MCG/HR", "micrograms/h", "micrograms per hour", " mcg / hour ", "ug/hr",
     f"{MICRO_SIGN}g/h", f"{MU}g/h"],
)  # fmt: skip
def test_rate_of_a_patch_is_read_in_any_spelling(text: str) -> None:
    assert find_unit(text) is OpioidUnit.MICROGRAMS_PER_HOUR


@pytest.mark.parametrize("text", ["", "g", "ml", "mg/day", "mg/h", "tablets", "ug/d"])
def test_other_units_are_not_known(text: str) -> None:
    assert find_unit(text) is None


@pytest.mark.parametrize("unit", ["", "ug", "ug/h", "tablets"])
def test_unit_that_does_not_fit_has_no_mme(unit: str) -> None:
    mme = get_mme("morphine", Decimal(10), unit)

    assert [mme.status, mme.amount] == [MmeStatus.WRONG_UNIT, None]


def test_dose_that_is_not_recorded_has_no_mme() -> None:
    mme = get_mme("morphine", None, "mg")

    assert [mme.status, mme.amount] == [MmeStatus.NO_DOSE, None]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("fen", ["fentanyl_patch", "fentanyl_transmucosal"]),
        ("oxy", ["oxycodone", "oxymorphone"]),
        ("peth", ["meperidine"]),
        (" ", []),
        ("aspirin", []),
    ],
)
def test_drugs_are_found_by_their_first_letters(typed: str, keys: list[str]) -> None:
    found = [opioid.key for opioid in find_opioids(typed)]

    assert found == keys


def test_cautions_name_methadone_and_patches_where_they_are_taken() -> None:
    plain = get_cautions([OPIOID_BY_KEY["morphine"]])
    extra = get_cautions([OPIOID_BY_KEY["methadone"], OPIOID_BY_KEY["fentanyl_patch"]])

    assert plain == (CAUTION,)
    assert "methadone" in extra[1]
    assert "fentanyl" in extra[2]


def test_only_the_patch_is_always_a_patch() -> None:
    patches = [opioid.key for opioid in OPIOIDS if opioid.is_patch]

    assert patches == ["fentanyl_patch"]


def test_words_are_shown_for_keys_and_typed_words_as_they_are() -> None:
    assert [format_drug("fentanyl_patch"), format_drug("Opium")] == ["fentanyl patch", "Opium"]
    assert [format_unit("ug/h"), format_unit("drops")] == ["micrograms/h", "drops"]
