"""Keeps how whoever is at the keyboard likes the chart: its range, its panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trialtracker.ui.chart_view import ChartView
    from trialtracker.ui.jobs import Jobs


class ChartDesk(QObject):
    """Stands between the chart and the preferences in the store."""

    noticed = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._view: ChartView | None = None
        self._known: Mapping[str, str] = {}

    def use(self, view: ChartView) -> None:
        """Show a view as it was liked before, and keep what is chosen in it."""
        self._view = view
        view.show_preferences(self._known)
        view.preferred.connect(self._keep)
        view.pictures.noticed.connect(self.noticed)

    def prepare(self) -> None:
        """Load what the first chart needs while nobody waits for it."""
        self._jobs.run(lambda _clinic: load_charts(), lambda _: None, self.failed.emit)
        self.load()

    def load(self, _who: object = None) -> None:
        """Load what this person prefers."""
        self._jobs.run(lambda clinic: clinic.house.get_preferences(), self._show, self.failed.emit)

    def _keep(self, name: str, value: str) -> None:
        self._jobs.run(
            lambda clinic: clinic.house.prefer(name, value), self._note, self.failed.emit
        )

    def _note(self, known: Mapping[str, str]) -> None:
        self._known = known

    def _show(self, known: Mapping[str, str]) -> None:
        self._known = known
        if self._view is not None:
            self._view.show_preferences(known)


def load_charts() -> None:
    """Import the chart code, and matplotlib with it."""
    from trialtracker.charts.loading import load_matplotlib

    load_matplotlib()
    import trialtracker.charts.trial_chart  # noqa: F401
