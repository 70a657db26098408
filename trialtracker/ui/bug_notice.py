"""The last resort for a fault in the program: a log without patient data, and a plain notice."""

import sys
from types import TracebackType

_NOTICE = (
    "Something went wrong inside TrialTracker. What was saved is safe and what you typed is kept "
    "as a draft. Where it went wrong was written to {log}; it holds no patient data."
)

_NAME = "bugNotice"


def report_bugs() -> None:
    """Show and log every fault that nothing else has handled."""
    sys.excepthook = show_bug


def show_bug(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Log where a fault arose, not what it says, since that may hold what was typed."""
    if issubclass(kind, KeyboardInterrupt):
        return
    log = write_log(kind, trace)
    if not _is_notice_open():
        _open_notice(_NOTICE.format(log=log))


def _is_notice_open() -> bool:
    # A fault in painting arises again with every repaint; one notice is enough.
    from PySide6.QtWidgets import QApplication

    windows = QApplication.topLevelWidgets()
    return any(w.objectName() == _NAME and w.isVisible() for w in windows)


def _open_notice(text: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMessageBox

    box = QMessageBox(QApplication.activeWindow())
    box.setObjectName(_NAME)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    # The connection keeps the box, which without a parent would be gone at once.
    box.finished.connect(lambda _: box.deleteLater())
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
