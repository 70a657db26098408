from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.commands import DIARY, WIDE, Run, printed_json
from tests.exchange.csv_files import CELLS, make_csv
from trialtracker import cli


@pytest.mark.skipif(not DIARY.exists(), reason="needs the diary of 71 beside the checkout")
def test_diary_of_71_gives_the_reference_figures(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    imported = run("import", DIARY, *WIDE)
    capsys.readouterr()
    assessed = run("assess", "--json")

    listed = printed_json(capsys)
    relief = {trial["mrn"]: trial["relief_percent"] for trial in listed}
    known = [percent for percent in relief.values() if percent is not None]
    statuses = [c["status"] for t in listed for c in t["criteria"] if c["key"] == "pain_relief"]
    assert (imported, assessed, len(listed)) == (0, 0, 71)
    assert statuses.count("met") == 31
    assert sum(30 <= percent < 50 for percent in known) == 9
    assert sum(percent < 30 for percent in known) == 30
    assert [t["verdict"] for t in listed].count("not_enough_data") == 1
    assert relief["AUS-15"] == pytest.approx(29.995, abs=0.0005)
    assert relief["AUS-60"] == pytest.approx(50.354, abs=0.0005)


@pytest.mark.skipif(not DIARY.exists(), reason="needs the diary of 71 beside the checkout")
def test_diary_of_71_twice_adds_nothing(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", DIARY, *WIDE)
    capsys.readouterr()

    status = run("import", DIARY, *WIDE, "--json")

    report = printed_json(capsys)
    assert status == 0
    assert report["added"] == {"patients": 0, "trials": 0, "entries": 0}
    assert report["present"] == 974


def test_import_says_what_it_added(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("import", file)

    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert said.out == "Added 1 patient, 1 trial and 2 entries; 0 entries present already.\n"


def test_dry_run_reports_and_leaves_no_store(
    run: Run, file: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("import", file, "--dry-run", "--json")

    report = printed_json(capsys)
    assert status == 0
    assert report["added"] == {"patients": 1, "trials": 1, "entries": 2}
    assert (report["problems"], report["dry_run"]) == ([], True)
    assert not store.exists()


def test_refused_file_is_reported_row_by_row_and_leaves_no_store(
    run: Run, file: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(make_csv({"value": "11"}, {"observed_at": "2026-04-01"}))

    status = run("import", file)

    said = capsys.readouterr()
    assert status == 1
    assert [line.split(":")[0] for line in said.out.splitlines()] == [
        "row 2, value, '11'",
        "row 3, observed_at, '2026-04-01'",
    ]
    assert said.err == (
        "trialtracker: The file has 2 problems (the first in row 2); nothing was stored.\n"
    )
    assert not store.exists()


def test_refused_file_is_reported_as_json(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(make_csv({"gender": "lady"}))

    status = run("import", file, "--json")

    report = printed_json(capsys)
    assert status == 1
    assert report["added"] == {"patients": 0, "trials": 0, "entries": 0}
    assert report["problems"] == [
        {
            "row": 2,
            "column": "gender",
            "value": "lady",
            "reason": "The gender is none of female, male, other, unknown, F, M.",
        }
    ]


def test_ten_thousand_malformed_rows_are_named_within_five_seconds(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = ["NaN", "1e400", "٣", "\uff15", "1_0", "\0", "x" * 1_000, "", "11", "-1", "6,5"]
    rows = [{"value": pool[i % len(pool)], "birth_date": "30.2.61"} for i in range(10_000)]
    file.write_bytes(make_csv(*rows))

    status = run("import", file, "--json")

    rows_named = {problem["row"] for problem in printed_json(capsys)["problems"]}
    assert status == 1
    assert rows_named == set(range(2, 10_002))


def test_too_large_file_is_refused(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "MAX_BYTES", 10)

    status = run("import", file)

    assert status == 1
    assert "is larger than" in capsys.readouterr().err


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_bytes_break_the_import(filled: Run, file: Path, content: bytes) -> None:
    file.write_bytes(content)

    assert filled("import", file, "--dry-run") == 1


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.dictionaries(st.sampled_from(list(CELLS)), st.text(max_size=30), max_size=4))
def test_no_cells_break_the_import(filled: Run, file: Path, cells: dict[str, str]) -> None:
    file.write_bytes(make_csv(cells))

    assert filled("import", file, "--dry-run") in {0, 1}
