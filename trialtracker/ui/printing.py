"""Plain documents on paper: a preview that prints, and the same pages as a PDF file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMarginsF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
    from PySide6.QtWidgets import QWidget

_MARGIN_MM = 18
_PDF_DPI = 300


def make_document(text: str, point_size: int) -> QTextDocument:
    """Return plain text as a document in the typeface of the program, black on white.

    The size is in points: pixels would shrink to nothing at the resolution of a printer.
    """
    font = QFont("Inter")
    font.setPointSize(point_size)
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setPlainText(text)
    return document


def print_document(
    document: QTextDocument, parent: QWidget | None, title: str
) -> QPrintPreviewDialog:
    """Show the pages before they are printed, without blocking; return the open window."""
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(get_page_layout())
    preview = QPrintPreviewDialog(printer, parent)
    preview.setWindowTitle(title)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    document.setParent(preview)  # lives as long as the preview that draws it

    def draw(on: QPrinter) -> None:
        document.print_(on)

    preview.paintRequested.connect(draw)
    preview.open()
    return preview


def save_pdf(document: QTextDocument, path: Path, title: str) -> None:
    """Write the pages to a file.

    Raises:
        OSError: if the file cannot be written.
    """
    path.open("ab").close()  # says why, where the writer would only fail
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(get_page_layout())
    document.print_(writer)


def get_page_layout() -> QPageLayout:
    """Return an upright page of the size that the country's paper has: Letter or A4."""
    uses_letter = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if uses_letter else QPageSize.PageSizeId.A4
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(size), upright, margins, QPageLayout.Unit.Millimeter)
