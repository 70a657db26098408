"""One side of two: which trial of the patient, which part of it, and its chart."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from trialtracker.clinical.read_out import describe
from trialtracker.clinical.series import ChartSeries, get_series
from trialtracker.clinical.time import format_date, local_date
from trialtracker.clinical.trial_part import Part
from trialtracker.services.patient_trials import PatientTrial
from trialtracker.services.results import Snapshot
from trialtracker.ui.beside_chart import BesideChart
from trialtracker.ui.beside_part import PartField
from trialtracker.ui.form_field import QuietComboBox
from trialtracker.ui.plain_text import WrappedLabel, one_line, plain_label, plain_tooltip

READING = "Reading the trial…"


class BesideSide(QWidget):
    """Shows one snapshot; the chart is drawn by whoever knows the other side too."""

    trial_wanted = Signal(str)
    part_changed = Signal()

    def __init__(self, side: str) -> None:
        super().__init__()
        self.side = side
        self.wanted_id = ""
        self.snapshot: Snapshot | None = None
        self.series: ChartSeries | None = None
        self.trial_box = QuietComboBox()
        self.trial_box.setAccessibleName(f"{side} trial")
        self.trial_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.part_field = PartField(side)
        self.chart = BesideChart(side)
        self.said = WrappedLabel("besideSaid")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._trials: tuple[PatientTrial, ...] = ()
        self._wanted_part = Part()
        self.head, self.place = self._make_head(), self._make_place()
        self.trial_box.activated.connect(self._ask)
        self.part_field.changed.connect(self.part_changed)

    def _make_head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        caption = plain_label(f"&{self.side}", "caption")
        caption.setBuddy(self.trial_box)
        for widget in (caption, self.trial_box, self.part_field):
            column.addWidget(widget)
        return head

    def _make_place(self) -> QFrame:
        place = QFrame()
        place.setObjectName("card")
        column = QVBoxLayout(place)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.said)
        column.addWidget(self.chart)
        return place

    @property
    def part(self) -> Part:
        """Return the part that is chosen."""
        return self.part_field.part

    def show_trials(self, trials: Sequence[PatientTrial], trial_id: str) -> None:
        """Offer the trials of the patient, one of them chosen."""
        self._trials = tuple(trials)
        self.trial_box.clear()
        self.trial_box.addItems([format_trial(trial) for trial in trials])
        self.trial_box.setCurrentIndex([each.trial_id for each in trials].index(trial_id))
        self._name_whole()

    def show_reading(self, trial_id: str, part: Part) -> None:
        """Say that a trial is being read, of which a part will be shown."""
        self.wanted_id, self._wanted_part = trial_id, part
        self.snapshot = self.series = None
        self.chart.hide()
        self.part_field.setEnabled(False)
        self._say(READING)

    def show_failure(self, sentence: str) -> None:
        """Say why the trial could not be read."""
        self._say(f"The trial could not be read. {sentence} Choose it again to try once more.")

    def show_snapshot(self, snapshot: Snapshot, part: Part | None = None) -> None:
        """Take the trial that was wanted."""
        trial, assessment = snapshot.trial, snapshot.assessment
        self.snapshot = snapshot
        self.series = get_series(trial, assessment, assessment.as_of)
        wanted = self._wanted_part if part is None else part
        self.part_field.show_trial(trial, self.series, assessment.as_of, wanted)
        self._say("" if self.series.moments else "This trial has no entries.")
        self.chart.setVisible(bool(self.series.moments))

    def describe(self, days: str) -> None:
        """Tell a screen reader which part is drawn, and what the whole trial holds."""
        if self.series is not None and self.snapshot is not None:
            whole = describe(self.series, self.snapshot.assessment)
            shown = f"{self.part.kind.label}, {days.lower()}"
            self.chart.setAccessibleDescription(f"{shown}. Of the whole trial: {whole}")

    def _say(self, sentence: str) -> None:
        self.said.show_text(sentence)
        self.said.setVisible(bool(sentence))

    def _name_whole(self) -> None:
        """Say all of what a narrow window cuts off."""
        self.trial_box.setToolTip(plain_tooltip(self.trial_box.currentText()))

    def _ask(self, place: int) -> None:
        self._name_whole()
        self.trial_wanted.emit(self._trials[place].trial_id)


def format_trial(trial: PatientTrial) -> str:
    """Return 'From 18-Nov-2026 · morphine · Continuous intrathecal'."""
    details = trial.details
    started = "Not started"
    if details.started_at is not None:
        started = f"From {format_date(local_date(details.started_at, details.time_zone))}"
    drugs = ", ".join(trial.drugs) or "no drug named"
    return one_line(f"{started} · {drugs} · {details.mode.label}")
