import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.exchange.commands import ROOT, WIDE, no_window
from tests.exchange.csv_files import CELLS
from trialtracker import cli


@pytest.fixture(autouse=True)
def keep_the_fault_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back what is done with unexpected faults after each test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["export"],
        ["--colour"],
        ["import", "f.csv", "--layout", "tall"],
        ["import", "f.csv", "--measure", "pain_rest"],
        ["import", "f.csv", "--layout", "wide"],
        ["import", "f.csv", "--time-zone", "Mars/Base"],
        ["import", "f.csv", "--delimiter", "|"],
        ["import", "f.csv", *WIDE, "--trial", "t05:t11"],
        ["import", "f.csv", *WIDE, "--trial", "a:b"],
        ["import", "f.csv", *WIDE, "--measure", "happiness"],
        ["import", "f.csv", *WIDE, "--mode", "oral"],
        ["import", "f.csv", *WIDE, "--trial-start", "monday"],
        ["assess", "--as-of", "yesterday"],
        ["demo", "--store", "f.sqlite"],
        ["--store", "f.sqlite", "demo"],
    ],
)
def test_wrong_usage_is_told_apart(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str]
) -> None:
    assert cli.main(arguments, no_window) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ([], (None, False)),
        (["--store", "a.sqlite"], (Path("a.sqlite"), False)),
        (["demo"], (None, True)),
    ],
)
def test_no_command_and_demo_open_the_window(
    arguments: Sequence[str], opened: tuple[Path | None, bool]
) -> None:
    windows: list[tuple[Path | None, bool]] = []

    def open_window(store: Path | None, is_demo: bool) -> int:
        windows.append((store, is_demo))
        return 0

    status = cli.main(arguments, open_window)

    assert (status, windows) == (0, [opened])


def test_help_shows_the_four_ways_to_call_it(capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["--help"], no_window)

    said = capsys.readouterr().out
    assert status == 0
    assert "trialtracker [--store PATH]" in said
    assert "trialtracker demo" in said
    assert (
        "trialtracker import FILE [--store PATH] [--layout long|wide] [--dry-run] [--json]" in said
    )
    assert "trialtracker assess [--store PATH] [--mrn MRN] [--as-of ISO] [--json | --brief]" in said


def test_help_and_readme_agree(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8").splitlines()
    usage = [line for line in readme if line.startswith(("trialtracker ", "trialtracker ["))]

    cli.main(["--help"], no_window)

    said = [line.strip() for line in capsys.readouterr().out.splitlines()]
    ways = [line.split("  ")[0] for line in said if line.startswith("trialtracker ")]
    assert [line.split("  ")[0] for line in usage] == ways


@pytest.mark.parametrize("column", CELLS)
def test_help_of_import_names_every_column(capsys: pytest.CaptureFixture[str], column: str) -> None:
    cli.main(["import", "--help"], no_window)

    assert column in capsys.readouterr().out


def test_unexpected_fault_names_its_place_and_no_value(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.report_fault(KeyError, KeyError("HARLAND, Mary"), None)

    assert capsys.readouterr().err == "trialtracker: Unexpected fault: KeyError.\n"


def test_interruption_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    cli.report_fault(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert capsys.readouterr().err == "trialtracker: Interrupted.\n"
