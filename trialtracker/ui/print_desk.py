"""What Ctrl+P prints: the report of the open trial, or its blank sheets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from trialtracker.ui.page_worker import PageWorker
from trialtracker.ui.request_desk import name_patient
from trialtracker.ui.trial_tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from trialtracker.clinical.actor import Actor
    from trialtracker.clinical.time import Clock
    from trialtracker.clinical.trial import Trial
    from trialtracker.report.content import Report
    from trialtracker.report.parts import Paper, Part
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.jobs import Failure, Jobs
    from trialtracker.ui.report_dialog import ReportDialog
    from trialtracker.ui.trial_desk import TrialDesk

SHEETS_ON = {Tab.RECORD, Tab.PAPER}
"""Where entries are typed, a sheet to write on is wanted; elsewhere the report."""

PREVIEW_DPI, PREVIEW_DPI_OF_LONG = 144, 80
LONG_ENTRIES = 400
"""Beyond so many entries the full record has dozens of pages: their pictures are coarser."""

_OPEN_FIRST = "Open a trial first: Ctrl+P then prints its report, on Record and Paper blank sheets."


class PrintDesk(QObject):
    """One window of pages at a time; they are set on a thread of their own."""

    noticed = Signal(str)

    def __init__(
        self, desk: TrialDesk, jobs: Jobs, clock: Clock, get_actor: Callable[[], Actor]
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self._clock = clock
        self._get_actor = get_actor
        self._worker = PageWorker(self)
        self._asked = 0
        self._report: Report | None = None
        self._then: Callable[[Report], None] | None = None
        self._is_long = False
        self.dialog: ReportDialog | None = None

    def print_what_is_open(self) -> None:
        """Open the blank sheets where entries are typed, else the report."""
        trial = self._desk.open_trial
        if trial is None:
            self.noticed.emit(_OPEN_FIRST)
        elif self._desk.page.tab in SHEETS_ON:
            self.open_sheets(trial)
        else:
            self._open_report(trial)

    def open_report(self, snapshot: Snapshot) -> None:
        """Show the report of the trial of a snapshot, as it stands in the store now."""
        self._open_report(snapshot.trial)

    def open_sheets(self, trial: Trial) -> None:
        """Show the blank sheets of a trial before they are printed."""
        from trialtracker.ui.sheet_dialog import SheetDialog

        window = self._desk.page.window()
        dialog = SheetDialog(trial, self._clock, self._get_actor().name, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.told.connect(self.noticed)
        dialog.open()

    def _open_report(self, trial: Trial) -> None:
        if self.dialog is not None:
            return
        from trialtracker.ui.report_dialog import ReportDialog

        dialog = ReportDialog(name_patient(trial), self._desk.page.window())
        dialog.part_wanted.connect(partial(self._gather, trial.trial_id))
        dialog.saving_wanted.connect(self._save_when_ready)
        dialog.printing_wanted.connect(self._print_when_ready)
        dialog.sheets_wanted.connect(partial(self._change_to_sheets, trial))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.start()

    def _change_to_sheets(self, trial: Trial) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.open_sheets(trial)

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = self._report = self._then = None
        self._desk.page.window().activateWindow()

    # The text of the part, then its pages

    def _gather(self, trial_id: str, part: Part, paper: Paper) -> None:
        self._report, self._asked = None, self._asked + 1
        asked, now, dialog = self._asked, self._clock(), self.dialog

        def gather(clinic: Clinic) -> tuple[Report, bool]:
            from trialtracker.report.gathered import gather_report
            from trialtracker.report.parts import Part

            snapshot = clinic.get_snapshot(trial_id)
            is_long = part is Part.FULL and len(snapshot.trial.entries) > LONG_ENTRIES
            return gather_report(clinic, snapshot, part, paper, now), is_long

        def go_on(gathered: tuple[Report, bool]) -> None:
            if asked == self._asked:
                self._show(*gathered, part)

        def refuse(failure: Failure) -> None:
            self._tell_problem(f"The report was not made. {failure}", dialog)

        self._jobs.run(gather, go_on, refuse)

    def _show(self, report: Report, is_long: bool, part: Part) -> None:
        self._report, self._is_long, asked = report, is_long, self._asked
        if self._then is not None:
            then, self._then = self._then, None
            then(report)

        def make() -> tuple[tuple[bytes, ...], str]:
            from trialtracker.report.described import describe
            from trialtracker.report.pages import make_pages

            dpi = PREVIEW_DPI_OF_LONG if is_long else PREVIEW_DPI
            return make_pages(report, part, dpi), describe(report, part)

        def show(made: tuple[tuple[bytes, ...], str]) -> None:
            if self.dialog is not None and asked == self._asked:
                self.dialog.show_pages(*made)

        self._worker.run(make, show, partial(self._tell_problem, dialog=self.dialog))

    def _tell_problem(self, sentence: str, dialog: ReportDialog | None) -> None:
        """Say why something failed, where it was asked for if that window is still open."""
        if dialog is None or dialog is not self.dialog:
            self.noticed.emit(sentence)
            return
        self._then = None
        dialog.show_busy(False)
        dialog.say(sentence, is_problem=True)

    def _when_ready(self, act: Callable[[Report], None]) -> None:
        """Do something with the report, at once or as soon as there is one."""
        if self.dialog is not None:
            self.dialog.show_busy(True)
        if self._report is None:
            self._then = act
        else:
            act(self._report)

    def _tell_done(self, sentence: str, dialog: ReportDialog | None) -> None:
        """Say what was done, and close the window that asked for it, not one opened since."""
        self.noticed.emit(sentence)
        if dialog is not None and dialog is self.dialog:
            dialog.accept()

    # Saved

    def _save_when_ready(self, path: str) -> None:
        self._when_ready(partial(self._save, path))

    def _save(self, path: str, report: Report) -> None:
        (part,), dialog = report.parts, self.dialog
        stamp = self._clock().astimezone().strftime("%Y-%m-%d %H%M")

        def save() -> tuple[str, str]:
            from trialtracker.report.pages import make_pdf
            from trialtracker.ui.report_files import save_report

            return save_report(make_pdf(report, part), path, part, stamp)

        def tell(saved: tuple[str, str]) -> None:
            where, problem = saved
            if problem:
                self._tell_problem(problem, dialog)
            else:
                self._tell_done(f"Report saved as {where}.", dialog)

        self._worker.run(save, tell, partial(self._tell_problem, dialog=dialog))

    # Printed

    def _print_when_ready(self, printer: QPrinter) -> None:
        self._when_ready(partial(self._print, printer))

    def _print(self, printer: QPrinter, report: Report) -> None:
        from trialtracker.ui.report_printing import get_dots_per_inch, print_pages

        (part,), dialog = report.parts, self.dialog
        dpi = get_dots_per_inch(printer, is_long=self._is_long)

        name = printer.printerName() or "the printer"

        def put_on_paper() -> bool:
            from trialtracker.report.pages import make_pages

            return print_pages(printer, make_pages(report, part, dpi))

        def tell(is_printed: bool) -> None:
            if is_printed:
                self._tell_done(f"Report sent to {name}.", dialog)
            else:
                sentence = f"{name} could not be reached: save the report as a PDF."
                self._tell_problem(sentence, dialog)

        # Qt lets a printer be painted on in another thread: a page takes a second.
        self._worker.run(put_on_paper, tell, partial(self._tell_problem, dialog=dialog))
