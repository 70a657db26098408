import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.csv_files import CELLS, make_csv
from trialtracker import cli

ROOT = Path(__file__).resolve().parents[1]
DIARY = ROOT.parent / "shared" / "data" / "diaries-aus" / "pain_diary.csv"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# fmt: off
WIDE = [
    "--layout", "wide", "--id-column", "row", "--mrn-prefix", "AUS-", "--measure", "pain_average",
    "--baseline", "t01:t07", "--trial", "t11:t17", "--trial-start", "2026-03-02",
]
# fmt: on

Run = Callable[..., int]


def no_window(store: Path | None, is_demo: bool) -> int:
    raise AssertionError(f"the window opens on {store}, demo {is_demo}")


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


def printed_json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


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
        "row 3, observed_at, '2026-04-01 10",
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
    began = time.perf_counter()

    status = run("import", file, "--json")

    rows_named = {problem["row"] for problem in printed_json(capsys)["problems"]}
    assert time.perf_counter() - began < 5
    assert status == 1
    assert rows_named == set(range(2, 10_002))


def test_assess_prints_the_numbers_behind_each_trial(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [f"2026-02-{day}" for day in range(23, 29)] + ["2026-03-01"]
    before = [{"observed_at": day, "value": "8"} for day in days]
    during = [{"observed_at": f"2026-03-0{day}", "value": "3"} for day in (2, 3, 4)]
    file.write_bytes(make_csv(*before, *during))
    run("import", file)
    capsys.readouterr()

    status = run("assess", "--json", "--mrn", "T-1")

    (trial,) = printed_json(capsys)
    assert status == 0
    assert list(trial) == [
        "mrn",
        "trial_start",
        "mode",
        "measure",
        "baseline",
        "window",
        "relief_percent",
        "verdict",
        "criteria",
        "criteria_set",
    ]
    assert (trial["mrn"], trial["trial_start"]) == ("T-1", "2026-03-02")
    assert (trial["mode"], trial["measure"]) == ("continuous_intrathecal", "pain_rest")
    assert trial["baseline"] == {"mean": 8.0, "days": 7, "of": 7}
    assert trial["window"] == {
        "mean": 3.0,
        "days": 3,
        "of": 3,
        "from": "2026-03-02",
        "to": "2026-03-04",
    }
    assert (trial["relief_percent"], trial["verdict"]) == (62.5, "borderline")


def test_assess_as_of_a_date_looks_at_its_end(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", file)
    capsys.readouterr()

    run("assess", "--json", "--as-of", "2026-03-03")

    (trial,) = printed_json(capsys)
    assert (trial["window"]["days"], trial["window"]["to"]) == (1, "2026-03-03")
    assert trial["relief_percent"] is None


def test_assess_prints_a_table_with_reasons_and_the_caveat(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(make_csv({"mrn": "T\u202e1"}))
    run("import", file)
    capsys.readouterr()

    status = run("assess")

    said = capsys.readouterr().out
    assert status == 0
    assert "T\\u202e1  02-Mar-2026  Continuous intrathecal" in said
    assert "[Not known] Pain relief: " in said
    assert "does not reliably predict long-term benefit" in said


def test_assess_of_a_store_without_trials_says_so(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(make_csv())
    run("import", file)
    capsys.readouterr()

    run("assess")

    assert capsys.readouterr().out == "There is no trial in this store.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["assess", "--mrn", "nobody"], "No patient with the MRN nobody has a trial here."),
        (["assess", "--as-of", "2026-03-29T02:30"], "skip this time"),
        (["import", "missing.csv"], "missing.csv cannot be read: No such file or directory."),
        (["import", "."], "cannot be read: Is a directory."),
        (["import", "a\0b"], "cannot be read"),
    ],
)
def test_refusal_is_one_sentence(
    run: Run,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: Sequence[str],
    sentence: str,
) -> None:
    run("import", file)
    capsys.readouterr()

    status = run(*arguments)

    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"not a store", b"SQLite format 3\0"])
def test_file_that_is_not_a_store_is_refused_and_left_alone(
    run: Run, store: Path, file: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    store.write_bytes(content)

    statuses = [run("assess"), run("import", file)]

    assert statuses == [1, 1]
    assert capsys.readouterr().err.count("trialtracker: ") == 2
    assert store.read_bytes() == content


def test_assess_makes_no_store(run: Run, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run("assess")

    assert status == 1
    assert "There is no store at" in capsys.readouterr().err
    assert not store.exists()


def test_too_large_file_is_refused(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "MAX_BYTES", 10)

    status = run("import", file)

    assert status == 1
    assert "is larger than" in capsys.readouterr().err


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
        ["demo"],
    ],
)
def test_wrong_usage_is_told_apart(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: Sequence[str]
) -> None:
    # The fixture always gives --store, and demo takes none.
    assert run(*arguments) == 2
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


def test_store_may_be_named_before_the_command(
    store: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.main(["--store", str(store), "import", str(file)], no_window, lambda: NOW)

    assert status == 0
    assert capsys.readouterr().err == ""
    assert store.exists()


def test_help_shows_the_four_ways_to_call_it(capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["--help"], no_window)

    said = capsys.readouterr().out
    assert status == 0
    assert "trialtracker [--store PATH]" in said
    assert "trialtracker demo" in said
    assert (
        "trialtracker import FILE [--store PATH] [--layout long|wide] [--dry-run] [--json]" in said
    )
    assert "trialtracker assess [--store PATH] [--mrn MRN] [--as-of ISO] [--json]" in said


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


def test_terminal_without_the_characters_shows_their_codes(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = io.BytesIO()
    file.write_bytes(make_csv({"gender": "дама"}))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii"))

    run("import", file)

    assert b"'\\u0434\\u0430\\u043c\\u0430'" in shown.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes")
def test_reader_that_stops_early_is_no_fault(run: Run, file: Path, store: Path) -> None:
    file.write_bytes(make_csv(*({"mrn": f"T-{n}"} for n in range(60))))
    run("import", file)
    command = (sys.executable, "-m", "trialtracker", "assess", "--store", str(store))

    with subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True) as assessing:
        assert assessing.stdout is not None
        assessing.stdout.close()
        said = assessing.communicate()[1]

    assert (assessing.returncode, said) == (0, "")


@pytest.fixture
def filled(run: Run, file: Path) -> Run:
    """Run on a store that holds a trial already."""
    assert run("import", file) == 0
    return run


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
