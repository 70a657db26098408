"""Blank sheets before they are printed: Enter prints, or saves a PDF where there is no printer."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPageLayout, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Trial
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.printing import get_page_layout
from trialtracker.ui.sheet_cells import Page, make_pages
from trialtracker.ui.sheet_painter import paint_pages

MARGIN_MM = 10.0
_TITLE = "Blank sheets for downtime"
_PDF_DPI = 300
_SIZE = QSize(760, 900)
_MOST_OF_SCREEN = 0.92
_NO_PRINTER = "No printer is set up on this computer: the sheets are saved as a PDF file."
_HOW_MANY = (
    "One sheet for today and one for each of the next two days; the last explains the grades."
)


class SheetDialog(QDialog):
    """Shows the sheets of one trial; told carries what was done with them."""

    told = Signal(str)

    def __init__(self, trial: Trial, clock: Clock, actor: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._trial = trial
        self._clock = clock
        self._actor = actor
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(_TITLE)
        self.printer.setPageLayout(get_sheet_layout())
        self.preview = QPrintPreviewWidget(self.printer, self)
        self.preview.paintRequested.connect(self._paint)
        for part in (self.preview, *self.preview.findChildren(QWidget)):
            part.setAccessibleName(f"{_TITLE}, preview")
        self.has_printer = bool(QPrinterInfo.availablePrinterNames())
        self.print_button = QPushButton("Print  Enter" if self.has_printer else "Save PDF  Enter")
        self.choose_button = QPushButton("Another &printer…")
        self.pdf_button = QPushButton("&Save PDF")
        self.close_button = QPushButton("Close")
        self.words = WrappedLabel("sheetWords")
        self._lay_out()
        self._connect()

    def save_pdf(self) -> Path:
        """Write the sheets to the folder of documents and return the file; never over another.

        Raises:
            OSError: if the file cannot be written.
        """
        path = _find_free_path(self._clock().astimezone().strftime("%Y-%m-%d %H%M"))
        path.open("xb").close()  # says why, where the writer would only fail
        writer = QPdfWriter(str(path))
        writer.setTitle(_TITLE)
        writer.setResolution(_PDF_DPI)
        writer.setPageLayout(self.printer.pageLayout())
        paint_pages(writer, self._make_pages(writer.pageLayout()))
        return path

    def _print(self) -> None:
        if not self.has_printer:
            self._save()
            return
        self.preview.print_()
        self.told.emit(f"Blank sheets sent to {self.printer.printerName()}.")
        self.accept()

    def _save(self) -> None:
        try:
            path = self.save_pdf()
        except OSError as error:
            self.words.show_text(
                f"The sheets were not saved: {error.strerror}. Print them instead."
            )
            return
        self.told.emit(f"Blank sheets saved as {path}.")
        self.accept()

    def _choose_printer(self) -> None:
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.accepted.connect(self._print_chosen)
        dialog.show()

    def _print_chosen(self) -> None:
        self.has_printer = True
        self._print()

    def _paint(self, printer: QPrinter) -> None:
        paint_pages(printer, self._make_pages(printer.pageLayout()))

    def _make_pages(self, layout: QPageLayout) -> tuple[Page, ...]:
        size = QRectF(layout.paintRect(QPageLayout.Unit.Millimeter)).size()
        return make_pages(self._trial, self._clock(), self._actor, size)

    def _connect(self) -> None:
        self.print_button.clicked.connect(self._print)
        self.choose_button.clicked.connect(self._choose_printer)
        self.pdf_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setWindowTitle(_TITLE)
        self.words.show_text(_HOW_MANY if self.has_printer else f"{_HOW_MANY} {_NO_PRINTER}")
        self.print_button.setProperty("primary", True)
        self.print_button.setDefault(True)
        self.pdf_button.setVisible(self.has_printer)
        self.choose_button.setVisible(self.has_printer)
        buttons = QHBoxLayout()
        for button in (self.print_button, self.choose_button, self.pdf_button, self.close_button):
            button.setAutoDefault(button is self.print_button)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(plain_label(_TITLE, "pageTitle"))
        column.addWidget(self.words)
        column.addWidget(self.preview, 1)
        column.addLayout(buttons)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))
        self.print_button.setFocus()


def get_sheet_layout() -> QPageLayout:
    """Return the paper of the country with narrow margins, so that there is room to write."""
    layout = get_page_layout()
    layout.setMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM))
    return layout


def _find_free_path(stamp: str) -> Path:
    # No name and no number of the patient in the name of a file.
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(where)
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / f"Blank sheets {stamp}.pdf", 2
    while path.exists():
        path, number = folder / f"Blank sheets {stamp} ({number}).pdf", number + 1
    return path
