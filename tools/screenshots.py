"""Draw docs/screens/ from the real window with the demo clinic, at one fixed moment."""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from trialtracker.app import make_application
from trialtracker.clinical.actor import Actor, Role
from trialtracker.door import DemoDoor
from trialtracker.report.gathered import gather_report
from trialtracker.report.pages import make_pages
from trialtracker.report.parts import Paper, Part
from trialtracker.services.clinic import Clinic
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.main_window import MainWindow
from trialtracker.ui.nav_bar import OUTCOMES
from trialtracker.ui.settings_desk import CRITERIA
from trialtracker.ui.trial_tabs import SECTIONS, Tab
from trialtracker.ui.window_facts import WindowFacts

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
FACTS = WindowFacts(
    title="TrialTracker",
    actor="demo nurse",
    store="Demo clinic: every patient is invented; nothing is kept",
    get_time_zone=lambda: "UTC",
)
PHYSICIAN = Actor("R. Alvarez", Role.PHYSICIAN)
TRIAL_TO_SHOW = "Harland"
TRIAL_BESIDE = "Bauer"
"""Has an earlier trial of another drug."""
PAGE_DPI = 90
PAGE_NAMES = {Part.SUMMARY: "report", Part.FULL: "report-full", Part.PATIENT: "report-patient"}
TRIALS = {
    "trial-single-bolus": "Okafor",
    "trial-repeated-bolus": "Bauer",
    "trial-continuous-intrathecal": "Lindqvist",
    "trial-continuous-epidural": "Nakamura",
    "trial-blinded": "Costa",
    "trial-signed": "Mendes",
}
"""One trial of each mode, a blinded and a signed one, by the patient's invented family name."""

KEYS = "3\t4\t5\t2\t3\tn2p1"
KEY_OF = {"\t": Qt.Key.Key_Tab, "n": Qt.Key.Key_N, "p": Qt.Key.Key_P} | {
    str(digit): Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)
}


def main() -> None:
    """Draw every screen, into docs/screens/ or the folder named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    make_application()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        jobs = Jobs(DemoDoor(Path(store, "demo.sqlite"), lambda: NOW, "demo nurse"))
        window = MainWindow(jobs, lambda: NOW, FACTS)
        window.show()
        window.activateWindow()
        window.start()
        wait_for(jobs)
        draw_screens(Screens(window, jobs, folder))
        window.close()


def draw_screens(screens: "Screens") -> None:
    """Draw the list, one trial in all its tabs, and a chart of each mode."""
    window = screens.window
    screens.draw("today")
    for name, family_name in TRIALS.items():
        screens.open(family_name)
        screens.draw(name)
    screens.open(TRIAL_TO_SHOW)
    screens.draw("trial")
    window.desk.page.why.open()
    wait_for(screens.jobs)
    screens.draw_dialog("why")
    screens.show_tab(Tab.RECORD)
    type_scores(window)
    wait_for(screens.jobs)
    screens.draw("record")
    screens.show_tab(Tab.ENTRIES)
    screens.draw("entries")
    for plan in SECTIONS:
        screens.show_tab(plan.tab)
        screens.draw(plan.tab.name.lower())
    window.show_page(CRITERIA)
    wait_for(screens.jobs)
    screens.draw("criteria-sets")
    draw_review(screens)


def draw_review(screens: "Screens") -> None:
    """Draw what a physician sees beside the chart: two trials, the review, pages, outcomes."""
    screens.open(TRIAL_BESIDE)
    screens.press("Ctrl+J")
    screens.draw_dialog("side-by-side", QSize(1280, 860))
    screens.open(TRIAL_TO_SHOW)
    screens.put_at_keyboard(PHYSICIAN)
    screens.press("Alt+F9")
    wait_for(screens.jobs)
    screens.draw_dialog("review", QSize(980, 700))
    screens.draw_pages(TRIALS["trial-signed"])
    screens.window.show_page(OUTCOMES)
    wait_for(screens.jobs)
    screens.draw("outcomes")


class Screens:
    """Opens what is asked for in the window and saves what it looks like."""

    def __init__(self, window: MainWindow, jobs: Jobs, folder: Path) -> None:
        self.window = window
        self.jobs = jobs
        self._folder = folder
        self._ids: dict[str, str] = {}

    def open(self, family_name: str) -> None:
        """Open the chart of a patient's trial."""
        if not self._ids:
            self.jobs.run(_list_trials, self._ids.update, self.window.show_failure)
            wait_for(self.jobs)
        self.window.desk.open_chart(self._ids[family_name])
        wait_for(self.jobs)

    def show_tab(self, tab: Tab) -> None:
        """Show a tab of the open trial."""
        self.window.desk.show_tab(tab)
        wait_for(self.jobs)

    def draw(self, name: str) -> None:
        """Save the window as a picture, painted once before: a chart asks for its height then."""
        self.window.grab()
        wait_for(self.jobs)
        self.window.grab().save(str(self._folder / f"{name}.png"))

    def press(self, key: str) -> None:
        """Do what a key of the window does, and wait for it."""
        for shortcut in self.window.findChildren(QShortcut):
            if shortcut.key() == QKeySequence(key):
                shortcut.activated.emit()
        wait_for(self.jobs)

    def draw_pages(self, family_name: str) -> None:
        """Save the first page of each part of a trial's report."""
        trial_id = self._ids[family_name]

        def draw(clinic: Clinic) -> None:
            snapshot = clinic.get_snapshot(trial_id)
            for part in Part:
                report = gather_report(clinic, snapshot, part, Paper.A4, NOW)
                page = make_pages(report, part, PAGE_DPI)[0]
                (self._folder / f"{PAGE_NAMES[part]}.png").write_bytes(page)

        self.jobs.run(draw, lambda _: None, _refuse)
        wait_for(self.jobs)

    def put_at_keyboard(self, actor: Actor) -> None:
        """Change who is at the keyboard, as the window does."""
        self.window.actor.open()
        if self.window.actor.dialog is not None:
            self.window.actor.dialog.submitted.emit(actor)
        wait_for(self.jobs)

    def draw_dialog(self, name: str, size: QSize | None = None) -> None:
        """Save the window that stands over the others, and close it."""
        dialog = next(
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        )
        if size is not None:
            dialog.resize(size)
            wait_for(self.jobs)
        dialog.grab().save(str(self._folder / f"{name}.png"))
        dialog.reject()
        wait_for(self.jobs)


def _refuse(failure: Exception) -> None:
    raise failure


def _list_trials(clinic: Clinic) -> dict[str, str]:
    trials = (clinic.get_snapshot(trial_id).trial for trial_id in clinic.list_trial_ids())
    return {trial.patient.details.family_name: trial.trial_id for trial in trials}


def type_scores(window: MainWindow) -> None:
    """Begin an entry as a nurse would."""
    for key in KEYS:
        QTest.keyClick(window.focusWidget(), KEY_OF[key])


def wait_for(jobs: Jobs) -> None:
    """Wait until no work is under way and the draft timer has run."""
    loop = QEventLoop()
    QTimer.singleShot(500, loop.quit)
    loop.exec()
    while not jobs.is_idle:
        jobs.idle.connect(loop.quit)
        loop.exec()


if __name__ == "__main__":
    main()
