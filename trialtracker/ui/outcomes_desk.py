"""The clinic's outcomes: reads them, shows their pages, and opens the trials behind a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from trialtracker.clinical.time import Clock
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.trial_rows import PAGE_SIZE

if TYPE_CHECKING:
    from trialtracker.clinical.outcome_figures import Figures
    from trialtracker.clinical.outcome_period import Period
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.outcomes import Chosen
    from trialtracker.services.rows import TrialRow
    from trialtracker.ui.outcomes_list import OutcomesList
    from trialtracker.ui.outcomes_page import OutcomesPage


class OutcomesDesk(QObject):
    """Stands between the pages of the outcomes and the services; both are made at first use.

    Esc goes back the way that was come: from a trial to its list, to the figures, to the lists.
    """

    shown = Signal()
    trial_wanted = Signal(str)
    closed = Signal()
    noticed = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, pages: QStackedWidget, jobs: Jobs, clock: Clock) -> None:
        super().__init__(window)
        self._pages = pages
        self._jobs = jobs
        self._clock = clock
        self._page: OutcomesPage | None = None
        self._list: OutcomesList | None = None
        self._chosen: Chosen | None = None
        self._has_opened = False

    @property
    def page(self) -> OutcomesPage:
        """Return the page of the figures, making it when it is wanted for the first time."""
        if self._page is None:
            from trialtracker.ui.outcomes_page import OutcomesPage

            self._page = OutcomesPage(lambda: self._clock().astimezone().date())
            self._page.period_wanted.connect(self._read)
            self._page.opened.connect(self._read_trials)
            self._page.csv_wanted.connect(self._save_csv)
            self._page.noticed.connect(self.noticed)
            self._page.closed.connect(self.closed)
            self._pages.addWidget(self._page)
        return self._page

    @property
    def list(self) -> OutcomesList:
        """Return the page of the trials behind a number, making it at its first use."""
        if self._list is None:
            from trialtracker.ui.outcomes_list import OutcomesList

            self._list = OutcomesList(self._clock)
            self._list.opened.connect(self._open_trial)
            self._list.left.connect(self.open)
            self._list.table.rows.page_wanted.connect(self._read_more)
            self._pages.addWidget(self._list)
        return self._list

    def open(self) -> None:
        """Read the figures of the period that was chosen last, and show them."""
        self._has_opened = False
        self._read(self.page.period_bar.period)

    def come_back(self) -> None:
        """Show again where the trial that is left was opened from."""
        if self._has_opened and self._chosen is not None:
            self._read_trials(self._chosen)
        else:
            self.closed.emit()

    def _read(self, period: Period | None) -> None:
        def read(clinic: Clinic) -> tuple[Figures, Period]:
            return clinic.outcomes.count(period), clinic.outcomes.get_bounds()

        self._jobs.run(read, self._show, self.failed.emit)

    def _show(self, found: tuple[Figures, Period]) -> None:
        self.page.show_figures(*found)
        self._pages.setCurrentWidget(self.page)
        self.shown.emit()
        self.page.take_focus()
        self._jobs.run(lambda c: c.outcomes.count_waiting(), self._show_waiting, self.failed.emit)

    def _show_waiting(self, trials: int) -> None:
        self.page.show_waiting(trials)
        if trials and self._pages.currentWidget() is self.page:
            self._jobs.run(_catch_up, lambda left: self._go_on(trials, left), self.failed.emit)

    def _go_on(self, before: int, left: int) -> None:
        """Count on while the page is open; what cannot be assessed does not hold it up."""
        if left < before and left:
            self._show_waiting(left)
        elif self._pages.currentWidget() is self.page:
            self.page.show_waiting(left)
            self._jobs.run(
                self._count_again, lambda f: self.page.show_figures(*f), self.failed.emit
            )

    def _count_again(self, clinic: Clinic) -> tuple[Figures, Period]:
        return clinic.outcomes.count(self.page.period_bar.period), clinic.outcomes.get_bounds()

    def _read_trials(self, chosen: Chosen) -> None:
        def show(rows: tuple[TrialRow, ...]) -> None:
            self.list.show_trials(chosen, rows)
            self._pages.setCurrentWidget(self.list)
            self.shown.emit()
            self.list.take_focus()

        self._chosen = chosen
        self._has_opened = False
        self._jobs.run(
            lambda clinic: clinic.outcomes.list_trials(chosen, None, PAGE_SIZE),
            show,
            self.failed.emit,
        )

    def _read_more(self, after: TrialRow) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._jobs.run(
                lambda clinic: clinic.outcomes.list_trials(chosen, after, PAGE_SIZE),
                self.list.table.rows.show_next_page,
                self.failed.emit,
            )

    def _open_trial(self, trial_id: str) -> None:
        self._has_opened = True
        self.trial_wanted.emit(trial_id)

    def _save_csv(self) -> None:
        figures = self.page.shown
        if figures is None or not figures.started:
            return
        from trialtracker.ui.outcomes_saving import save_csv

        name = f"outcomes-{figures.period.first}-to-{figures.period.last}.csv"
        path, _kind = QFileDialog.getSaveFileName(self.page, "Save CSV", name, "CSV (*.csv)")
        if path:
            self.noticed.emit(save_csv(figures, path, self.page.trials_waiting))


def _catch_up(clinic: Clinic) -> int:
    clinic.keep_up()
    return clinic.outcomes.count_waiting()
