"""The report of a trial before it leaves the clinic: its pages, and what is done with them."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trialtracker.report.parts import Paper, Part
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.report_files import FILE_NAMES
from trialtracker.ui.report_parts import PartRow
from trialtracker.ui.report_preview import STEP, PagesView
from trialtracker.ui.report_printing import get_usual_paper, make_printer

TITLE = "Report of the trial"
MAKING = "Making the pages\N{HORIZONTAL ELLIPSIS}"
_SIZE = QSize(900, 1000)
_MOST_OF_SCREEN = 0.94
_NO_PRINTER = "No printer is set up on this computer: the report is saved as a PDF file."


class ReportDialog(QDialog):
    """Asks for a part on some paper, shows it, and says what is wanted with it.

    saving_wanted carries the path, empty for a free place among the documents.
    """

    part_wanted = Signal(Part, Paper)
    saving_wanted = Signal(str)
    printing_wanted = Signal(QPrinter)
    sheets_wanted = Signal()

    def __init__(self, whose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_printer = bool(QPrinterInfo.availablePrinterNames())
        self.parts = PartRow()
        self.paper = QComboBox()
        self.text_button = QPushButton("As &text")
        self.smaller_button = QPushButton("\N{MINUS SIGN}")
        self.larger_button = QPushButton("+")
        self.fit_button = QPushButton("Fit &width")
        self.pages = PagesView()
        self.text = QPlainTextEdit()
        self._views = QStackedWidget()
        self.said = WrappedLabel("sheetWords")
        self.problem = WrappedLabel("problem")
        self.main_button = QPushButton("Print  Enter" if self.has_printer else "Save PDF  Enter")
        self.printer_button = QPushButton("&Print\N{HORIZONTAL ELLIPSIS}")
        self.file_button = QPushButton("&Save PDF as\N{HORIZONTAL ELLIPSIS}")
        self.sheets_button = QPushButton("&Blank sheets\N{HORIZONTAL ELLIPSIS}")
        self.close_button = QPushButton("Close  Esc")
        self._lay_out(whose)
        self._connect()

    @property
    def part(self) -> Part:
        """Return the part that is chosen."""
        return self.parts.part

    @property
    def chosen_paper(self) -> Paper:
        """Return the paper that is chosen."""
        return Paper(self.paper.currentData())

    def start(self) -> None:
        """Open the window and ask for the part that is chosen."""
        self.open()
        self.main_button.setFocus()
        self._ask()

    def show_pages(self, pages: tuple[bytes, ...], text: str) -> None:
        """Show the pages of the part that was asked for, and what they say."""
        self.text.setPlainText(text)
        self.pages.show_pages(pages, self.part.label, text)
        many = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
        if self.said.text() == MAKING:
            self.say(many if self.has_printer else f"{many}. {_NO_PRINTER}")

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Say what is under way, or why something could not be done."""
        self.said.show_text("" if is_problem else words)
        self.problem.show_text(words if is_problem else "")

    def show_busy(self, is_busy: bool) -> None:
        """Let nothing be asked for twice, and no other part, while something is written."""
        buttons = (self.main_button, self.printer_button, self.file_button)
        for widget in (*buttons, self.parts, self.paper):
            widget.setDisabled(is_busy)

    def _ask(self) -> None:
        self.say(MAKING)
        self.part_wanted.emit(self.part, self.chosen_paper)

    def _do_main(self) -> None:
        if self.has_printer:
            self.printing_wanted.emit(make_printer(self.chosen_paper))
        else:
            self.saving_wanted.emit("")

    def _choose_printer(self) -> None:
        printer = make_printer(self.chosen_paper)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.accepted.connect(lambda: self.printing_wanted.emit(printer))
        dialog.show()

    def _choose_file(self) -> None:
        chooser = QFileDialog(
            self, "Save the report", f"{FILE_NAMES[self.part]}.pdf", "PDF (*.pdf)"
        )
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda path: self.saving_wanted.emit(str(Path(path))))
        chooser.open()

    def _switch_text(self, is_text: bool) -> None:
        self._views.setCurrentWidget(self.text if is_text else self.pages)

    def _connect(self) -> None:
        self.parts.chosen.connect(self._ask)
        self.paper.currentIndexChanged.connect(self._ask)
        self.text_button.toggled.connect(self._switch_text)
        self.smaller_button.clicked.connect(lambda: self.pages.zoom_by(1 / STEP))
        self.larger_button.clicked.connect(lambda: self.pages.zoom_by(STEP))
        self.fit_button.clicked.connect(self.pages.fit_width)
        self.main_button.clicked.connect(self._do_main)
        self.printer_button.clicked.connect(self._choose_printer)
        self.file_button.clicked.connect(self._choose_file)
        self.sheets_button.clicked.connect(self.sheets_wanted)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+-"), self, lambda: self.pages.zoom_by(1 / STEP))
        for key in ("Ctrl++", "Ctrl+="):
            QShortcut(QKeySequence(key), self, lambda: self.pages.zoom_by(STEP))
        QShortcut(QKeySequence("Ctrl+0"), self, self.pages.fit_width)

    def _lay_out(self, whose: str) -> None:
        self.setWindowTitle(f"{TITLE}: {whose}")
        for paper in Paper:
            self.paper.addItem(paper.label, paper)
        self.paper.setCurrentIndex(self.paper.findData(get_usual_paper()))
        self._name_parts()
        for view in (self.pages, self.text):
            self._views.addWidget(view)
        choices = FlowLayout()
        for widget in (self.parts, self.paper, self.smaller_button, self.larger_button):
            choices.addWidget(widget)
        choices.addWidget(self.fit_button)
        choices.addWidget(self.text_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(TITLE, "pageTitle"))
        column.addLayout(choices)
        column.addWidget(self._views, 1)
        column.addWidget(self.said)
        column.addWidget(self.problem)
        column.addLayout(self._make_buttons())
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.main_button.setProperty("primary", True)
        self.main_button.setDefault(True)
        ours = (self.main_button, self.printer_button, self.file_button, self.sheets_button)
        for button in (*ours, self.close_button):
            button.setAutoDefault(button is self.main_button)
            row.addWidget(button)
        row.addStretch(1)
        self.printer_button.setVisible(self.has_printer)
        return row

    def _name_parts(self) -> None:
        self.paper.setAccessibleName("Paper")
        self.paper.setToolTip("Paper")
        self.smaller_button.setAccessibleName("Smaller")
        self.smaller_button.setToolTip("Smaller (Ctrl+minus)")
        self.larger_button.setAccessibleName("Larger")
        self.larger_button.setToolTip("Larger (Ctrl+plus)")
        self.fit_button.setToolTip("As wide as the window (Ctrl+0)")
        self.text_button.setObjectName("textButton")
        self.text_button.setCheckable(True)
        self.text_button.setToolTip("What the pages say, as plain text")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The report as text")
        self.text.setTabChangesFocus(True)
        for button in (
            self.smaller_button,
            self.larger_button,
            self.fit_button,
            self.text_button,
        ):
            button.setAutoDefault(False)
