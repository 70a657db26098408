from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.journeys.ward import Ward, close_ward, open_ward, put_usual_store
from trialtracker.ui.jobs import ClinicDoor
from trialtracker.ui.theme import apply_theme

OpenWard = Callable[..., Ward]


@pytest.fixture(scope="package")
def themed(qapp: QApplication) -> Iterator[None]:
    """Give the window its real look, and take it away again for the other tests."""
    style, font, palette = qapp.style().objectName(), qapp.font(), qapp.palette()
    apply_theme(qapp)
    yield
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def open_window(qtbot: QtBot, clock: FakeClock, themed: None) -> Iterator[OpenWard]:
    """Open windows that are closed at the end, whatever is typed in them."""
    opened: list[Ward] = []

    def open_one(path: Path, door: ClinicDoor | None = None, *, is_ready: bool = True) -> Ward:
        ward = open_ward(qtbot, path, clock, door, is_ready=is_ready)
        opened.append(ward)
        return ward

    yield open_one
    for ward in opened:
        close_ward(ward)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "ward.sqlite"


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on Today, with one trial that has two entries."""
    put_usual_store(store_path, clock)
    return open_window(store_path)
