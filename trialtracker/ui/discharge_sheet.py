"""The discharge sheet: shown as it will be printed, printed, or saved as a PDF file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.discharge import NO_PHONE, TITLE, format_discharge_sheet
from trialtracker.clinical.time import local_date
from trialtracker.paths import resources
from trialtracker.services.results import Snapshot
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.printing import make_document, print_document, save_pdf

_POINTS = 16
"""Large type: the sheet is read at home, by people in pain and on opioids."""


class DischargeDialog(QDialog):
    """A sheet without a telephone number can be printed: its line stays to be written on."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Discharge sheet")
        trial = snapshot.trial
        on = local_date(snapshot.taken_at, trial.details.time_zone)
        shipped = (resources() / "texts" / "discharge.txt").read_text(encoding="utf-8")
        details = trial.patient.details
        self.text = format_discharge_sheet(details, snapshot.settings, shipped, on)
        self.sheet = QPlainTextEdit(self.text)
        self.said = WrappedLabel("problem")
        self.print_button = QPushButton("&Print…")
        self.save_button = QPushButton("&Save as PDF…")
        self.close_button = QPushButton("Close")
        if not snapshot.settings.clinic_phone.strip():
            self.said.show_text(NO_PHONE)
        self._lay_out()
        self.print_button.clicked.connect(self.print_sheet)
        self.save_button.clicked.connect(self._choose_file)
        self.close_button.clicked.connect(self.accept)
        self.resize(640, 720)

    def print_sheet(self) -> QDialog:
        """Show the page before it is printed, and return that window."""
        return print_document(make_document(self.text, _POINTS), self, TITLE)

    def save(self, path: str) -> None:
        """Write the sheet to a file, or say why that cannot be."""
        try:
            save_pdf(make_document(self.text, _POINTS), Path(path), TITLE)
        except OSError as fault:
            self.said.show_text(
                f"The file was not written: {fault.strerror}. Choose another place."
            )
        else:
            self.said.show_text(f"Saved as {path}")

    def _choose_file(self) -> None:
        chooser = QFileDialog(self, "Save the discharge sheet", "discharge.pdf", "PDF (*.pdf)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.save)
        chooser.open()

    def _lay_out(self) -> None:
        self.sheet.setReadOnly(True)
        self.sheet.setObjectName("sheet")
        self.sheet.setAccessibleName("Discharge sheet")
        self.sheet.setTabChangesFocus(True)
        self.print_button.setProperty("primary", True)
        buttons = QHBoxLayout()
        for button in (self.print_button, self.save_button, self.close_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(plain_label("Discharge sheet", "pageTitle"))
        column.addWidget(self.said)
        column.addWidget(self.sheet, 1)
        column.addLayout(buttons)
        self.print_button.setFocus()
