"""The window that shows two trials of one patient, or two parts of one, side by side.

``BesideDialog(parent)`` is told whose they are by ``show_whose(name)``, what there is to choose
from by ``show_trials(trials, chosen)``, and each trial by ``show_snapshot(number, snapshot)``; it
asks for another trial by ``trial_wanted``, with the number of the side. It stores nothing.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.part_figures import PartFigures, get_part_figures
from trialtracker.clinical.part_windows import align, cut, get_stretch
from trialtracker.clinical.part_words import format_days, list_rows
from trialtracker.clinical.trial_part import Part, get_halves
from trialtracker.services.patient_trials import PatientTrial
from trialtracker.services.results import Snapshot
from trialtracker.ui.beside_chart import get_heights
from trialtracker.ui.beside_figures import BesideFigures
from trialtracker.ui.beside_side import BesideSide
from trialtracker.ui.plain_text import ElidedLabel, plain_label, wrapped_label
from trialtracker.ui.scroll_area import make_scroll

SIDES = ("Left", "Right")
_NOTE = (
    "An hour is as wide and a point of pain as high on both sides. Figures count what was recorded "
    "on the days of each part; a difference is that of the exact figures, stated and not judged."
)
_LEAST_NAME = 200
_MOST_OF_SCREEN = 0.95


class BesideDialog(QDialog):
    """Two charts with their figures and what lies between them; Esc closes it."""

    trial_wanted = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Side by side")
        self.whose = ElidedLabel("sectionTitle", _LEAST_NAME)
        self.sides = tuple(BesideSide(side) for side in SIDES)
        self.figures = BesideFigures()
        self.close_button = QPushButton("Close  Esc")
        self.close_button.setAccessibleName("Close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        self._is_halved = False
        self._scroll = make_scroll()
        self._lay_out()
        self.figures.shown_line.connect(lambda line: self._scroll.ensureWidgetVisible(line, 0, 8))
        for number, side in enumerate(self.sides):
            side.trial_wanted.connect(partial(self._choose, number))
            side.part_changed.connect(self._compare)
            self._scroll.verticalScrollBar().valueChanged.connect(side.chart.update)

    def show_whose(self, patient: str) -> None:
        """Say whose trials these are."""
        self.whose.show_text(patient)

    def show_trials(self, trials: Sequence[PatientTrial], chosen: tuple[str, str]) -> None:
        """Offer the trials, two of them chosen; of one trial its halves are asked for."""
        self._is_halved = chosen[0] == chosen[1]
        for number, (side, trial_id) in enumerate(zip(self.sides, chosen, strict=True)):
            side.show_trials(trials, trial_id)
            self._ask(number, trial_id)

    def show_snapshot(self, number: int, snapshot: Snapshot) -> None:
        """Show a trial on a side, unless another was chosen there in the meantime."""
        side = self.sides[number]
        if snapshot.trial.trial_id != side.wanted_id:
            return
        halves = get_halves(snapshot.trial, snapshot.assessment.as_of)
        side.show_snapshot(snapshot, halves[number] if self._is_halved else None)
        self._compare()

    def show_failure(self, number: int, trial_id: str, sentence: str) -> None:
        """Say on a side that its trial could not be read."""
        if trial_id == self.sides[number].wanted_id:
            self.sides[number].show_failure(sentence)

    def start(self) -> None:
        """Show the window without blocking."""
        self.resize(self.size().boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))
        self.open()
        self.sides[0].trial_box.setFocus()

    def _choose(self, number: int, trial_id: str) -> None:
        self._is_halved = False  # whoever chooses a trial wants to see it whole
        self._ask(number, trial_id)

    def _ask(self, number: int, trial_id: str) -> None:
        self.sides[number].show_reading(trial_id, Part())
        self._compare()
        self.trial_wanted.emit(number, trial_id)

    def _compare(self) -> None:
        """Draw both sides on one scale and say how they differ; nothing while one is missing."""
        self.figures.setVisible(all(side.snapshot is not None for side in self.sides))
        found = [_look(side) for side in self.sides]
        days = [format_days(None if each is None else each.days) for each in found]
        self.figures.show_rows(list_rows(*found), days)
        for side, of_side in zip(self.sides, days, strict=True):
            side.describe(of_side)
        stops = (self.sides[1].chart, *self.figures.lines, self.close_button)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        self._draw()

    def _draw(self) -> None:
        stretches, series = [], []
        for side in self.sides:
            if side.snapshot is None or side.series is None:
                return
            trial, as_of = side.snapshot.trial, side.snapshot.assessment.as_of
            stretches.append(get_stretch(side.part, trial, side.series, as_of))
            series.append(side.series)
        windows, heights = align(*stretches), get_heights(series)
        for side, each, window, height in zip(self.sides, series, windows, heights, strict=True):
            side.chart.show_beside(cut(each, window), height)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("formBody")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.setSpacing(12)
        inside.addLayout(self._make_charts())
        inside.addWidget(self.figures)
        inside.addStretch(1)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        top, heads, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(plain_label("Side by side", "pageTitle"))
        top.addWidget(self.whose, 1)
        top.addStretch(1)
        heads.setSpacing(12)
        for side in self.sides:
            heads.addWidget(side.head, 1)
        foot.setSpacing(20)
        foot.addWidget(wrapped_label(_NOTE), 1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(heads)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self.resize(1280, 860)

    def _make_charts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for number, side in enumerate(self.sides):
            grid.addWidget(side.place, 0, number, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(number, 1)
            grid.setColumnMinimumWidth(number, 100)
        return grid


def _look(side: BesideSide) -> PartFigures | None:
    if side.snapshot is None:
        return None
    trial, assessment = side.snapshot.trial, side.snapshot.assessment
    return get_part_figures(side.part, trial, assessment, assessment.as_of)
