"""A patient that cannot be true is refused, field by field."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.factories import make_patient_details
from trialtracker.clinical.checks import check_patient
from trialtracker.clinical.choices import AllergyStatus
from trialtracker.clinical.refusal import RefusedError

TODAY = date(2026, 3, 9)
NAUGHTY = Path(__file__).resolve().parents[2].parent / "shared/data/text/naughty-strings.json"


def refuse_patient(**changes: Any) -> dict[str, str]:
    with pytest.raises(RefusedError) as refusal:
        check_patient(make_patient_details(**changes), TODAY)
    return {problem.field: problem.sentence for problem in refusal.value.problems}


def read_naughty_strings() -> list[str]:
    if not NAUGHTY.exists():
        return []
    return [str(text) for text in json.loads(NAUGHTY.read_text(encoding="utf-8"))]


def test_an_ordinary_patient_is_taken() -> None:
    check_patient(make_patient_details(), TODAY)


@pytest.mark.parametrize("born", [None, TODAY, date(1900, 1, 1)])
def test_a_birth_date_may_be_unknown_or_anything_from_1900_to_today(born: date | None) -> None:
    check_patient(make_patient_details(birth_date=born), TODAY)


@pytest.mark.parametrize(
    ("born", "sentence"),
    [
        (date(2026, 3, 10), "10-Mar-2026 is in the future: a birth date is at most today."),
        (date(1899, 12, 31), "31-Dec-1899 is before 1900: check the year."),
    ],
)
def test_an_impossible_birth_date_is_refused(born: date, sentence: str) -> None:
    assert refuse_patient(birth_date=born) == {"birth_date": sentence}


@pytest.mark.parametrize(
    ("field", "name"),
    [("family_name", "Family name"), ("given_name", "Given name"), ("mrn", "MRN")],
)
def test_names_and_mrn_are_one_line_that_shows_something(field: str, name: str) -> None:
    assert refuse_patient(**{field: " "}) == {field: f"{name} is blank: fill it in."}
    assert "at most 200 are kept" in refuse_patient(**{field: "x" * 201})[field]
    assert "line break or control character" in refuse_patient(**{field: "a\nb"})[field]
    assert "lone surrogate" in refuse_patient(**{field: "a\udfff"})[field]


def test_all_problems_of_a_patient_are_told_at_once() -> None:
    assert set(refuse_patient(family_name="", mrn="", birth_date=date(2099, 1, 1))) == {
        "family_name",
        "mrn",
        "birth_date",
    }


def test_known_allergies_are_named() -> None:
    check_patient(
        make_patient_details(allergy_status=AllergyStatus.KNOWN, allergies="Latex\nIodine"), TODAY
    )

    assert refuse_patient(allergy_status=AllergyStatus.KNOWN, allergies=" ") == {
        "allergies": "Allergies are known: say which."
    }
    assert "NUL" in refuse_patient(allergy_status=AllergyStatus.KNOWN, allergies="a\0")["allergies"]


@pytest.mark.parametrize("status", [s for s in AllergyStatus if s is not AllergyStatus.KNOWN])
def test_allergies_beside_another_status_are_refused(status: AllergyStatus) -> None:
    sentence = f"Allergies are filled in beside “{status.label}”: clear them or choose another."

    assert refuse_patient(allergy_status=status, allergies="Latex") == {"allergies": sentence}


@pytest.mark.skipif(not NAUGHTY.exists(), reason=f"{NAUGHTY.name} is not beside the checkout")
def test_hostile_names_are_taken_or_refused_with_a_reason() -> None:
    strings = read_naughty_strings()

    outcomes = [_outcome_of_name(text) for text in strings]

    assert len(outcomes) > 400
    assert set(outcomes) <= {"taken", "blank", "control"}
    assert outcomes.count("taken") > 400


def _outcome_of_name(text: str) -> str:
    try:
        check_patient(make_patient_details(family_name=text), TODAY)
    except RefusedError as refusal:
        return "blank" if "is blank" in str(refusal) else "control"
    return "taken"
