"""The page of one trial: banner, then chart with assessment, the record form, or the entries."""

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import AmendReason
from trialtracker.clinical.time import Clock, local_date
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.services.results import Snapshot
from trialtracker.ui.after_entry_desk import AfterEntryDesk
from trialtracker.ui.assessment_panel import AssessmentPanel
from trialtracker.ui.banner import PatientBanner
from trialtracker.ui.chart_page import ChartPage
from trialtracker.ui.chart_view import ChartView
from trialtracker.ui.dose_strip import DoseStrip
from trialtracker.ui.entries_view import EntriesView
from trialtracker.ui.finding_bar import FindingBar
from trialtracker.ui.reason_bar import ReasonBar
from trialtracker.ui.record_view import RecordView
from trialtracker.ui.section import Request, Section
from trialtracker.ui.shortcuts import bind_keys
from trialtracker.ui.trial_tabs import TABS, Tab, TabPlan, TrialTabs
from trialtracker.ui.why_desk import WhyDesk


class TrialPage(QWidget):
    """Shows one snapshot at a time; everything the user does goes out by signal."""

    submitted = Signal(str, object)
    amended = Signal(str, str, object, str)
    voided = Signal(str, object, str)
    draft_changed = Signal(str, str)
    draft_discarded = Signal(str)
    closed = Signal()
    edit_patient_wanted = Signal(object)
    edit_trial_wanted = Signal(object)
    new_trial_wanted = Signal(object)
    asked = Signal(object, object)
    section_draft_changed = Signal(str, str, str)
    form_wanted = Signal(str, object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._clock = clock
        self._snapshot: Snapshot | None = None
        self._saved_entry_id = ""
        self._pending: tuple[Entry, Answers | None] | None = None
        self._tab = Tab.CHART
        self._sections: dict[Tab, Section] = {}
        self.banner = PatientBanner()
        self.doses = DoseStrip(clock)
        self.tabs = TrialTabs()
        self.chart = ChartView()
        self.assessment = AssessmentPanel()
        self.record = RecordView(clock)
        self.entries = EntriesView()
        self.findings = FindingBar(clock)
        self.reasons = ReasonBar()
        self._stack = QStackedWidget()
        self._chart_page = ChartPage(self.chart, self.assessment)
        self._lay_out()
        self.why = WhyDesk(self)
        self.after_entry = AfterEntryDesk(self.record, clock)
        self._connect()

    def _lay_out(self) -> None:
        for page in (self._chart_page, self.record, self.entries):
            self._stack.addWidget(page)
        body = QVBoxLayout()
        body.setContentsMargins(16, 10, 16, 12)
        body.setSpacing(10)
        body.addWidget(self.tabs)
        body.addWidget(self.findings)
        body.addWidget(self.reasons)
        body.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        self.banner.put_beside_allergies(self.doses)
        layout.addLayout(body, 1)
        self.reasons.hide()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        for told, wanted in (
            (self.tabs.edit_patient_wanted, self.edit_patient_wanted),
            (self.tabs.edit_trial_wanted, self.edit_trial_wanted),
            (self.tabs.new_trial_wanted, self.new_trial_wanted),
        ):
            told.connect(partial(self._hand_on, wanted))
        self.record.submitted.connect(lambda a: self.submitted.emit(self._trial_id(), a))
        self.record.amended.connect(self._ask_amend)
        self.record.draft_changed.connect(self._keep_draft)
        self.record.draft_discarded.connect(lambda: self.draft_discarded.emit(self._trial_id()))
        self.record.closed.connect(self.closed)
        self.entries.amend_requested.connect(self._edit_entry)
        self.entries.void_requested.connect(self._ask_void)
        self.record.form.left.connect(self._show_typed_findings)
        self.findings.asked.connect(lambda request: self.asked.emit(self.findings, request))
        self.findings.entry_wanted.connect(self._show_entry)
        self.chart.entry_wanted.connect(self._show_entry)
        self.findings.closed.connect(self.closed)
        self.reasons.chosen.connect(self._give_reason)
        self.reasons.cancelled.connect(self._cancel_reason)
        for page in (self._chart_page, self.entries):
            bind_keys(page, {"Ctrl+Z": self.undo, "Esc": self._leave})
        bind_keys(self, {"Alt+K": self.findings.ask, "Alt+F10": partial(self.open_form, "end")})

    @property
    def trial(self) -> Trial | None:
        """Return the trial that is shown."""
        return None if self._snapshot is None else self._snapshot.trial

    @property
    def tab(self) -> Tab:
        """Return what is shown of it."""
        return self._tab

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a trial; the tab and an unfinished form of the same trial stay as they are."""
        is_other = self.trial is None or self.trial.trial_id != snapshot.trial.trial_id
        self._snapshot = snapshot
        zone = snapshot.trial.details.time_zone
        self.doses.show_trial(snapshot.trial)
        self.banner.show_trial(snapshot.trial, local_date(snapshot.taken_at, zone))
        self.assessment.show_snapshot(snapshot)
        self.why.show_snapshot(snapshot)
        self.chart.show_snapshot(snapshot)
        self.entries.show_snapshot(snapshot)
        self.record.show_snapshot(snapshot)
        self.after_entry.show_snapshot(snapshot)
        self.findings.show_snapshot(snapshot)
        for tab in self._sections:
            self._show_in_section(tab, is_other=is_other)
        if is_other:
            self._saved_entry_id = ""
            self._put_reasons_away()
            if snapshot.draft is not None:
                self.record.show_draft(snapshot.draft.form)

    def show_tab(self, tab: Tab) -> None:
        """Show one tab, and put the keyboard there."""
        self._tab = tab
        self.tabs.show_tab(tab)
        if tab is Tab.CHART:
            self._stack.setCurrentWidget(self._chart_page)
            self.chart.setFocus()
        elif tab is Tab.ENTRIES:
            self._stack.setCurrentWidget(self.entries)
            self.entries.setFocus()
        elif TABS[tab].make is not None:
            section = self.get_section(tab)
            self._stack.setCurrentWidget(section)
            section.take_focus()
        else:
            self._stack.setCurrentWidget(self.record)
            self.record.take_focus()

    # Sections

    def get_section(self, tab: Tab) -> Section:
        """Return the section of a tab, making it when it is wanted for the first time."""
        if tab not in self._sections:
            self._sections[tab] = self._make_section(TABS[tab])
            self._show_in_section(tab, is_other=True)
        return self._sections[tab]

    def _make_section(self, plan: TabPlan) -> Section:
        if plan.make is None:
            raise LookupError(f"{plan.title} is no section.")
        section = plan.make(self._clock)

        def ask(request: Request) -> None:
            self.asked.emit(section, request)

        def keep(form: str) -> None:
            self.section_draft_changed.emit(self._trial_id(), plan.tab.name, form)

        section.asked.connect(ask)
        section.draft_changed.connect(keep)
        section.closed.connect(self.closed)
        section.form_wanted.connect(self.open_form)
        self._stack.addWidget(section)
        return section

    def open_form(self, form: str) -> None:
        """Ask for a form of the trial in a window of its own: its plan, its end."""
        if self._snapshot is not None:
            self.form_wanted.emit(form, self._snapshot)

    def _show_in_section(self, tab: Tab, *, is_other: bool) -> None:
        if self._snapshot is None:
            return
        section = self._sections[tab]
        section.show_snapshot(self._snapshot)
        if is_other:
            section.show_form(self._snapshot.section_drafts.get(tab.name, ""))

    def flush_drafts(self) -> None:
        """Bring everything typed to disk before the page shows something else."""
        self.record.flush_draft()
        for section in self._sections.values():
            section.flush_draft()

    def show_saved(self, entry_id: str) -> None:
        """Show what an entry has changed; Ctrl+Z can still make it void."""
        self._saved_entry_id = entry_id
        self._put_reasons_away()
        self.show_tab(Tab.CHART)

    def show_voided(self) -> None:
        """Show the trial without the entry that was made void."""
        self._saved_entry_id = ""
        self._put_reasons_away()
        self.show_tab(self.tab)

    def show_refused(self) -> None:
        """Go back to the form whose answers could not be stored."""
        self._put_reasons_away()
        self.show_tab(self.tab)

    def undo(self) -> None:
        """Ask why the entry saved last, on this page, is to be made void."""
        entry = self._find_entry(self._saved_entry_id)
        if entry is not None:
            self._ask_void(entry)

    def _find_entry(self, entry_id: str) -> Entry | None:
        trial = self.trial
        entries = () if trial is None else current_entries(trial.entries)
        return next((entry for entry in entries if entry.entry_id == entry_id), None)

    def _keep_draft(self, form: str) -> None:
        if self._pending is not None and self._pending[1] is not None:
            self._put_reasons_away()  # the answers it asks about are no longer those in the form
        self.draft_changed.emit(self._trial_id(), form)

    def _edit_entry(self, entry: Entry) -> None:
        self.record.edit_entry(entry)
        self.show_tab(Tab.RECORD)

    def _ask_amend(self, entry: Entry, answers: Answers) -> None:
        self._pending = (entry, answers)
        self.reasons.ask_amend()

    def _ask_void(self, entry: Entry) -> None:
        trial = self.trial
        if trial is not None:
            self._pending = (entry, None)
            self.reasons.ask_void(entry, trial.details.time_zone)

    def _give_reason(self, reason: AmendReason, words: str) -> None:
        if self._pending is None:
            return
        self.show_tab(self.tab)
        entry, answers = self._pending
        text = words or reason.value
        if answers is None:
            self.voided.emit(self._trial_id(), entry, text)
        else:
            self.record.begin_saving()
            self.amended.emit(self._trial_id(), entry.entry_id, answers, text)

    def _cancel_reason(self) -> None:
        self.show_tab(self.tab)
        self._put_reasons_away()

    def _put_reasons_away(self) -> None:
        self._pending = None
        self.reasons.hide()

    def _show_typed_findings(self) -> None:
        self.findings.show_typed(self.record.form.read(self._clock())[0])

    def _show_entry(self, entry_id: str) -> None:
        self.show_tab(Tab.ENTRIES)
        if self.entries.model.find_row(entry_id) < 0:
            self.entries.show_used("", ())
        self.entries.table.select_row(max(self.entries.model.find_row(entry_id), 0))

    def _hand_on(self, wanted: SignalInstance) -> None:
        wanted.emit(self.trial)

    def _leave(self) -> None:
        if not self.why.leave_entries():
            self.closed.emit()

    def _trial_id(self) -> str:
        return "" if self.trial is None else self.trial.trial_id
