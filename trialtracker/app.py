"""Puts the program together: paths, the store's door, the window; and runs it."""

import builtins
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

# PySide6 replaces the import function, which slows every later import by a fifth.
_plain_import = builtins.__import__
from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _plain_import

from trialtracker.door import DemoDoor, StoreDoor  # noqa: E402
from trialtracker.paths import default_store  # noqa: E402
from trialtracker.services.errors import StorageError  # noqa: E402
from trialtracker.services.first_look import FirstLook, get_first_look  # noqa: E402
from trialtracker.ui.bug_notice import report_bugs  # noqa: E402
from trialtracker.ui.jobs import Jobs  # noqa: E402
from trialtracker.ui.main_window import MainWindow  # noqa: E402
from trialtracker.ui.theme import apply_theme  # noqa: E402
from trialtracker.ui.trial_rows import PAGE_SIZE  # noqa: E402
from trialtracker.ui.window_facts import WindowFacts  # noqa: E402

NO_SCREEN = (
    "There is no screen here, so no window can open; what works is the command line "
    "(trialtracker import, trialtracker assess) and, in a checkout, make screenshots."
)


def open_window(store: Path | None, *, is_demo: bool) -> int:
    """Show the window on a store (None: this user's), or on the demo clinic, until it closes."""
    if not has_screen():
        sys.stderr.write(f"{NO_SCREEN}\n")
        return 1
    app = make_application()
    if is_demo:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="trialtracker-demo-") as folder:
            return _run(app, Path(folder, "demo.sqlite"), is_demo=True)
    return _run(app, store or default_store(), is_demo=False)


def has_screen() -> bool:
    """Tell whether Qt has somewhere to show a window."""
    if not sys.platform.startswith("linux"):
        return True
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in named)


def make_application() -> QApplication:
    """Return the Qt application with the program's look."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # The style by argument: asking for it later would load every name of QStyle first.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("TrialTracker")
    apply_theme(app)
    return app


def _run(app: QApplication, path: Path, *, is_demo: bool) -> int:
    report_bugs()
    window = make_window(path, is_demo=is_demo)
    show_fitting(window)
    QTimer.singleShot(0, lambda: _start(window))
    return app.exec()


def _start(window: MainWindow) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    window.start()


def show_fitting(window: MainWindow) -> None:
    """Show the window at its comfortable size, or maximised where the screen is not larger."""
    screen = window.screen().availableSize()
    if screen.width() <= window.width() or screen.height() <= window.height():
        window.showMaximized()
    else:
        window.show()


def make_window(path: Path, *, is_demo: bool) -> MainWindow:
    """Return the window on a store, with the list that can be read at once."""
    actor = "demo nurse" if is_demo else _get_user()
    door = (DemoDoor if is_demo else StoreDoor)(path, get_time, actor)
    facts = WindowFacts(
        title="TrialTracker · demo clinic, invented patients" if is_demo else "TrialTracker",
        actor=actor,
        store="Demo clinic: every patient is invented; nothing is kept" if is_demo else f"{path}",
        get_time_zone=get_time_zone,
        names_file="" if is_demo else get_names_file(),
    )
    window = MainWindow(Jobs(door), get_time, facts)
    try:
        window.show_first_look(_look(path))
    except StorageError as error:
        window.show_failure(error)
    return window


def _get_user() -> str:
    import getpass  # off the start-up path of the demo

    return getpass.getuser()


def _look(path: Path) -> FirstLook | None:
    return get_first_look(path, get_time(), PAGE_SIZE)


def get_time() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251  (the one place that reads the machine's clock)


def get_names_file() -> str:
    """Return where this computer remembers who was at the keyboard, for the signed-in user."""
    from PySide6.QtCore import QStandardPaths

    kind = QStandardPaths.StandardLocation.AppConfigLocation
    return f"{QStandardPaths.writableLocation(kind)}/people.ini"


def get_time_zone() -> str:
    """Return the IANA name of the machine's time zone, UTC where it has none."""
    from tzlocal import get_localzone_name

    return get_localzone_name() or "UTC"
