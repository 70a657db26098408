"""The discharge sheet can be printed and saved, with a telephone number or a line for one."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.factories import make_trial
from tests.ui.record_support import make_snapshot
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.ui.discharge_sheet import DischargeDialog


def open_dialog(qtbot: QtBot, **settings: str) -> DischargeDialog:
    snapshot = replace(make_snapshot(make_trial()), settings=ClinicSettings(**settings))  # type: ignore[arg-type]
    dialog = DischargeDialog(snapshot)
    qtbot.addWidget(dialog)
    return dialog


def test_a_missing_telephone_number_is_said_and_the_sheet_can_be_printed(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)

    assert dialog.said.text().startswith("No telephone number is set: Settings")
    assert dialog.print_button.isEnabled()
    assert "____" in dialog.sheet.toPlainText()


def test_the_telephone_number_stands_on_the_sheet(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, clinic_phone="+1 555 0100")

    assert dialog.said.text() == ""
    assert "Call the clinic: +1 555 0100" in dialog.sheet.toPlainText()


def test_the_page_is_shown_before_it_is_printed(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    dialog.show()

    preview = dialog.print_sheet()

    qtbot.waitUntil(preview.isVisible)
    preview.close()


def test_the_sheet_is_saved_as_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(qtbot)

    dialog.save(str(tmp_path / "sheet.pdf"))

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.said.text().startswith("Saved as ")


def test_a_file_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(qtbot)

    dialog.save(str(tmp_path / "missing" / "sheet.pdf"))

    assert "The file was not written: No such file or directory." in dialog.said.text()


@pytest.mark.qt_log_ignore("does not support")
def test_the_place_of_the_file_is_asked_for(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    dialog.show()

    dialog.save_button.click()

    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.reject()
