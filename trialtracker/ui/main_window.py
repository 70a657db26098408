"""The window: its pages, its keys, and the only place where views meet the services."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.time import Clock, format_date
from trialtracker.overriding import override
from trialtracker.services.first_look import FirstLook
from trialtracker.services.rows import DueCounts, PatientHit, TrialRow
from trialtracker.ui.actor_desk import ActorDesk
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.list_page import ListPage, format_figures
from trialtracker.ui.message_bar import MessageBar
from trialtracker.ui.nav_bar import OUTCOMES, SETTINGS, TODAY, TRIALS, NavBar
from trialtracker.ui.outcomes_desk import OutcomesDesk
from trialtracker.ui.print_desk import PrintDesk
from trialtracker.ui.settings_desk import CRITERIA, SettingsDesk
from trialtracker.ui.status_strip import StatusStrip
from trialtracker.ui.trial_desk import TrialDesk
from trialtracker.ui.trial_rows import PAGE_SIZE
from trialtracker.ui.trial_tabs import TABS, Tab
from trialtracker.ui.window_dialogs import show_keys
from trialtracker.ui.window_facts import NO_TRIALS, NO_TRIALS_TODAY, WindowFacts

_REFRESH_MS = 60_000
_HITS = 30
_MOST_REFRESHED = 1000
_LEAST_SIZE = QSize(640, 360)
_COMFORTABLE_SIZE = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Today, all trials, and the page of one trial, one below the other."""

    ready = Signal()

    def __init__(self, jobs: Jobs, clock: Clock, facts: WindowFacts) -> None:
        super().__init__()
        self._jobs = jobs
        self._clock = clock
        self._facts = facts
        self.setWindowTitle(facts.title)
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_COMFORTABLE_SIZE)
        self.nav = NavBar(self)
        self.actor = ActorDesk(self, jobs, facts.actor, facts.names_file)
        self.message = MessageBar()
        self.today = ListPage(TODAY, NO_TRIALS_TODAY, clock)
        self.status = StatusStrip(facts.store)
        self.pages = QStackedWidget()
        self.desk = TrialDesk(self, jobs, clock, facts.get_time_zone)
        self.settings = SettingsDesk(self, self.pages, jobs, clock)
        self.outcomes = OutcomesDesk(self, self.pages, jobs, clock)
        self.printing = PrintDesk(self.desk, jobs, clock, lambda: self.actor.who)
        self._list_page = self.today
        self._tick = QTimer(self, interval=_REFRESH_MS)
        self._lay_out()
        self._connect()
        self._make_shortcuts()

    def _lay_out(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.pages.addWidget(self.today)
        for widget in (self.nav, self.message, self.pages, self.status):
            layout.addWidget(widget, 1 if widget is self.pages else 0)
        self.setCentralWidget(body)
        self.nav.finder.hits.raise_()
        self.nav.show_page(TODAY)
        self.actor.use(self.nav.actor)

    def _connect(self) -> None:
        self.nav.page_chosen.connect(self.show_page)
        self.nav.finder.typed.connect(self._find)
        self.nav.finder.chosen.connect(self._open_hit)
        self.nav.finder.dismissed.connect(self._focus_page)
        self.actor.noticed.connect(self.message.show_notice)
        self.actor.changed.connect(self.desk.charts.load)
        self.desk.forms.reviews.use(self.actor, self.message)
        self.message.action_chosen.connect(self._try_again)
        self._connect_list(self.today, self._fetch_due)
        self.desk.shown.connect(self._show_trial)
        self.desk.left.connect(self.outcomes.come_back)
        self.desk.changed.connect(self.refresh)
        self.desk.noticed.connect(self.message.show_notice)
        self.desk.saved.connect(self.status.show_saved)
        self.desk.unsaved.connect(self.status.show_unsaved)
        self.desk.failed.connect(self.show_failure)
        self.desk.patient_wanted.connect(self._open_hit)
        self.desk.next_wanted.connect(self._open_next)
        self.desk.forms.report_wanted.connect(self.printing.open_report)
        self.printing.noticed.connect(self.message.show_notice)
        for desk in (self.settings, self.outcomes):
            desk.closed.connect(self.show_list)
            desk.noticed.connect(self.message.show_notice)
            desk.failed.connect(self.show_failure)
        self.outcomes.shown.connect(self.desk.leave)
        self.outcomes.shown.connect(partial(self.nav.show_page, OUTCOMES))
        self.outcomes.trial_wanted.connect(self.desk.open_chart)
        self._tick.timeout.connect(self._keep_up)

    def _connect_list(self, page: ListPage, fetch: Callable[[TrialRow], None]) -> None:
        page.opened.connect(self.desk.open_chart)
        page.record_wanted.connect(self.desk.open_record)
        page.new_wanted.connect(self.desk.registration.register)
        page.table.rows.page_wanted.connect(fetch)

    @cached_property
    def trials(self) -> ListPage:
        """Return the page of all trials, making it at its first use."""
        page = ListPage(TRIALS, NO_TRIALS, self._clock)
        self.pages.addWidget(page)
        self._connect_list(page, self._fetch_by_name)
        return page

    def _make_shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+K": self._focus_find,
            "Ctrl+F": self._focus_find,
            "Ctrl+N": self.desk.registration.register,
            "Ctrl+R": self._record,
            "Ctrl+U": self._record_event,
            "Ctrl+1": lambda: self.show_page(TODAY),
            "Ctrl+2": lambda: self.show_page(TRIALS),
            "Ctrl+3": lambda: self.show_page(OUTCOMES),
            "Ctrl+,": lambda: self.show_page(SETTINGS),
            "Ctrl+Shift+C": lambda: self.show_page(CRITERIA),
            "Ctrl+Shift+U": self.actor.open,
            "F5": self.refresh,
            "F1": partial(show_keys, self),
            "Ctrl+P": self.printing.print_what_is_open,
        }
        for plan in TABS:
            acts.setdefault(plan.key, partial(self.desk.show_tab, plan.tab))
        for key, act in acts.items():
            # For the whole window: they must act even when nothing in it has the keyboard.
            QShortcut(QKeySequence(key), self, act)

    def show_first_look(self, look: FirstLook | None) -> None:
        """Show the list that was read before the store was opened for work."""
        if look is not None:
            self._show_counts(look.counts)
            self.today.show_rows(look.rows)
            self.today.focus_list()

    def start(self) -> None:
        """Open the store behind the window that is already on screen."""
        self._jobs.run(lambda clinic: clinic.refresh_summaries(), self._begin, self.show_failure)

    def _begin(self, _renewed: int) -> None:
        if not self.desk.is_unsaved:
            self.message.hide_error()
            self.status.show_all_saved()
        self.refresh()
        # A damaged set is told at once, not when a trial that it judges is opened.
        self._jobs.run(lambda c: c.criteria.list_sets(), lambda _: None, self.show_failure)
        self._tick.start()
        self.desk.prepare()
        self.ready.emit()

    def _keep_up(self) -> None:
        self._jobs.run(lambda clinic: clinic.keep_up(), lambda _: self.refresh(), self.show_failure)

    def refresh(self) -> None:
        """Read as much of the open list as was fetched, so that it keeps its place; then counts."""
        shown = self._list_page.table.rows.rowCount()
        limit = min(max(PAGE_SIZE, shown), _MOST_REFRESHED)
        show = self._list_page.show_rows
        if self._list_page is self.today:
            self._jobs.run(lambda clinic: clinic.list_due(None, limit), show, self.show_failure)
        else:
            self._jobs.run(lambda clinic: clinic.list_by_name(None, limit), show, self.show_failure)
        # Behind the list: with thousands of open trials, counting takes longer than a page.
        self._jobs.run(lambda clinic: clinic.get_counts(), self._show_counts, self.show_failure)

    def _fetch_due(self, after: TrialRow) -> None:
        show = self.today.table.rows.show_next_page
        self._jobs.run(lambda clinic: clinic.list_due(after, PAGE_SIZE), show, self.show_failure)

    def _fetch_by_name(self, after: TrialRow) -> None:
        show = self.trials.table.rows.show_next_page
        self._jobs.run(
            lambda clinic: clinic.list_by_name(after, PAGE_SIZE), show, self.show_failure
        )

    def _show_counts(self, counts: DueCounts) -> None:
        today = format_date(self._clock().astimezone().date())
        figures = format_figures(counts)
        self.today.show_title(f"Today, {today}", figures)
        if self._list_page is not self.today:
            self._list_page.show_title("Trials", f"by name · {figures}")

    def show_page(self, page: str) -> None:
        """Show Today, Trials, the outcomes, the settings or the criteria sets."""
        if page == OUTCOMES:
            self.outcomes.open()
        elif page in {SETTINGS, CRITERIA}:
            self.desk.leave()
            self.nav.show_page(SETTINGS)
            self.settings.open(page)
        else:
            self._list_page = self.today if page == TODAY else self.trials
            self.show_list()

    def show_list(self) -> None:
        """Go back to the list that was open last."""
        self.desk.leave()
        self.refresh()
        self.nav.show_page(TODAY if self._list_page is self.today else TRIALS)
        self.pages.setCurrentWidget(self._list_page)
        self._list_page.focus_list()

    def _show_trial(self, page: QWidget) -> None:
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def _record(self) -> None:
        if self.pages.currentWidget() is self._list_page:
            self._list_page.record_selected()
        else:
            self.desk.show_tab(Tab.RECORD)

    def _record_event(self) -> None:
        if self.desk.open_trial is not None:
            self.desk.show_tab(Tab.RECORD)
            self.desk.page.record.begin_event()

    def _open_next(self, trial_id: str, said: str) -> None:
        def go_on(next_id: str | None) -> None:
            if next_id is None:
                self.desk.show_tab(Tab.CHART)
                self.message.show_notice(f"{said}. No other entry is due now.")
            else:
                self.desk.open_record(next_id)
                self.message.show_notice(f"{said}. This is the next entry due.")

        self._jobs.run(lambda clinic: clinic.next_due(trial_id), go_on, self.show_failure)

    def _focus_find(self) -> None:
        self.nav.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.nav.finder.selectAll()

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        held = None if page is None else page.focusWidget()
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, text: str) -> None:
        self._jobs.run(
            lambda clinic: clinic.find_patients(text, _HITS),
            lambda hits: self.nav.finder.show_hits(text, hits),
            self.show_failure,
        )

    def _open_hit(self, hit: PatientHit) -> None:
        if hit.trial_id is None:
            self.message.show_notice("This patient has no trial yet. Ctrl+N registers one.")
        else:
            self.desk.open_chart(hit.trial_id)

    def show_failure(self, failure: Failure) -> None:
        """Say what went wrong above the page, with a way to try again."""
        if not isinstance(failure, RefusedError):
            self.status.show_unsaved("Store not available")
        self.message.show_error(str(failure), "Try again")

    def _try_again(self) -> None:
        self.message.hide()
        self.desk.try_again()
        self.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list_page.focus_list()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.may_close():
            self._jobs.close()
            event.accept()
        else:
            event.ignore()
