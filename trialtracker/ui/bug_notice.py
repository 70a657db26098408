"""The last resort for a fault in the program: a log without patient data, and a plain notice."""

import sys
from types import TracebackType

_NOTICE = (
    "Something went wrong inside TrialTracker. What was saved is safe and what you typed is kept "
    "as a draft. Where it went wrong was written to {log}; it holds no patient data."
)


def report_bugs() -> None:
    """Show and log every fault that nothing else has handled."""
    sys.excepthook = show_bug


def show_bug(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Log where a fault arose, not what it says, since that may hold what was typed."""
    if issubclass(kind, KeyboardInterrupt):
        return
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMessageBox

    log = write_log(kind, trace)
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_NOTICE.format(log=log))
    box.open()


def write_log(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Append the kind of fault and the lines of code it went through; return the log's path."""
    import traceback

    from platformdirs import user_log_path

    path = user_log_path("TrialTracker", appauthor=False, ensure_exists=True) / "faults.log"
    frames = traceback.extract_tb(trace)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    with path.open("a", encoding="utf-8") as log:
        log.write("\n".join((kind.__name__, *lines, "")))
    return str(path)
