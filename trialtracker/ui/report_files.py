"""Where a report is saved, and why it could not be."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from trialtracker.own_file import format_fault, write_new
from trialtracker.report.command import RefusedReportError, save_file
from trialtracker.report.parts import Part

FILE_NAMES = {
    Part.SUMMARY: "Report",
    Part.FULL: "Full record",
    Part.PATIENT: "For the patient",
}


def save_report(content: bytes, path: str, part: Part, stamp: str) -> tuple[str, str]:
    """Write a report and return where it is and '', or '' and a sentence that says why not.

    Without a path it goes among the documents, never over another; a path that was chosen is
    replaced once the new file is whole.
    """
    try:
        if not path:
            return f"{save_among_documents(FILE_NAMES[part], stamp, content)}", ""
        save_file(Path(path), content)
    except OSError as fault:
        return "", f"The report was not saved: {format_fault(fault)}. Choose another place."
    except RefusedReportError as refusal:
        return "", f"{refusal} Choose another place."
    return path, ""


def save_among_documents(name: str, stamp: str, content: bytes) -> Path:
    """Write a file of this name that was not there, only for its owner; never over another.

    No name and no number of the patient in the name of a file.

    Raises:
        OSError: if the file cannot be written.
    """
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(where)
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / f"{name} {stamp}.pdf", 2
    while True:
        try:
            write_new(path, content)
        except FileExistsError:
            path, number = folder / f"{name} {stamp} ({number}).pdf", number + 1
        else:
            return path
