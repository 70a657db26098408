from datetime import date

import pytest

from tests.factories import make_patient_details, make_trial
from trialtracker.clinical.choices import Indication
from trialtracker.clinical.patient_words import (
    format_birth,
    format_indication,
    format_name,
    format_name_and_number,
)


@pytest.mark.parametrize(
    ("family", "given", "name"),
    [
        ("Testcase", "Ada", "TESTCASE, Ada"),
        ("van\nder  Berg", " Ada\tMay ", "VAN DER BERG, Ada May"),
        ("Testcase", "", "TESTCASE"),
        ("", "", "Not known"),
        ("", "Ada", "Not known, Ada"),
    ],
)
def test_name_stands_in_one_line_with_the_family_name_first(
    family: str, given: str, name: str
) -> None:
    details = make_patient_details(family_name=family, given_name=given)

    assert format_name(details) == name


@pytest.mark.parametrize(
    ("birth_date", "shown"),
    [(date(1961, 3, 12), "12-Mar-1961 (64y)"), (None, "Not known")],
)
def test_date_of_birth_stands_with_the_age(birth_date: date | None, shown: str) -> None:
    assert format_birth(birth_date, date(2026, 3, 11)) == shown


@pytest.mark.parametrize(
    ("indication", "note", "shown"),
    [
        (Indication.OTHER, "Phantom\npain", "Phantom pain"),
        (Indication.OTHER, " ", Indication.OTHER.label),
        (Indication.NOT_KNOWN, "", "Not known"),
    ],
)
def test_indication_is_told_in_the_words_of_the_clinic_where_the_list_has_none(
    indication: Indication, note: str, shown: str
) -> None:
    trial = make_trial(indication=indication, indication_note=note)

    assert format_indication(trial) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Testcase", "TESTCASE"),
        ("אבד", "\u2068אבד, Ada\u2069"),
        ("Ann\u202e", "\u2068ANN\u202e, Ada\u2069"),
        ("Ann\u2069\u202e", "\u2068ANN\u202e, Ada\u2069"),
    ],
)
def test_a_name_from_right_to_left_does_not_turn_the_number_round(name: str, shown: str) -> None:
    details = make_patient_details(mrn="004 205 40", family_name=name, given_name="Ada")

    assert format_name_and_number(details).startswith(shown)
    assert format_name_and_number(details).endswith(", MRN 004 205 40")


def test_a_long_name_leaves_the_number_in_sight() -> None:
    details = make_patient_details(mrn="T-001", family_name="W" * 120)

    assert format_name_and_number(details) == f"{'W' * 60}\N{HORIZONTAL ELLIPSIS}, MRN T-001"
