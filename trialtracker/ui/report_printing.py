"""The pages of a report on a printer: which paper, how fine, and where on the sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from trialtracker.report.parts import Paper
from trialtracker.ui.printing import get_page_layout

MOST_DPI = 300
"""Finer dots cost memory and time and cannot be seen."""

LONG_DPI = 150
"""Of a long record coarser dots are printed: 400 pages would take minutes and gigabytes."""

_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def get_usual_paper() -> Paper:
    """Return the paper of the country."""
    is_letter = get_page_layout().pageSize().id() == QPageSize.PageSizeId.Letter
    return Paper.LETTER if is_letter else Paper.A4


def make_printer(paper: Paper) -> QPrinter:
    """Return the usual printer, set to upright pages of this paper without margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Report of a screening trial")
    printer.setFullPage(True)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(_SIZES[paper]), upright, QMarginsF()))
    printer.setFullPage(True)
    return printer


def get_dots_per_inch(printer: QPrinter, *, is_long: bool) -> int:
    """Return the resolution of the printer, capped; coarser for a long record."""
    return min(printer.resolution(), LONG_DPI if is_long else MOST_DPI)


def print_pages(printer: QPrinter, pages: Sequence[bytes]) -> bool:
    """Print each page on a sheet of its own, never out of shape; False where it cannot be."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        image = QImage.fromData(page)
        painter.drawImage(place_page(image.size(), sheet.size()), image)
    return painter.end()


def place_page(page: QSize, sheet: QSize) -> QRect:
    """Return where a page stands on a sheet: as large as it fits, in the middle."""
    size = page.scaled(sheet, Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (sheet.width() - size.width()) // 2, (sheet.height() - size.height()) // 2
    return QRect(left, top, size.width(), size.height())
