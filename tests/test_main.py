import sys
from pathlib import Path

import pytest

from trialtracker import __main__, app, cli

Call = tuple[object, ...]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """What the window and the command line were asked for, neither of which opens."""
    calls: list[Call] = []

    def open_window(store: Path | None, *, is_demo: bool) -> int:
        calls.append(("window", store, is_demo))
        return 0

    monkeypatch.setattr(app, "open_window", open_window)
    return calls


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["trialtracker", *arguments])
    return __main__.main()


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        ((), ("window", None, False)),
        (("--store", "ward.sqlite"), ("window", Path("ward.sqlite"), False)),
        (("--store=ward.sqlite",), ("window", Path("ward.sqlite"), False)),
        (("demo",), ("window", None, True)),
    ],
    ids=["nothing", "store", "store with equals", "demo"],
)
def test_ways_to_the_window(
    monkeypatch: pytest.MonkeyPatch, calls: list[Call], arguments: tuple[str, ...], call: Call
) -> None:
    status = run(monkeypatch, *arguments)

    assert status == 0
    assert calls == [call]


@pytest.mark.parametrize("arguments", [("--store",), ("--store", "--json")])
def test_store_without_a_path_is_refused_by_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
    calls: list[Call],
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    status = run_to_status(monkeypatch, *arguments)

    assert status == 2
    assert calls == []
    assert "--store" in capsys.readouterr().err


def test_anything_else_goes_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch, calls: list[Call]
) -> None:
    asked: list[list[str]] = []

    def run_command(arguments: list[str], _open: object) -> int:
        asked.append(arguments)
        return 7

    monkeypatch.setattr(cli, "main", run_command)

    status = run(monkeypatch, "assess", "--json")

    assert (status, asked, calls) == (7, [["assess", "--json"]], [])


def run_to_status(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Return the exit status, whichever way the program ends."""
    try:
        return run(monkeypatch, *arguments)
    except SystemExit as end:
        return int(end.code or 0)
