"""The report as the command line writes it: a file for its owner, or one sentence."""

import shutil
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.exchange.commands import NOW, no_window
from tests.exchange.csv_files import make_csv
from trialtracker import cli
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one patient who has one trial, of one score."""
    told, store = tmp_path / "told.csv", tmp_path / "clinic.sqlite"
    told.write_bytes(make_csv({}))
    arguments = ["import", str(told), "--store", str(store), "--time-zone", "UTC"]
    assert cli.main(arguments, no_window, lambda: NOW) == 0
    return store


def report(store: Path, pdf: Path, *told: str) -> int:
    arguments = ["report", "--mrn", "T-1", "--pdf", str(pdf), "--store", str(store), *told]
    return cli.main(arguments, no_window, lambda: NOW)


def read_pdf(path: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed: the text of the PDF is not read")
    done = subprocess.run((tool, "-layout", path, "-"), capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("part", ["summary", "full", "patient"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_part_is_written_for_its_owner_alone(
    store: Path, tmp_path: Path, part: str, paper: str
) -> None:
    pdf = tmp_path / "out.pdf"

    status = report(store, pdf, "--part", part, "--paper", paper)

    assert status == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["out.pdf"]


def test_what_was_written_is_said(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    report(store, tmp_path / "out.pdf", "--part", "patient")

    said = capsys.readouterr().out
    assert said.startswith(f"Wrote {tmp_path / 'out.pdf'}: for the patient, trial 1, begun ")


def test_a_file_that_exists_is_replaced(store: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "out.pdf"
    pdf.write_text("an older report")

    assert report(store, pdf) == 0

    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_patient_who_is_not_here_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["report", "--mrn", "T-9", "--pdf", str(tmp_path / "o.pdf"), "--store", str(store)]

    status = cli.main(arguments, no_window, lambda: NOW)

    assert status == 1
    refusal = "trialtracker: No patient with the MRN T-9 has a trial here.\n"
    assert capsys.readouterr().err == refusal
    assert not (tmp_path / "o.pdf").exists()


@pytest.mark.parametrize(
    ("place", "reason"),
    [("gone/out.pdf", "No such file or directory"), (".", "it is not a file")],
)
def test_a_place_that_cannot_be_written_is_one_sentence(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, reason: str
) -> None:
    assert report(store, tmp_path / place) == 1

    said = capsys.readouterr().err
    assert said.endswith(f"cannot be written: {reason}.\n")
    assert said.count("\n") == 1


def test_a_trial_that_is_not_there_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(store, tmp_path / "out.pdf", "--trial", "2") == 1

    said = "trialtracker: There is no trial 2: the patient has 1 trial.\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    "told", [["--trial", "0"], ["--trial", "one"], ["--part", "all"], ["--paper", "a5"], ["--json"]]
)
def test_wrong_arguments_are_wrong_usage(store: Path, tmp_path: Path, told: Sequence[str]) -> None:
    assert report(store, tmp_path / "out.pdf", *told) == 2


def test_of_several_trials_the_newest_is_written_unless_another_is_named(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_trial(store)

    assert report(store, tmp_path / "new.pdf") == 0
    assert report(store, tmp_path / "old.pdf", "--trial", "1") == 0

    first, second = capsys.readouterr().out.splitlines()[-2:]
    assert ", trial 2 of 2" in first
    assert ", trial 1 of 2" in second


def test_the_full_record_holds_every_score_with_author_and_time(
    store: Path, tmp_path: Path
) -> None:
    report(store, tmp_path / "out.pdf", "--part", "full")

    text = read_pdf(tmp_path / "out.pdf")
    assert "Audit extract: every row written" in text
    assert "There is no audit chain yet" in text
    assert "Page 1 of" in text


def add_trial(path: Path) -> None:
    from tests.factories import make_details

    opened = open_store(str(path))
    clinic = Clinic(opened, lambda: NOW, "tester")
    trial = clinic.get_snapshot(clinic.list_trial_ids("T-1")[0]).trial
    clinic.add_trial(trial.patient.patient_id, make_details(started_at=NOW))
    opened.close()
