"""Answers Why? on the page of a trial, and leads to the records behind a result and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from trialtracker.clinical.trial import current_entries
from trialtracker.ui.request_desk import name_patient
from trialtracker.ui.review_forms import REPORT, SIGN
from trialtracker.ui.trial_tabs import Tab
from trialtracker.ui.why_used import Used, format_elsewhere, format_shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from trialtracker.services.results import Snapshot
    from trialtracker.ui.trial_page import TrialPage
    from trialtracker.ui.why_dialog import WhyDialog


class WhyDesk(QObject):
    """One window at a time; what it says is computed when it is asked for."""

    noticed = Signal(str)
    compare_wanted = Signal(object)

    def __init__(self, page: TrialPage) -> None:
        super().__init__(page)
        self._page = page
        self._snapshot: Snapshot | None = None
        self._came_from = Tab.CHART
        self._held: QWidget | None = None
        self.dialog: WhyDialog | None = None
        panel = page.assessment
        panel.why_wanted.connect(self.open)
        panel.used_wanted.connect(self.show_used)
        panel.compare_wanted.connect(self._compare)
        panel.form_wanted.connect(page.open_form)
        panel.report_wanted.connect(lambda: page.open_form(REPORT))
        # Anywhere in the window while the page is in view, the find field included.
        QShortcut(QKeySequence("Alt+W"), page, self.open)
        QShortcut(QKeySequence("Alt+F9"), page, lambda: page.open_form(SIGN))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take a trial as it stands; no list stays narrowed to what an older one rested on."""
        self._snapshot = snapshot
        self._page.entries.show_used("", ())

    def open(self, caveat: str = "") -> None:
        """Show everything behind the verdict, from a caveat on where one is named."""
        if self._snapshot is None or self.dialog is not None:
            return
        from trialtracker.clinical.explanation import explain
        from trialtracker.ui.why_dialog import WhyDialog

        trial, assessment = self._snapshot.trial, self._snapshot.assessment
        window = self._page.window()
        self._held = window.focusWidget()
        dialog = WhyDialog(trial, assessment, explain(trial, assessment), window)
        dialog.show_whose(name_patient(trial))
        dialog.used_wanted.connect(self.show_used, Qt.ConnectionType.QueuedConnection)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.start(caveat)

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._page.window().activateWindow()
        if self._held is not None and self._held.isVisible():
            self._held.setFocus(Qt.FocusReason.OtherFocusReason)
        self._held = None

    def _compare(self) -> None:
        if self._snapshot is not None:
            self.compare_wanted.emit(self._snapshot)

    # The records behind a result

    def show_used(self, used: Used) -> None:
        """Go to the entries behind a result, or else to the tab of what is behind it."""
        if self._snapshot is None:
            return
        trial = self._snapshot.trial
        if used.entries:
            if not self._page.entries.is_narrowed:
                self._came_from = self._page.tab
            of = len(current_entries(trial.entries))
            keys = [entry.entry_id for entry in used.entries]
            self._page.entries.show_used(format_shown(used, of), keys)
            self._page.show_tab(Tab.ENTRIES)
            return
        tab = _find_tab(used)
        if tab is not None:
            self._page.show_tab(tab)
            self.noticed.emit(format_elsewhere(used, trial))
            if tab is Tab.DOSSIER:
                self._focus_item(used.facts[-1].key)

    def leave_entries(self) -> bool:
        """Go back to the result whose entries were shown; False where none were."""
        entries = self._page.entries
        if not entries.is_narrowed:
            return False
        entries.show_used("", ())
        self._page.show_tab(self._came_from)
        if self._came_from is Tab.CHART:
            self._page.assessment.take_focus()
        return True

    def _focus_item(self, key: str) -> None:
        from trialtracker.ui.dossier_section import DossierSection

        section = self._page.get_section(Tab.DOSSIER)
        if isinstance(section, DossierSection) and key in section.page.rows:
            section.page.focus_row(key)


def _find_tab(used: Used) -> Tab | None:
    if used.facts:
        return Tab.DOSSIER
    if used.intakes:
        return Tab.OPIOIDS
    return Tab.DOSES if used.doses else None
