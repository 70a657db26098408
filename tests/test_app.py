import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import make_details, make_patient_details
from trialtracker.app import (
    NO_SCREEN,
    get_time,
    get_time_zone,
    has_screen,
    make_window,
    open_window,
    show_fitting,
)
from trialtracker.db.store import open_store
from trialtracker.services.clinic import Clinic
from trialtracker.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """A store with one running trial."""
    path = tmp_path / "store.sqlite"
    store = open_store(str(path))
    Clinic(store, get_time, "nurse").register(make_patient_details(), make_details())
    store.close()
    return path


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[list[MainWindow]]:
    windows: list[MainWindow] = []
    yield windows
    for window in windows:
        window.close()
        window.deleteLater()


def trial_count(window: MainWindow) -> int:
    return window.today.table.rows.rowCount()


@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_one_sentence_says_what_works(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status = open_window(tmp_path / "store.sqlite", is_demo=False)

    assert status == 1
    assert capsys.readouterr().err == f"{NO_SCREEN}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_screen")
@pytest.mark.parametrize("name", SCREENS)
def test_a_named_screen_is_a_screen(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "something")

    assert has_screen()


@pytest.mark.usefixtures("no_screen")
def test_an_empty_name_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "")

    assert not has_screen()


@pytest.mark.usefixtures("no_screen")
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_a_screen(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)

    assert has_screen()


def test_window_shows_the_list_before_the_store_is_open_for_work(
    store_path: Path, windows: list[MainWindow]
) -> None:
    windows.append(make_window(store_path, is_demo=False))

    assert trial_count(windows[0]) == 1
    assert windows[0]._jobs.is_idle


def test_store_that_is_none_is_told_in_the_window(
    tmp_path: Path, windows: list[MainWindow], qtbot: QtBot
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Doctor, this is a letter.", encoding="utf-8")

    windows.append(make_window(path, is_demo=False))

    assert "is not a TrialTracker store" in windows[0].message.text
    assert path.read_text(encoding="utf-8") == "Dear Doctor, this is a letter."


def test_demo_says_that_every_patient_is_invented(
    tmp_path: Path, windows: list[MainWindow]
) -> None:
    windows.append(make_window(tmp_path / "demo.sqlite", is_demo=True))

    assert "invented" in windows[0].windowTitle()
    assert "nothing is kept" in windows[0].status._store.accessibleName()


def test_window_as_large_as_the_screen_is_maximised(
    store_path: Path, windows: list[MainWindow]
) -> None:
    windows.append(make_window(store_path, is_demo=False))

    show_fitting(windows[0])

    assert windows[0].isMaximized()


def test_window_smaller_than_the_screen_keeps_its_size(
    store_path: Path, windows: list[MainWindow]
) -> None:
    windows.append(make_window(store_path, is_demo=False))
    windows[0].setMinimumSize(100, 100)
    windows[0].resize(300, 200)

    show_fitting(windows[0])

    assert windows[0].isVisible()
    assert not windows[0].isMaximized()


def test_time_is_in_utc() -> None:
    assert get_time().tzinfo is UTC


def test_time_zone_of_the_machine_has_an_iana_name() -> None:
    assert ZoneInfo(get_time_zone()).key == get_time_zone()


CLOSE_WHEN_READY = """
import sys
from pathlib import Path
from trialtracker import app
from trialtracker.ui.main_window import MainWindow

original = MainWindow._begin

def begin(window, renewed):
    original(window, renewed)
    print(window.windowTitle(), window.isVisible(), flush=True)
    window.close()

MainWindow._begin = begin
sys.exit(app.open_window({path}, is_demo={is_demo}))
"""


def run_program(path: Path | None, *, is_demo: bool) -> subprocess.CompletedProcess[str]:
    """Run the whole program in a process of its own, which closes its window once it is ready."""
    shown = "None" if path is None else f"Path({str(path)!r})"
    code = CLOSE_WHEN_READY.format(path=shown, is_demo=is_demo)
    return subprocess.run(
        (sys.executable, "-c", code),
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_program_opens_its_window_and_ends_well_when_it_closes(store_path: Path) -> None:
    done = run_program(store_path, is_demo=False)

    assert (done.returncode, done.stdout) == (0, "TrialTracker True\n")
    assert "Traceback" not in done.stderr


def test_demo_opens_its_window_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run_program(None, is_demo=True)

    assert done.returncode == 0
    assert done.stdout == "TrialTracker · demo clinic, invented patients True\n"
    assert "Traceback" not in done.stderr
