"""Lists and the search read summary rows only, page by page, and find by what people type."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_details, make_patient_details
from tests.stores import make_empty_store
from trialtracker.db.search_key import to_mrn_key, to_search_key
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic

NAMES = (
    ("Harland", "Mary", "004 211 87"),
    ("Hartmann", "Per", "004-205-40"),
    ("Ångström", "Zoë", "A-77"),
    ("O'Brien", "Marya", "X 1"),
    ("李", "小龙", "9"),
)


@pytest.fixture
def clinic(tmp_path: Path, clock: FakeClock) -> Iterator[Clinic]:
    store = open_store(str(make_empty_store(tmp_path / "clinic.sqlite")))
    clinic = Clinic(store, clock, "tester")
    for family, given, mrn in NAMES:
        patient = make_patient_details(family_name=family, given_name=given, mrn=mrn)
        clinic.register(patient, make_details())
    yield clinic
    store.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("har", ["Harland", "Hartmann"]),
        ("HARL", ["Harland"]),
        ("angs", ["Ångström"]),
        ("zoe", ["Ångström"]),
        ("mary", ["Harland", "O'Brien"]),
        ("land, mar", ["Harland"]),
        ("00421", ["Harland"]),
        ("004 21", ["Harland"]),
        ("211", ["Harland"]),
        ("20540", ["Hartmann"]),
        ("x", ["O'Brien"]),
        ("李", ["李"]),
        ("9", ["李"]),
        ("nobody", []),
        ("", []),
        ("   ", []),
        ('"; DROP TABLE patient', []),
        ("o'b", ["O'Brien"]),
        ("-", []),
    ],
)
def test_patients_are_found_by_what_people_type(
    clinic: Clinic, typed: str, found: list[str]
) -> None:
    assert [hit.family_name for hit in clinic.find_patients(typed, 10)] == found


def test_no_more_are_found_than_asked_for(clinic: Clinic) -> None:
    assert len(clinic.find_patients("har", 1)) == 1


def test_a_hit_names_the_newest_trial(clinic: Clinic) -> None:
    (hit,) = clinic.find_patients("harl", 5)

    assert hit.trial_id is not None
    assert hit.trial_label == "Continuous intrathecal · Running"


def test_all_trials_are_listed_by_name_in_pages(clinic: Clinic) -> None:
    first = clinic.list_by_name(None, 2)
    second = clinic.list_by_name(first[-1], 2)
    third = clinic.list_by_name(second[-1], 2)

    names = [row.family_name for row in (*first, *second, *third)]
    assert names == ["Ångström", "Harland", "Hartmann", "O'Brien", "李"]


def test_open_trials_are_listed_in_pages_without_a_gap(clinic: Clinic) -> None:
    first = clinic.list_due(None, 3)
    second = clinic.list_due(first[-1], 3)

    assert len({row.trial_id for row in (*first, *second)}) == len(NAMES)


@pytest.mark.parametrize(
    ("text", "key"),
    [(" Ångström ", "angstrom"), ("ÉCOLE", "ecole"), ("ﬁn", "fin"), ("", "")],
)
def test_a_search_key_has_neither_case_nor_accents(text: str, key: str) -> None:
    assert to_search_key(text) == key


def test_an_mrn_key_has_no_spaces_or_hyphens() -> None:
    assert to_mrn_key(" 004-211 87") == "00421187"


def test_a_row_tells_day_and_due_time_at_once(clinic: Clinic, clock: FakeClock) -> None:
    row = clinic.list_due(None, 1)[0]

    assert row.trial_day == 4
    assert row.next_due_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert row.next_due_at < clock.now
