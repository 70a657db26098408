import sys
from pathlib import Path

import pytest

from tests.exchange.commands import NOW, Run, no_window
from tests.exchange.csv_files import make_csv
from trialtracker import cli


@pytest.fixture(autouse=True)
def keep_the_fault_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back what is done with unexpected faults after each test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "clinic.sqlite"


@pytest.fixture
def run(store: Path) -> Run:
    def run_on_store(*arguments: str | Path) -> int:
        told = [*map(str, arguments), "--store", str(store)]
        return cli.main(told, no_window, lambda: NOW)

    return run_on_store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A long file of one trial with two entries."""
    path = tmp_path / "clinic.csv"
    path.write_bytes(make_csv({}, {"observed_at": "2026-03-04T08:00", "value": "3"}))
    return path


@pytest.fixture
def filled(run: Run, file: Path) -> Run:
    """Run on a store that holds a trial already."""
    assert run("import", file) == 0
    return run
