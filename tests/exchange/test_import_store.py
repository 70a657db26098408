import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.exchange.csv_files import read_rows
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Source
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.db.store import Store, open_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.import_store import import_trials, preview_import
from trialtracker.services.importing import ImportReport

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
NAUGHTY = DATA / "text" / "naughty-strings.json"
STRINGS: list[str] = json.loads(NAUGHTY.read_text("utf-8")) if NAUGHTY.exists() else []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "clinic.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def clinic(store: Store, clock: FakeClock) -> Clinic:
    return Clinic(store, clock, "tester")


def import_rows(store: Store, clock: FakeClock, *rows: Mapping[str, str]) -> ImportReport:
    """Import rows that are free of faults of reading."""
    return import_trials(store, "tester", clock(), read_rows(*rows).trials)


def trial_of(clinic: Clinic) -> Trial:
    """Return the only trial."""
    (trial_id,) = clinic.list_trial_ids()
    return clinic.get_snapshot(trial_id).trial


def pains_of(clinic: Clinic) -> list[Decimal]:
    """Return the current scores of the only trial."""
    return [e.values["pain_rest"] for e in current_entries(trial_of(clinic).entries) if e.values]


def amended(entry: Entry, score: int, later: timedelta) -> Answers:
    """Return the answers that replace an entry."""
    at = entry.observed_at + later
    return Answers("f" * 32, at, entry.source, {"pain_rest": Decimal(score)})


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """Return what was added and present."""
    added = (report.patients_added, report.trials_added, report.entries_added)
    return (*added, report.entries_present)


def refusals(report: ImportReport) -> list[tuple[int, str, str]]:
    """Return where and what was refused."""
    return [(p.row, p.column, p.value) for p in report.problems]


def test_import_adds_patient_trial_and_entries(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    report = import_rows(store, clock, {}, {"observed_at": "2026-03-04T08:00"})

    assert counts(report) == (1, 1, 2, 0)
    assert [e.source for e in trial_of(clinic).entries] == [Source.IMPORT, Source.IMPORT]
    assert {e.author for e in trial_of(clinic).entries} == {"tester"}


@pytest.mark.parametrize("second", ["6", "7"])
def test_same_file_twice_adds_nothing(store: Store, clock: FakeClock, second: str) -> None:
    rows: tuple[dict[str, str], ...] = (
        {},
        {"value": second},
        {"measure": "pain_worst", "note": "n"},
    )
    import_rows(store, clock, *rows)

    report = import_rows(store, clock, *rows)

    assert counts(report) == (0, 0, 0, 2)


def test_row_that_was_added_to_the_file_is_added_alone(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    import_rows(store, clock, {})

    report = import_rows(store, clock, {}, {"measure": "pain_worst", "value": "9"})

    assert counts(report) == (0, 0, 1, 0)
    assert [dict(e.values) for e in trial_of(clinic).entries] == [
        {"pain_rest": Decimal(6)},
        {"pain_worst": Decimal(9)},
    ]


def test_further_equal_row_is_a_further_entry(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    import_rows(store, clock, {})

    report = import_rows(store, clock, {}, {})

    assert counts(report) == (0, 0, 1, 1)
    assert pains_of(clinic) == [Decimal(6), Decimal(6)]


def test_other_value_than_the_stored_one_is_refused(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    import_rows(store, clock, {})

    report = import_rows(store, clock, {"observed_at": "2026-03-04"}, {"value": "6.5"})

    assert refusals(report) == [(3, "value", "6.5")]
    assert "stored 6;" in report.problems[0].reason
    assert pains_of(clinic) == [Decimal(6)]


def test_other_note_than_the_stored_one_is_refused(store: Store, clock: FakeClock) -> None:
    import_rows(store, clock, {"note": "slept well"})

    report = import_rows(store, clock, {"note": "slept badly"})

    assert refusals(report) == [(2, "note", "slept badly")]


@pytest.mark.parametrize("later", [timedelta(), timedelta(hours=1)], ids=["value", "time"])
def test_correction_of_an_imported_entry_stands(
    store: Store, clinic: Clinic, clock: FakeClock, later: timedelta
) -> None:
    import_rows(store, clock, {})
    trial = trial_of(clinic)
    entry = trial.entries[0]
    clinic.amend_entry(trial.trial_id, entry.entry_id, amended(entry, 5, later), "typing_error")

    report = import_rows(store, clock, {})

    assert counts(report) == (0, 0, 0, 1)
    assert pains_of(clinic) == [Decimal(5)]


def test_imported_entry_that_was_made_void_does_not_come_back(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    import_rows(store, clock, {})
    trial = trial_of(clinic)
    clinic.void_entry(trial.trial_id, trial.entries[0].entry_id, "duplicate")

    report = import_rows(store, clock, {})

    assert counts(report) == (0, 0, 0, 1)
    assert pains_of(clinic) == []


def test_void_entry_of_a_nurse_does_not_keep_a_file_out(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    import_rows(store, clock, {"observed_at": "2026-03-02"})
    trial = trial_of(clinic)
    moment = read_rows({}).trials[0].entries[0].answers.observed_at
    typed = Answers("e" * 32, moment, Source.NURSE, {"pain_rest": Decimal(6)})
    clinic.record(trial.trial_id, typed)
    clinic.void_entry(trial.trial_id, typed.entry_id, "wrong_patient")

    report = import_rows(store, clock, {})

    assert counts(report) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("family_name", "Other", "Other"),
        ("given_name", "Bea", "Bea"),
        ("birth_date", "1962-03-12", "1962-03-12"),
        ("birth_date", "", "None"),
        ("gender", "male", "male"),
        ("mode", "continuous_epidural", "continuous_epidural"),
        ("trial_end", "2026-03-05T10:00Z", "2026-03-05 10:00:00+00:00"),
        ("trial_end", "", ""),
    ],
)
def test_other_patient_or_trial_than_the_stored_one_is_refused(
    store: Store, clock: FakeClock, column: str, value: str, shown: str
) -> None:
    import_rows(store, clock, {})

    report = import_rows(store, clock, {column: value})

    assert refusals(report) == [(2, column, shown)]


@pytest.mark.parametrize("stored", [True, False], ids=["stored", "in the file"])
def test_overlapping_trial_of_a_patient_is_refused(
    store: Store, clock: FakeClock, *, stored: bool
) -> None:
    first: dict[str, str] = {}
    second = {"trial_start": "2026-03-03"}
    import_rows(store, clock, *([first] if stored else []))

    report = import_rows(store, clock, first, second)

    assert [(p.row, p.column) for p in report.problems] == [(3, "trial_start")]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"family_name": " "}, "family_name"),
        ({"given_name": "A\nB"}, "given_name"),
        ({"birth_date": "2026-03-06"}, "birth_date"),
        ({"birth_date": "2026-03-04"}, "trial_start"),
        ({"trial_start": "2026-04-01", "trial_end": ""}, "trial_start"),
        ({"trial_end": "2026-04-01"}, "trial_end"),
        ({"trial_end": "2026-03-01"}, "trial_end"),
        ({"observed_at": "2026-03-05"}, "observed_at"),
        ({"observed_at": "2026-04-01", "trial_end": ""}, "observed_at"),
        ({"observed_at": "2025-03-01"}, "observed_at"),
        ({"note": "x" * 20_001}, "note"),
    ],
)
def test_what_cannot_be_true_is_refused_by_row_and_column(
    store: Store, clinic: Clinic, clock: FakeClock, cells: dict[str, str], column: str
) -> None:
    report = import_rows(store, clock, cells)

    assert (2, column) in [(p.row, p.column) for p in report.problems]
    assert clinic.list_trial_ids() == ()


