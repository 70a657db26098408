"""Pages on a printer: whole, in shape, one sheet each; and files that are never overwritten."""

import resource
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from trialtracker.report.parts import Paper, Part
from trialtracker.ui.report_files import save_report
from trialtracker.ui.report_preview import LEAST_ZOOM, MOST_ZOOM, PagesView
from trialtracker.ui.report_printing import (
    LONG_DPI,
    MOST_DPI,
    get_dots_per_inch,
    make_printer,
    place_page,
    print_pages,
)

STAMP = "2026-03-05 1405"


def make_page(width: int = 210, height: int = 297) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        (QSize(2100, 2970), QRect(0, 0, 2100, 2970)),
        (QSize(2160, 2970), QRect(30, 0, 2100, 2970)),
        (QSize(2100, 3000), QRect(0, 15, 2100, 2970)),
    ],
)
def test_a_page_keeps_its_shape_on_any_sheet(sheet: QSize, place: QRect) -> None:
    assert place_page(QSize(210, 297), sheet) == place


@pytest.mark.parametrize(
    ("paper", "size"),
    [(Paper.A4, QPageSize.PageSizeId.A4), (Paper.LETTER, QPageSize.PageSizeId.Letter)],
)
def test_the_printer_takes_the_chosen_paper_to_its_edges(
    qtbot: QtBot, paper: Paper, size: QPageSize.PageSizeId
) -> None:
    layout = make_printer(paper).pageLayout()

    assert layout.pageSize().id() == size
    assert layout.fullRectPixels(72) == layout.paintRectPixels(72)


def test_dots_are_capped_and_coarser_for_a_long_record(qtbot: QtBot) -> None:
    printer = make_printer(Paper.A4)
    printer.setResolution(1200)

    assert get_dots_per_inch(printer, is_long=False) == MOST_DPI
    assert get_dots_per_inch(printer, is_long=True) == LONG_DPI


def test_each_page_is_a_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    printer = make_printer(Paper.A4)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    is_printed = print_pages(printer, [make_page(), make_page(), make_page()])

    assert is_printed
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 3


@pytest.mark.parametrize("path", ["", "chosen.pdf"])
def test_a_file_is_for_its_owner_alone(documents: Path, path: str) -> None:
    chosen = f"{documents.parent / path}" if path else ""

    where, problem = save_report(b"%PDF", chosen, Part.FULL, STAMP)

    assert problem == ""
    assert stat.S_IMODE(Path(where).stat().st_mode) == 0o600
    assert Path(where).read_bytes() == b"%PDF"


def test_a_file_among_the_documents_is_never_overwritten(documents: Path) -> None:
    first, _ = save_report(b"one", "", Part.PATIENT, STAMP)
    second, _ = save_report(b"two", "", Part.PATIENT, STAMP)

    assert Path(first).name == "For the patient 2026-03-05 1405.pdf"
    assert Path(second).name == "For the patient 2026-03-05 1405 (2).pdf"
    assert Path(first).read_bytes() == b"one"


def test_a_file_that_was_chosen_is_replaced_whole(documents: Path) -> None:
    chosen = documents.parent / "report.pdf"
    chosen.write_bytes(b"before")

    assert save_report(b"after", str(chosen), Part.SUMMARY, STAMP) == (str(chosen), "")

    assert chosen.read_bytes() == b"after"
    assert [path.name for path in documents.parent.iterdir()] == ["report.pdf"]


def test_a_folder_that_is_gone_is_one_sentence(documents: Path) -> None:
    where, problem = save_report(b"x", str(documents / "gone" / "r.pdf"), Part.FULL, STAMP)

    assert where == ""
    assert problem.endswith("cannot be written: No such file or directory. Choose another place.")


@pytest.mark.parametrize("chosen", ["", "report.pdf"])
def test_without_room_for_all_of_it_nothing_is_left_behind(documents: Path, chosen: str) -> None:
    home = documents.parent
    (home / "report.pdf").write_bytes(b"before")
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, most[1]))

    try:
        path = f"{home / chosen}" if chosen else ""
        where, problem = save_report(b"x" * 100, path, Part.FULL, STAMP)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)

    assert where == ""
    assert problem.endswith("File too large. Choose another place.")
    assert (home / "report.pdf").read_bytes() == b"before"
    assert [file.name for file in home.rglob("*") if file.is_file()] == ["report.pdf"]


def test_a_folder_is_never_replaced(documents: Path) -> None:
    documents.mkdir()

    _, problem = save_report(b"x", str(documents), Part.FULL, STAMP)

    assert problem == f"{documents} cannot be written: it is not a file. Choose another place."


def test_the_preview_shows_pages_below_each_other_as_wide_as_their_place(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()

    view.show_pages((make_page(), make_page()), "One page", "what it says")

    first, second = view.stack.get_page_rect(0), view.stack.get_page_rect(1)
    assert first.bottom() < second.top()
    assert view.stack.width() == view.viewport().width()
    assert view.stack.height() >= second.bottom()
    assert view.accessibleName() == "Preview: One page, 2 pages"
    assert view.accessibleDescription() == "what it says"


def test_zoom_has_ends_and_a_way_back(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    view.show_pages((make_page(),), "One page", "")

    view.zoom_by(1000)
    most = view.zoom
    view.zoom_by(0.0001)
    least = view.zoom
    view.fit_width()

    assert (most, least, view.zoom) == (MOST_ZOOM, LEAST_ZOOM, 1.0)


def test_many_pages_are_decoded_only_when_they_are_seen(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show_pages(tuple(make_page() for _ in range(50)), "Full record", "")

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.grab()

    assert len(view.stack.decoded) <= 6
