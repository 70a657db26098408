"""The brief assessment: a line for each trial, and nothing that asks for more than it can say."""

from datetime import date
from pathlib import Path

import pytest

from tests.exchange.commands import Run
from tests.exchange.csv_files import make_csv
from trialtracker.clinical.choices import TrialMode, Verdict
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.exchange.assess_brief import format_brief
from trialtracker.services.verdicts import TrialVerdict


def test_each_trial_has_a_line(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    status = filled("assess", "--brief")

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert lines[0].split("\t") == ["MRN", "Start", "Mode", "Relief", "Assessment"]
    assert lines[1].split("\t") == [
        "T-1", "02-Mar-2026", "Continuous intrathecal", "not known", "Not enough data",
    ]  # fmt: skip
    assert lines[-1] == CAVEAT


def test_the_brief_verdict_is_that_of_the_full_one(
    filled: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    filled("assess")
    full = capsys.readouterr().out

    filled("assess", "--brief", "--mrn", "T-1")

    assert capsys.readouterr().out.splitlines()[1].split("\t")[-1] in full


def test_an_unknown_patient_is_refused(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert filled("assess", "--brief", "--mrn", "T-9") == 1
    assert "No patient with the MRN T-9" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--json"], ["--as-of", "2026-03-03"]])
def test_brief_is_of_now_and_text(
    run: Run, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("assess", "--brief", *option) == 2
    assert "leave --json and --as-of out" in capsys.readouterr().err


def test_a_moment_that_cannot_be_read_is_wrong_usage(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("assess", "--as-of", "soon") == 2
    assert "--as-of: " in capsys.readouterr().err


def test_a_store_without_trials_says_so(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(make_csv())
    run("import", file)
    capsys.readouterr()

    run("assess", "--brief")

    assert capsys.readouterr().out == "There is no trial in this store.\n"


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    found = TrialVerdict("T\x1b[2J\t1", None, TrialMode.SINGLE_BOLUS, "58 %", Verdict.BORDERLINE)

    line = format_brief([found]).splitlines()[1]

    assert line == "T\\u001b[2J\\u00091\tNot recorded\tSingle bolus\t58 %\tBorderline"


def test_a_start_is_a_date() -> None:
    found = TrialVerdict(
        "T-1", date(2026, 3, 5), TrialMode.SINGLE_BOLUS, "58 %", Verdict.FAVOURABLE
    )

    assert "\t05-Mar-2026\t" in format_brief([found])
