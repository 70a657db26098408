"""Takes rows of the table of entries out of the program: to the clipboard, to a CSV file.

What writes them is loaded when it is first wanted.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from trialtracker.clinical.entry_rows import EntryRow
from trialtracker.clinical.trial import Trial
from trialtracker.own_file import format_fault

_SUFFIX = ".csv"


def copy_rows(rows: Sequence[EntryRow], trial: Trial) -> str:
    """Put rows on the clipboard, as text and as a table; return what is said of it."""
    from trialtracker.exchange.entries_table import make_table, to_html, to_tab_text

    table = make_table(rows, trial)
    both = QMimeData()
    both.setText(to_tab_text(table))
    both.setHtml(to_html(table))
    QGuiApplication.clipboard().setMimeData(both)
    return f"{_count(rows)} copied, with every measure in a column of its own."


def save_rows(path: Path, rows: Sequence[EntryRow], trial: Trial) -> str:
    """Write rows to a file; return what is said of it, or why it was not written."""
    from trialtracker.exchange.entries_table import make_table, save_csv

    try:
        save_csv(path, make_table(rows, trial))
    except OSError as fault:
        return f"The file was not written: {format_fault(fault)}. Choose another place."
    return f"{_count(rows)} saved as {path}"


def ask_file(parent: QWidget, name: str, chosen: Callable[[str], object]) -> QFileDialog:
    """Ask where to, without blocking; a file that is there is replaced only when confirmed."""
    chooser = QFileDialog(parent, "Save the entries", name, f"CSV (*{_SUFFIX})")
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix(_SUFFIX.removeprefix("."))
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(chosen)
    chooser.open()
    return chooser


def _count(rows: Sequence[EntryRow]) -> str:
    return "1 entry" if len(rows) == 1 else f"{len(rows):,} entries"
