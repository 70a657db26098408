"""What runs and how long since the last change, kept true while it is looked at."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from trialtracker.clinical.dose_time import format_dose_line
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel

_REFRESH_MS = 20_000


class DoseLine(WrappedLabel):
    """'Running: morphine 0.5 mg/day · 31 h since dose change', empty after a trial's end."""

    def __init__(self, clock: Clock, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._clock = clock
        self._trial: Trial | None = None
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def show_trial(self, trial: Trial) -> None:
        """Show the doses of a trial."""
        self._trial = trial
        self.refresh()

    def refresh(self) -> None:
        """Show how long it is by now."""
        if self._trial is not None:
            self.show_text(format_dose_line(self._trial, self._clock()))

    @override
    def sizeHint(self) -> QSize:
        """Ask for one line; it wraps only where the window has no room for it."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, super().heightForWidth(width))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()


class DoseStrip(QFrame):
    """The line as it stands beside the allergies, on every screen of a trial."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doseStrip")
        self.line = DoseLine(clock, "doseStripText")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.addWidget(self.line)

    def show_trial(self, trial: Trial) -> None:
        """Show the doses of a trial, nothing once it has ended."""
        self.line.show_trial(trial)
        self.setVisible(bool(self.line.accessibleName()))