def test_value_that_no_file_could_give_is_refused_all_the_same(
    store: Store, clock: FakeClock
) -> None:
    (trial,) = read_rows({}).trials
    answers = replace(trial.entries[0].answers, values={"pain_rest": Decimal(11)})
    entries = (replace(trial.entries[0], answers=answers),)

    report = import_trials(store, "tester", clock(), [replace(trial, entries=entries)])

    assert refusals(report) == [(2, "value", "11")]


def test_one_refused_entry_keeps_the_whole_file_out(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    report = import_rows(store, clock, {}, {"mrn": "T-2", "observed_at": "2026-03-05"})

    assert refusals(report) == [(3, "observed_at", "2026-03-05 11:00:00+00:00")]
    assert counts(report) == (0, 0, 0, 0)
    assert clinic.list_trial_ids() == ()


def test_preview_reports_and_stores_nothing(store: Store, clinic: Clinic, clock: FakeClock) -> None:
    report = preview_import(store, clock(), read_rows({}).trials)

    assert counts(report) == (1, 1, 1, 0)
    assert clinic.list_trial_ids() == ()


@pytest.mark.skipif(not STRINGS, reason="needs the hostile strings beside the checkout")
def test_every_naughty_string_comes_back_from_the_note_or_is_refused(
    store: Store, clinic: Clinic, clock: FakeClock
) -> None:
    rows = [{"note": text, "value": str(i % 11)} for i, text in enumerate(STRINGS)]

    import_rows(store, clock, *rows)

    kept = {entry.note for entry in trial_of(clinic).entries}
    assert [text for text in STRINGS if text not in kept] == []


@pytest.mark.skipif(not STRINGS, reason="needs the hostile strings beside the checkout")
@pytest.mark.parametrize("column", ["family_name", "given_name", "mrn"])
def test_every_naughty_string_as_a_name_comes_back_or_is_refused(
    store: Store, clinic: Clinic, clock: FakeClock, column: str
) -> None:
    rows = [{"mrn": f"T-{i}", column: text} for i, text in enumerate(STRINGS) if text.strip()]
    read = read_rows(*rows).trials
    refused = {p.row for p in preview_import(store, clock(), read).problems}
    taken = [trial for trial in read if not refused.intersection(trial.rows)]

    import_trials(store, "tester", clock(), taken)

    told = [getattr(trial.patient, column) for trial in taken]
    trials = (clinic.get_snapshot(trial_id).trial for trial_id in clinic.list_trial_ids())
    assert [getattr(trial.patient.details, column) for trial in trials] == told
    assert len(told) + len(refused) == len(read)
    assert len(told) > 400
