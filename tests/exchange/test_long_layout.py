from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.exchange.csv_files import BERLIN, CELLS, make_csv, read_rows
from trialtracker.clinical.choices import AllergyStatus, Gender, Source, TrialMode, TrialState
from trialtracker.exchange.long_layout import read_long
from trialtracker.exchange.long_rows import OPTIONAL, REQUIRED

MORNING = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)


def test_row_becomes_patient_trial_and_entry() -> None:
    imported = read_rows({"note": "before breakfast"})

    trial = imported.trials[0]
    answers = trial.entries[0].answers
    assert imported.problems == ()
    assert (trial.patient.mrn, trial.patient.gender) == ("T-1", Gender.FEMALE)
    assert trial.patient.allergy_status is AllergyStatus.NOT_RECORDED
    assert trial.trial.mode is TrialMode.CONTINUOUS_INTRATHECAL
    assert (trial.trial.state, trial.trial.planned_days) == (TrialState.COMPLETED, 3)
    assert trial.trial.started_at == datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
    assert trial.trial.ended_at == datetime(2026, 3, 4, 22, 59, 59, tzinfo=UTC)
    assert trial.trial.time_zone == "Europe/Berlin"
    assert (answers.observed_at, answers.source) == (MORNING, Source.IMPORT)
    assert answers.values == {"pain_rest": Decimal(6)}
    assert answers.note == "before breakfast"


def test_trial_without_an_end_runs() -> None:
    imported = read_rows({"trial_end": ""})

    assert imported.trials[0].trial.state is TrialState.RUNNING


def test_columns_may_stand_in_any_order_and_case() -> None:
    columns = [column.upper() for column in reversed(CELLS)]
    content = make_csv({c.upper(): v for c, v in CELLS.items()}, columns=columns)

    assert read_long(content, BERLIN) == read_rows({})


@pytest.mark.parametrize("column", OPTIONAL)
def test_optional_column_may_be_absent(column: str) -> None:
    content = make_csv({}, columns=[c for c in CELLS if c != column])

    assert read_long(content, BERLIN).problems == ()


@pytest.mark.parametrize("column", REQUIRED)
def test_required_column_is_missed_by_name(column: str) -> None:
    content = make_csv({}, columns=[c for c in CELLS if c != column])

    problems = read_long(content, BERLIN).problems

    assert [(p.row, p.column) for p in problems] == [(1, column)]


def test_unknown_column_is_refused_by_name() -> None:
    problems = read_long(make_csv({}, columns=[*CELLS, "colour"]), BERLIN).problems

    assert [(p.row, p.column) for p in problems] == [(1, "colour")]


def test_observations_of_one_moment_are_one_entry() -> None:
    imported = read_rows(
        {},
        {"measure": "pain_movement", "value": "8", "note": "walked"},
        {"measure": "side_effect:nausea", "value": "2", "unit": "grade"},
    )

    entry = imported.trials[0].entries[0]
    assert len(imported.trials[0].entries) == 1
    assert entry.rows == (2, 3, 4)
    assert entry.answers.note == "walked"
    assert entry.answers.values == {
        "pain_rest": Decimal(6),
        "pain_movement": Decimal(8),
        "side_effect:nausea": Decimal(2),
    }


@pytest.mark.parametrize("second", ["6", "7"])
def test_same_measure_twice_at_one_moment_is_two_entries(second: str) -> None:
    imported = read_rows({}, {"value": second})

    values = [entry.answers.values["pain_rest"] for entry in imported.trials[0].entries]
    assert values == [Decimal(6), Decimal(second)]


def test_different_notes_at_one_moment_are_both_kept() -> None:
    imported = read_rows({"note": "one"}, {"note": "two", "measure": "pain_worst"})

    assert [entry.answers.note for entry in imported.trials[0].entries] == ["one", "two"]


def test_date_without_a_time_is_local_noon() -> None:
    imported = read_rows({"observed_at": "2026-03-03"})

    observed_at = imported.trials[0].entries[0].answers.observed_at
    assert observed_at == datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


def test_patient_has_a_trial_for_each_start() -> None:
    later = {"trial_start": "2026-05-01", "trial_end": "", "observed_at": "2026-05-02"}

    imported = read_rows({}, later, {"observed_at": "2026-03-04"})

    assert [trial.rows for trial in imported.trials] == [(2, 4), (3,)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("mrn", " "),
        ("birth_date", "12.3.1961"),
        ("birth_date", "1961-02-30"),
        ("gender", "lady"),
        ("mode", "oral"),
        ("trial_start", ""),
        ("trial_start", "monday"),
        ("trial_end", "tomorrow"),
        ("observed_at", ""),
        ("observed_at", "2026-03-29T02:30"),
        ("observed_at", "08:00"),
        ("measure", "happiness"),
        ("value", ""),
        ("value", "11"),
        ("value", "NaN"),
        ("value", "٣"),
        ("value", "1e400"),
        ("value", "x" * 70),
        ("unit", "mm"),
    ],
)
def test_hostile_cell_is_refused_with_row_column_value_and_reason(column: str, value: str) -> None:
    imported = read_rows({}, {"observed_at": "2026-03-03T12:00", column: value})

    assert [(p.row, p.column, p.value) for p in imported.problems] == [(3, column, value)]
    assert imported.problems[0].reason.endswith(".")


def test_every_hostile_cell_of_a_row_is_named() -> None:
    imported = read_rows({"gender": "lady", "mode": "oral", "value": "11"})

    assert [p.column for p in imported.problems] == ["gender", "mode", "value"]


def test_grade_that_the_term_does_not_have_is_refused() -> None:
    imported = read_rows({"measure": "side_effect:nausea", "value": "4", "unit": "grade"})

    assert [(p.row, p.column, p.value) for p in imported.problems] == [(2, "value", "4")]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("family_name", "Testcase-Two"),
        ("given_name", "ada"),
        ("birth_date", ""),
        ("gender", "unknown"),
        ("mode", "continuous_epidural"),
        ("trial_end", "2026-03-05"),
        ("trial_end", ""),
    ],
)
def test_row_that_contradicts_an_earlier_one_is_refused(column: str, value: str) -> None:
    imported = read_rows({}, {column: value})

    assert [(p.row, p.column, p.value) for p in imported.problems] == [(3, column, value)]
    assert "row 2" in imported.problems[0].reason


@pytest.mark.parametrize("value", ["6,5", "6"])
def test_semicolons_bring_the_decimal_comma(value: str) -> None:
    content = make_csv({"value": "6,5"}, {"value": value}, delimiter=";", line_end="\r\n")

    imported = read_long(content, BERLIN)

    assert imported.problems == ()
    assert imported.trials[0].entries[0].answers.values["pain_rest"] == Decimal("6.5")


def test_mixed_decimal_signs_are_refused() -> None:
    content = make_csv({"value": "6,5"}, {"value": "6.5"}, delimiter=";")

    imported = read_long(content, BERLIN)

    assert [(p.row, p.column) for p in imported.problems] == [(2, "value")]


def test_decimal_comma_between_commas_must_be_declared() -> None:
    content = make_csv({"value": "6,5"})

    undeclared = read_long(content, BERLIN)
    declared = read_long(content, BERLIN, decimal=",")

    assert [(p.row, p.column, p.value) for p in undeclared.problems] == [(2, "value", "6,5")]
    assert declared.problems == ()
