"""What the tests of the command line share."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIARY = ROOT.parent / "shared" / "data" / "diaries-aus" / "pain_diary.csv"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# fmt: off
WIDE = [
    "--layout", "wide", "--id-column", "row", "--mrn-prefix", "AUS-", "--measure", "pain_average",
    "--baseline", "t01:t07", "--trial", "t11:t17", "--trial-start", "2026-03-02",
]
# fmt: on

Run = Callable[..., int]
"""Runs a command on the store of the test and returns the exit status."""


def no_window(store: Path | None, is_demo: bool) -> int:
    raise AssertionError(f"the window opens on {store}, demo {is_demo}")


def printed_json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)
