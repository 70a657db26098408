import stat
from pathlib import Path

import pytest

from tests.exchange.commands import NOW, Run, no_window, printed_json
from tests.exchange.csv_files import CELLS, make_csv
from trialtracker import cli

COLUMNS = (*CELLS, "not_assessed", "entry")
ROWS = (
    {"entry": "1", "note": "=sum, she says"},
    {"entry": "1", "measure": "pain_worst", "value": "", "not_assessed": "asleep"},
    {"entry": "1", "measure": "motor_left", "value": "2", "unit": "level"},
    {"entry": "2", "measure": "side_effect:nausea", "value": "2", "unit": "grade"},
    {"entry": "3", "measure": "note", "value": "", "unit": "", "note": "walked"},
    {"observed_at": "2026-03-04T08:00", "measure": "temperature", "value": "37.5", "unit": "Cel"},
)


@pytest.fixture
def clinic_file(tmp_path: Path) -> Path:
    """A long file with a reason, a level, a grade and a note alone, in four entries."""
    path = tmp_path / "told.csv"
    path.write_bytes(make_csv(*ROWS, columns=COLUMNS))
    return path


def test_export_goes_round_through_an_empty_store(
    run: Run, clinic_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, other = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "other.sqlite"
    assert run("import", clinic_file) == 0
    assert run("export", "--mrn", "T-1", "--out", first) == 0

    for_other = ["--store", str(other)]
    assert cli.main(["import", str(first), *for_other], no_window, lambda: NOW) == 0
    export = ["export", "--mrn", "T-1", "--out", str(second), *for_other]
    assert cli.main(export, no_window, lambda: NOW) == 0

    assert "and 4 entries" in capsys.readouterr().out
    assert first.read_text().count("\n") == 1 + len(ROWS)
    assert second.read_bytes() == first.read_bytes()


def test_export_imported_where_it_came_from_adds_nothing(
    run: Run, clinic_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    run("import", clinic_file)
    run("export", "--mrn", "T-1", "--out", out)
    capsys.readouterr()

    assert run("import", out, "--json") == 0

    report = printed_json(capsys)
    assert (report["added"]["entries"], report["present"]) == (0, 4)


def test_export_without_a_file_is_printed(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert filled("export", "--mrn", "T-1") == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(",")[9] for line in lines] == ["value", "6", "3"]


def test_exported_file_is_for_its_owner_and_named(
    filled: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    capsys.readouterr()

    assert filled("export", "--mrn", "T-1", "--out", out) == 0

    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert capsys.readouterr().out == f"Wrote {out}.\n"


def test_export_leaves_a_file_that_is_there_as_it_is(
    filled: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")

    assert filled("export", "--mrn", "T-1", "--out", out) == 1

    assert out.read_text() == "mine"
    assert f"{out} cannot be written: File exists." in capsys.readouterr().err


def test_export_of_a_patient_who_is_not_here_is_refused(
    filled: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"

    assert filled("export", "--mrn", "T-2", "--out", out) == 1

    assert "No patient with the MRN T-2 has a trial here." in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("told", [[], ["--mrn", "\udc80"], ["--mrn", "T-1", "--json"]])
def test_export_with_wrong_arguments_is_wrong_usage(filled: Run, told: list[str]) -> None:
    assert filled("export", *told) == 2
