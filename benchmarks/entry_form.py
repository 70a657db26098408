"""What the full entry form takes longer than the short one, in frames."""

from datetime import datetime

from PySide6.QtWidgets import QApplication

from benchmarks.charting import make_diary_snapshot
from benchmarks.measure import Act, Comparison, constant, get_seconds
from trialtracker.services.results import Snapshot
from trialtracker.ui.record_view import RecordView

FRAME_MS = 1000 / 60
SIZE = (1408, 660)
ROUNDS = 20
MOST_FRAMES = 2.0


def measure_entry_form(app: QApplication, now: datetime) -> list[Comparison]:
    """Return the comparison; each round begins with a form that was never full before."""
    snapshot = make_diary_snapshot(now)
    extra = [_open_both(app, snapshot, now) for _ in range(ROUNDS)]
    return [
        Comparison(
            "open the full entry form, longer than the short one",
            "one frame, 16.7 ms",
            "ms",
            constant([FRAME_MS] * ROUNDS),
            constant(extra),
            MOST_FRAMES,
        )
    ]


def _open_both(app: QApplication, snapshot: Snapshot, now: datetime) -> float:
    view = RecordView(lambda: now)
    view.resize(*SIZE)
    view.show_snapshot(snapshot)
    view.show()
    app.processEvents()

    def show_again() -> None:
        view.show_snapshot(snapshot)
        view.repaint()

    def show_full() -> None:
        view.form.toggle_full()
        app.processEvents()  # lays out and paints

    short, full = _get_ms(show_again), _get_ms(show_full)
    view.close()
    view.deleteLater()
    app.processEvents()
    return max(full - short, 0.0)


def _get_ms(act: Act) -> float:
    return get_seconds(act) * 1000
