from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from trialtracker.ui.printing import make_document, print_document, save_pdf


def test_markup_in_a_document_stays_plain_text(qtbot: QtBot) -> None:
    document = make_document("<b>Call</b> the clinic", 14)

    assert document.toPlainText() == "<b>Call</b> the clinic"


def test_a_document_is_saved_as_a_pdf_file(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"

    save_pdf(make_document("Call the clinic", 14), path, "Sheet")

    assert path.read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        save_pdf(make_document("Call the clinic", 14), tmp_path / "missing" / "a.pdf", "Sheet")


def test_a_document_is_shown_before_it_is_printed(qtbot: QtBot) -> None:
    preview = print_document(make_document("Call the clinic", 14), None, "Sheet")
    qtbot.waitUntil(preview.isVisible)

    assert preview.windowTitle() == "Sheet"
    with qtbot.waitSignal(preview.finished):
        preview.close()
