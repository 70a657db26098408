"""Open the program as its command does, and print when list and chart were painted, and memory."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trialtracker.app import (  # first, as in the command
    make_application,
    make_window,
    show_fitting,
)

# isort: split
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.peak import get_peak_mib
from trialtracker.overriding import override
from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.main_window import MainWindow
from trialtracker.ui.trial_table import TrialTable

SETTLED_MS = 2500


def _watch_lists(painted: Callable[[], None]) -> None:
    """Tell when a list with rows was painted first.

    Not by an event filter on the viewport: to ask for it makes PySide load every widget class.
    """

    def paint(table: TrialTable, event: QPaintEvent) -> None:
        QTableView.paintEvent(table, event)
        if table.rows.rows and not seen:
            seen.append(table)
            painted()

    seen: list[TrialTable] = []
    TrialTable.paintEvent = paint  # type: ignore[assignment, method-assign]


class Run(QObject):
    """Follows one start; wants_chart opens a trial as soon as the window is ready for input."""

    def __init__(self, window: MainWindow, started: float, trial_id: str) -> None:
        super().__init__()
        self._window = window
        self._started = started
        self._trial_id = trial_id
        self.seen: dict[str, float] = {}
        _watch_lists(self._list_painted)
        window.ready.connect(self._ready)

    def _note(self, name: str) -> None:
        self.seen[name] = time.monotonic() - self._started

    def _list_painted(self) -> None:
        self._note("first_paint")
        self.seen["painted_mib"] = get_peak_mib()

    def _ready(self) -> None:
        self._note("ready")
        if self._trial_id:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
            self._window.desk.open_chart(self._trial_id)
        else:
            QTimer.singleShot(SETTLED_MS, self._end)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, ChartCanvas):
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            QTimer.singleShot(0, self._chart_painted)
        return False

    def _chart_painted(self) -> None:
        self._note("chart")
        QTimer.singleShot(SETTLED_MS, self._end)

    def _end(self) -> None:
        self.seen["peak_mib"] = get_peak_mib()
        self._window.close()
        QApplication.quit()


def main() -> None:
    """Arguments: the moment of the start, the store, and the trial to open, if any."""
    app = make_application()
    window = make_window(Path(sys.argv[2]), is_demo=False)
    run = Run(window, float(sys.argv[1]), sys.argv[3])
    show_fitting(window)
    QTimer.singleShot(0, window.start)
    app.exec()
    print(json.dumps(run.seen))


if __name__ == "__main__":
    main()
