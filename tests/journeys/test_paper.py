from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.ward import Ward
from trialtracker.ui.sheet_dialog import SheetDialog


def open_chart(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of documents of a user whose computer has no printer."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "Documents"


def test_n10_blank_sheets_for_downtime_take_two_keys(ward: Ward, documents: Path) -> None:
    open_chart(ward)
    ward.keys.count = 0

    ward.press("Ctrl+P")
    dialog = ward.window.findChild(SheetDialog)
    assert dialog is not None
    dialog.has_printer = False
    ward.wait(dialog.isActiveWindow)
    ward.press("Return")

    assert ward.keys.count == 2
    saved = list(documents.iterdir())
    assert [file.suffix for file in saved] == [".pdf"]
    assert saved[0].read_bytes().startswith(b"%PDF")
    assert ward.window.message.text == f"Blank sheets saved as {saved[0]}."
    ward.wait(lambda: QApplication.activeModalWidget() is None)


def test_blank_sheets_without_a_trial_say_what_to_do(ward: Ward) -> None:
    ward.press("Ctrl+P")

    assert ward.window.message.text.startswith("Open a trial first")
