from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.exchange.csv_files import BERLIN
from trialtracker.clinical.choices import Gender, TrialState
from trialtracker.exchange.wide_layout import WideColumns, expand_range, read_wide

WIDE = WideColumns(
    id_column="row",
    mrn_prefix="AUS-",
    measure="pain_average",
    baseline=("b1", "b2"),
    trial=("t1", "t2", "t3"),
    trial_start=date(2026, 3, 2),
)
HEADER = "row,arm,b1,b2,t1,t2,t3\n"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("t09:t11", ("t09", "t10", "t11")),
        ("t9:t11", ("t9", "t10", "t11")),
        ("day 1 : day 2", ("day 1", "day 2")),
        ("3:4", ("3", "4")),
        ("score", ("score",)),
    ],
)
def test_range_names_a_column_for_each_day(text: str, columns: tuple[str, ...]) -> None:
    assert expand_range(text) == columns


@pytest.mark.parametrize("text", ["", ":", "a:b", "t3:t1", "t1:u3", "t1:", "t1:t999"])
def test_other_text_is_no_range(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        expand_range(text)


def test_row_becomes_a_completed_trial_with_an_entry_a_day() -> None:
    imported = read_wide(f"{HEADER}7,x,8,7.25,6,5,4\n".encode(), WIDE, BERLIN)

    trial = imported.trials[0]
    scored = [(e.answers.observed_at, *e.answers.values.values()) for e in trial.entries]
    assert imported.problems == ()
    assert (trial.patient.mrn, trial.patient.family_name) == ("AUS-7", "AUS-7")
    assert (trial.patient.birth_date, trial.patient.gender) == (None, Gender.NOT_KNOWN)
    assert (trial.trial.state, trial.trial.planned_days) == (TrialState.COMPLETED, 3)
    assert trial.trial.ended_at == datetime(2026, 3, 4, 22, 59, 59, tzinfo=UTC)
    assert scored == [
        (datetime(2026, 2, 28, 11, tzinfo=UTC), Decimal(8)),
        (datetime(2026, 3, 1, 11, tzinfo=UTC), Decimal("7.25")),
        (datetime(2026, 3, 2, 11, tzinfo=UTC), Decimal(6)),
        (datetime(2026, 3, 3, 11, tzinfo=UTC), Decimal(5)),
        (datetime(2026, 3, 4, 11, tzinfo=UTC), Decimal(4)),
    ]


def test_empty_cell_is_a_missing_score() -> None:
    imported = read_wide(f"{HEADER}7,x,, ,,0,\n".encode(), WIDE, BERLIN)

    entries = imported.trials[0].entries
    assert imported.problems == ()
    assert [entry.answers.values for entry in entries] == [{"pain_average": Decimal(0)}]


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ("7,x,8,7,6,11,4", "t2", "11"),
        ("7,x,8,NaN,6,5,4", "b2", "NaN"),
        (",x,8,7,6,5,4", "row", ""),
        ("6,x,8,7,6,5,4", "row", "6"),
    ],
)
def test_hostile_cell_is_refused_with_row_column_value_and_reason(
    cells: str, column: str, value: str
) -> None:
    imported = read_wide(f"{HEADER}6,x,8,7,6,5,4\n{cells}\n".encode(), WIDE, BERLIN)

    assert [(p.row, p.column, p.value) for p in imported.problems] == [(3, column, value)]
    assert imported.problems[0].reason.endswith(".")


def test_missing_column_is_refused_by_name() -> None:
    wide = replace(WIDE, trial=("t1", "t2", "t3", "t4"))

    imported = read_wide(f"{HEADER}7,x,8,7,6,5,4\n".encode(), wide, BERLIN)

    assert [(p.row, p.column) for p in imported.problems] == [(1, "t4")]


def test_semicolons_bring_the_decimal_comma() -> None:
    content = f"{HEADER}7,x,8,7.5,6,5,4\n".replace(",", ";").replace(".", ",").encode()

    imported = read_wide(content, WIDE, BERLIN)

    assert imported.problems == ()
    assert imported.trials[0].entries[1].answers.values == {"pain_average": Decimal("7.5")}
