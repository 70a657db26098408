"""P5, second half: Ctrl+P and Enter hand over the one page, and what fails says so."""

import shutil
import stat
import subprocess
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import FOUR_DAYS, Ward, fill_store
from trialtracker.report.parts import Paper, Part
from trialtracker.ui.jobs import STOPPED_BY_A_FAULT
from trialtracker.ui.report_dialog import ReportDialog
from trialtracker.ui.report_printing import make_printer
from trialtracker.ui.sheet_dialog import SheetDialog

P5_REPORT_BUDGET = 2
"""Ctrl+P, Enter."""


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on the chart of one trial with four days of entries."""
    fill_store(store_path, clock, FOUR_DAYS)
    ward = open_window(store_path)
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.wait(lambda: ward.focus is not None)
    return ward


def open_report(ward: Ward) -> ReportDialog:
    ward.press("Ctrl+P")
    dialog = ward.window.printing.dialog
    assert dialog is not None
    dialog.has_printer = False
    ward.wait(dialog.isActiveWindow)
    return dialog


def wait_for_pages(ward: Ward, dialog: ReportDialog) -> None:
    ward.wait(lambda: "page" in dialog.said.text())
    ward.wait(lambda: not dialog.said.text().startswith("Making"))


def hold_pages(ward: Ward) -> Event:
    """Keep the thread that sets pages busy until the event is set."""
    gate = Event()
    ward.window.printing._worker.run(gate.wait, lambda _: None, lambda _: None)
    return gate


def is_closed(ward: Ward) -> bool:
    return ward.window.printing.dialog is None


def read_pdf(path: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed: the text of the PDF is not read")
    done = subprocess.run((tool, "-layout", path, "-"), capture_output=True, text=True, check=True)
    return done.stdout


def test_p5_the_one_page_takes_two_keys(ward: Ward, documents: Path) -> None:
    ward.keys.count = 0

    open_report(ward)
    ward.press("Return")
    ward.wait(lambda: is_closed(ward))

    assert ward.keys.count <= P5_REPORT_BUDGET
    (saved,) = documents.iterdir()
    assert saved.name.startswith("Report ")
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert ward.window.message.text == f"Report saved as {saved}."
    assert ward.read().assessment.headline in " ".join(read_pdf(saved).split())


def test_enter_before_the_pages_are_made_saves_them_all_the_same(
    ward: Ward, documents: Path
) -> None:
    ward.keys.press("Ctrl+P")
    dialog = ward.window.printing.dialog
    assert dialog is not None
    dialog.has_printer = False
    ward.wait(dialog.isActiveWindow)
    dialog.main_button.click()
    ward.wait(lambda: is_closed(ward))

    assert len(list(documents.iterdir())) == 1


def test_a_second_report_of_the_minute_is_another_file(ward: Ward, documents: Path) -> None:
    open_report(ward)
    ward.press("Return")
    ward.wait(lambda: is_closed(ward) and QApplication.focusWidget() is not None)

    open_report(ward)
    ward.press("Return")
    ward.wait(lambda: is_closed(ward))

    names = sorted(path.name for path in documents.iterdir())
    assert len(names) == 2
    assert names[0].endswith(" (2).pdf")


@pytest.mark.parametrize(
    ("key", "part"), [("Alt+F", Part.FULL), ("Alt+R", Part.PATIENT), ("Alt+O", Part.SUMMARY)]
)
def test_a_key_chooses_the_part(ward: Ward, key: str, part: Part) -> None:
    dialog = open_report(ward)
    wait_for_pages(ward, dialog)

    ward.press(key)
    ward.wait(lambda: dialog.part is part)
    wait_for_pages(ward, dialog)

    assert dialog.pages.accessibleName().startswith(f"Preview: {part.label}, ")
    ward.press("Escape")


def test_what_the_pages_say_is_there_as_text(ward: Ward) -> None:
    dialog = open_report(ward)
    wait_for_pages(ward, dialog)

    ward.press("Alt+T")
    ward.wait(dialog.text.isVisible)

    assert ward.read().assessment.headline in dialog.text.toPlainText()
    assert dialog.pages.accessibleDescription() == dialog.text.toPlainText()
    ward.press("Escape")


def test_a_folder_that_cannot_be_written_is_one_sentence_and_the_window_stays(
    ward: Ward, documents: Path
) -> None:
    documents.write_text("a file where the folder should be")
    dialog = open_report(ward)
    wait_for_pages(ward, dialog)

    ward.press("Return")
    ward.wait(lambda: bool(dialog.problem.text()))

    assert dialog.problem.accessibleName() == (
        "The report was not saved: File exists. Choose another place."
    )
    assert dialog.isVisible()
    assert dialog.main_button.isEnabled()
    ward.press("Escape")


def test_a_printer_is_given_every_page_and_the_window_says_so(ward: Ward, tmp_path: Path) -> None:
    dialog = open_report(ward)
    printer = make_printer(Paper.A4)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(f"{tmp_path / 'printed.pdf'}")

    dialog.printing_wanted.emit(printer)
    ward.wait(lambda: is_closed(ward))

    assert ward.window.message.text == "Report sent to the printer."
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdfEngine")
def test_a_printer_that_cannot_be_reached_leaves_the_window_open(
    ward: Ward, tmp_path: Path
) -> None:
    dialog = open_report(ward)
    printer = make_printer(Paper.A4)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(f"{tmp_path / 'gone' / 'printed.pdf'}")

    dialog.printing_wanted.emit(printer)
    ward.wait(lambda: bool(dialog.problem.text()))

    assert dialog.problem.text().endswith("could not be reached: save the report as a PDF.")
    assert dialog.isVisible()
    ward.press("Escape")


@pytest.mark.parametrize("key", ["Ctrl+R", "Ctrl+G"])
def test_where_entries_are_typed_blank_sheets_are_printed(ward: Ward, key: str) -> None:
    ward.press(key, "Ctrl+P")

    assert ward.window.printing.dialog is None
    assert ward.window.findChild(SheetDialog) is not None
    ward.wait(lambda: QApplication.activeModalWidget() is not None)
    ward.press("Escape")


@pytest.mark.parametrize("key", ["Ctrl+T", "Ctrl+E", "Ctrl+D", "Ctrl+O", "Ctrl+L", "Ctrl+B"])
def test_everywhere_else_the_report_is_printed(ward: Ward, key: str) -> None:
    ward.press(key)

    dialog = open_report(ward)

    assert ward.page.trial is not None
    assert ward.page.trial.patient.details.family_name.upper() in dialog.windowTitle()
    ward.press("Escape")
    assert is_closed(ward)


def test_from_the_report_a_key_leads_to_blank_sheets(ward: Ward) -> None:
    open_report(ward)

    ward.press("Alt+B")

    ward.wait(lambda: ward.window.findChild(SheetDialog) is not None)
    assert is_closed(ward)


def test_ctrl_p_without_a_trial_says_what_to_do(ward: Ward) -> None:
    ward.press("Escape")

    ward.press("Ctrl+P")

    assert ward.window.message.text.startswith("Open a trial first")


def test_a_file_written_late_closes_no_report_that_was_opened_since(
    ward: Ward, documents: Path
) -> None:
    first = open_report(ward)
    wait_for_pages(ward, first)
    gate = hold_pages(ward)
    ward.press("Return", "Esc")
    ward.wait(lambda: ward.focus is not None)
    second = open_report(ward)

    gate.set()
    wait_for_pages(ward, second)

    assert len(list(documents.iterdir())) == 1
    assert second.isVisible()
    assert ward.window.printing.dialog is second


def test_what_fails_late_is_said_in_the_window_where_it_was_asked_for(
    ward: Ward, documents: Path
) -> None:
    documents.write_text("no folder")
    first = open_report(ward)
    wait_for_pages(ward, first)
    gate = hold_pages(ward)
    ward.press("Return", "Esc")
    ward.wait(lambda: ward.focus is not None)
    second = open_report(ward)

    gate.set()
    wait_for_pages(ward, second)

    assert ward.window.message.text.startswith("The report was not saved")
    assert second.problem.text() == ""


def test_the_part_stays_as_it_was_when_the_file_was_asked_for(ward: Ward, documents: Path) -> None:
    first = open_report(ward)
    wait_for_pages(ward, first)
    gate = hold_pages(ward)

    ward.press("Return", "Alt+F")
    part = first.part
    gate.set()
    ward.wait(lambda: is_closed(ward))

    assert part is Part.SUMMARY
    assert "1 of 1" in read_pdf(next(documents.iterdir()))


def test_a_fault_while_a_file_is_made_is_said_and_lets_go_of_the_buttons(
    ward: Ward, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_report(ward)
    wait_for_pages(ward, dialog)
    monkeypatch.setattr("trialtracker.report.pages.make_pdf", {}.__getitem__)

    with ward.qtbot.captureExceptions() as faults:
        ward.press("Return")
        ward.wait(dialog.main_button.isEnabled)

    assert len(faults) == 1
    assert dialog.problem.text() == STOPPED_BY_A_FAULT
    assert not documents.exists()
