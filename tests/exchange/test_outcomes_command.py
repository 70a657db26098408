"""The command line counts outcomes, and says what is missing from them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.exchange.commands import Run
from tests.exchange.csv_files import make_csv


@pytest.fixture
def stored(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A store with one imported trial, which runs since 02-Mar-2026."""
    told = tmp_path / "told.csv"
    told.write_bytes(make_csv({}))
    assert run("import", told) == 0
    capsys.readouterr()
    return next(tmp_path.glob("*.sqlite"))


def test_the_outcomes_are_printed(
    run: Run, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("outcomes") == 0

    assert "Trials,,started,<5" in capsys.readouterr().out


def test_a_period_is_counted(run: Run, stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("outcomes", "--from", "2020-01", "--to", "2020-02") == 0

    printed = capsys.readouterr().out
    assert "Period,,from,2020-01" in printed
    assert "Trials,,started,0" in printed


def test_the_outcomes_are_written_to_a_new_file(
    run: Run, stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "outcomes.csv"

    assert run("outcomes", "--csv", path) == 0
    assert run("outcomes", "--csv", path) == 1

    assert path.read_text(encoding="utf-8").startswith("table,group,figure,n,of")
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--from", "--to"])
def test_what_is_no_month_is_wrong_usage(
    run: Run, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("outcomes", option, "March") == 2
    assert "March is not a month" in capsys.readouterr().err


def test_trials_that_wait_to_be_counted_are_told(
    run: Run, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(stored)) as connection:
        connection.execute("UPDATE trial SET assessed_s = 0")
        connection.commit()

    assert run("outcomes") == 1

    told = capsys.readouterr()
    assert "Trials,,still to be counted,<5" in told.out
    assert "1 trial is still to be counted" in told.err


def test_a_period_that_ends_before_it_begins_is_wrong_usage(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("outcomes", "--from", "2026-12", "--to", "2026-01")

    assert status == 2
    assert "the last month 2026-01 is before the first, 2026-12" in capsys.readouterr().err
