"""Reasons why a measure was not assessed, and notes alone, are imported once like values."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.exchange.csv_files import BERLIN, CELLS, make_csv
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Entry, current_entries
from trialtracker.db.store import Store, open_store
from trialtracker.exchange.long_layout import read_long
from trialtracker.services.clinic import Clinic
from trialtracker.services.import_store import import_trials
from trialtracker.services.importing import ImportReport

ASLEEP = {"value": "", "not_assessed": "asleep"}
NOTE = {"measure": "note", "value": "", "unit": "", "note": "walked"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "clinic.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def clinic(store: Store, clock: FakeClock) -> Clinic:
    return Clinic(store, clock, "tester")


def import_rows(store: Store, clock: FakeClock, *rows: dict[str, str]) -> ImportReport:
    content = make_csv(*rows, columns=(*CELLS, "not_assessed", "entry"))
    return import_trials(store, "tester", clock(), read_long(content, BERLIN).trials)


def entries_of(clinic: Clinic) -> tuple[Entry, ...]:
    (trial_id,) = clinic.list_trial_ids()
    return current_entries(clinic.get_snapshot(trial_id).trial.entries)


@pytest.mark.parametrize("row", [ASLEEP, NOTE])
def test_same_file_twice_adds_nothing(
    store: Store, clock: FakeClock, clinic: Clinic, row: dict[str, str]
) -> None:
    first = import_rows(store, clock, row)

    again = import_rows(store, clock, row)

    assert (first.entries_added, again.entries_added, again.entries_present) == (1, 0, 1)
    assert len(entries_of(clinic)) == 1


def test_reason_and_note_are_stored_as_told(store: Store, clock: FakeClock, clinic: Clinic) -> None:
    import_rows(store, clock, ASLEEP, {**NOTE, "entry": "2"})

    reasons = [(dict(e.values), dict(e.not_assessed), e.note) for e in entries_of(clinic)]
    assert reasons == [({}, {"pain_rest": NotAssessed.ASLEEP}, ""), ({}, {}, "walked")]


def test_another_reason_than_the_stored_one_is_refused(store: Store, clock: FakeClock) -> None:
    import_rows(store, clock, ASLEEP)

    report = import_rows(store, clock, {"value": "", "not_assessed": "declined"})

    ((column, value, reason),) = [(p.column, p.value, p.reason) for p in report.problems]
    assert (column, value) == ("not_assessed", "declined")
    assert reason == "It differs from the stored asleep; amend it in the window."


def test_value_where_a_reason_is_stored_is_refused(store: Store, clock: FakeClock) -> None:
    import_rows(store, clock, ASLEEP)

    report = import_rows(store, clock, {})

    assert [p.column for p in report.problems] == ["value"]


def test_reason_that_became_a_value_is_not_brought_back(
    store: Store, clock: FakeClock, clinic: Clinic
) -> None:
    import_rows(store, clock, ASLEEP, {"measure": "pain_worst"})
    (entry,) = entries_of(clinic)
    told = Answers("f" * 32, entry.observed_at, values={**entry.values, "pain_rest": Decimal(6)})
    (trial_id,) = clinic.list_trial_ids()
    clinic.amend_entry(trial_id, entry.entry_id, told, "patient_corrected")

    report = import_rows(store, clock, ASLEEP, {"measure": "pain_worst"})

    assert (report.problems, report.entries_added) == ((), 0)


def test_new_reason_joins_a_moment_with_stored_values(
    store: Store, clock: FakeClock, clinic: Clinic
) -> None:
    import_rows(store, clock, {"measure": "pain_worst"})

    report = import_rows(store, clock, {"measure": "pain_worst"}, ASLEEP)

    assert report.entries_added == 1
    assert sorted(len(e.not_assessed) for e in entries_of(clinic)) == [0, 1]


def test_faulty_reason_is_refused_at_its_row(store: Store, clock: FakeClock) -> None:
    content = make_csv(ASLEEP, columns=(*CELLS, "not_assessed"))
    (trial,) = read_long(content, BERLIN).trials
    (entry,) = trial.entries
    unknown = replace(entry.answers, not_assessed={"luck": NotAssessed.ASLEEP})
    faulty = replace(trial, entries=(replace(entry, answers=unknown),))

    report = import_trials(store, "tester", clock(), [faulty])

    assert [(p.row, p.column, p.value) for p in report.problems] == [(2, "not_assessed", "asleep")]


def test_scale_without_permission_is_refused_at_its_row_and_taken_with_it(
    store: Store, clock: FakeClock, clinic: Clinic
) -> None:
    asleep = {"measure": "poss", "value": "S", "unit": "level"}

    refused = import_rows(store, clock, asleep)
    clinic.house.change_settings(ClinicSettings(poss_permitted=True), "Permission obtained")
    taken = import_rows(store, clock, asleep)

    assert [(p.row, p.column, p.value, p.reason) for p in refused.problems] == [
        (2, "value", "9", "POSS needs the clinic's permission: Settings.")
    ]
    assert taken.entries_added == 1
