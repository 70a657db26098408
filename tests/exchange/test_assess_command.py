from pathlib import Path

import pytest

from tests.exchange.commands import Run, printed_json
from tests.exchange.csv_files import make_csv

# fmt: off
KEYS = [
    "mrn", "trial_start", "mode", "measure", "baseline", "window", "relief_percent", "verdict",
    "criteria", "criteria_set", "as_of", "explanation", "interval", "interval_reason",
    "chance_percent", "caveats", "sensitivity", "would_change", "occasions",
]
# fmt: on


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
    assert list(trial) == KEYS
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


def test_assess_makes_no_store(run: Run, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run("assess")

    assert status == 1
    assert "There is no store at" in capsys.readouterr().err
    assert not store.exists()
