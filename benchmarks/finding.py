"""From a key pressed in the find field to the list repainted, among 100,000 patients."""

from itertools import cycle

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.clinic_store import FilledStore
from benchmarks.measure import Comparison, alternate
from benchmarks.paint_watch import PaintWatch
from trialtracker.app import make_window
from trialtracker.ui.main_window import MainWindow

TYPED = ("l", "lin", "lindqvist0", "0001", "karin", "vist", "sorensen4", "pet nov")
"""Beginnings of names and numbers, parts of names, and parts of two names."""


def measure_finding(app: QApplication, filled: FilledStore) -> list[Comparison]:
    """Return the comparison; the floor paints the field and the hits that are in view again."""
    window = make_window(filled.path, is_demo=False)
    loop = QEventLoop()
    window.ready.connect(loop.quit)
    window.show()
    window.start()
    loop.exec()
    try:
        return [_measure(window)]
    finally:
        window.close()
        window.deleteLater()
        app.processEvents()


def _measure(window: MainWindow) -> Comparison:
    find = window.nav.finder
    find.setFocus()
    turns = cycle(TYPED)

    def press() -> None:
        text = next(turns)
        find.setText(text[:-1])
        find.hits.clear()
        loop = QEventLoop()
        PaintWatch(find.hits.viewport(), loop.quit, lambda: find.hits.count() > 0)
        QTest.keyClicks(find, text[-1])
        loop.exec()

    def repaint() -> None:
        find.repaint()
        find.hits.viewport().repaint()

    press()
    floor, program = alternate(repaint, press, 8 * len(TYPED))
    return Comparison(
        "key pressed to list repainted, among 100,000 patients",
        "repaint of the visible rows",
        "ms",
        floor,
        program,
        2.0,
    )
