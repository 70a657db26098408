"""Looks, while an entry is typed, at what it would change, and shows that beside the form."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from trialtracker.clinical.time import Clock
from trialtracker.services.results import Snapshot
from trialtracker.ui.after_entry import Outlook, get_outlook
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.record_view import RecordView

DELAY_MS = 150
"""From the last key: who types without a pause is not held up by it."""

MOST_AT_ONCE = 300
"""Entries of a trial that is assessed in less than a frame (16 ms); a longer one goes elsewhere."""

Look = Callable[[], Outlook]


class AfterEntryDesk(QObject):
    """Reads the form, stores nothing."""

    def __init__(self, record: RecordView, clock: Clock) -> None:
        super().__init__(record)
        self._record = record
        self._clock = clock
        self._snapshot: Snapshot | None = None
        self._jobs: Jobs | None = None
        self._asked = 0
        self._card = record.side.after
        self._timer = QTimer(self, interval=DELAY_MS, singleShot=True)
        self._timer.timeout.connect(self.look)
        record.form.changed.connect(self.look_soon)
        record.draft_discarded.connect(self.look)
        self._card.shown.connect(self.look_soon)

    def use(self, jobs: Jobs) -> None:
        """Let long trials be assessed beside the window, on the thread that owns the store."""
        self._jobs = jobs

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take a trial as it stands."""
        self._snapshot = snapshot
        self._show(None)
        self._timer.start()

    def look_soon(self) -> None:
        """Look when nothing has been typed for a moment."""
        self._timer.start()

    def look(self) -> None:
        """Show what the form as it stands would change; nothing while nobody can see it."""
        if self._snapshot is None or not self._card.isVisible():
            return
        look = self._prepare(self._snapshot)
        if look is None:
            self._show(None)
        elif self._jobs is None or len(self._snapshot.trial.entries) <= MOST_AT_ONCE:
            self._show(look())
        else:
            self._look_beside(self._jobs, look)

    def _look_beside(self, jobs: Jobs, look: Look) -> None:
        self._asked += 1
        show = partial(self._show_if_asked_last, self._asked)
        jobs.run(lambda _clinic: look(), show, lambda _failure: self._show(None))

    def _show(self, outlook: Outlook | None) -> None:
        self._asked += 1  # what is still under way comes too late
        self._card.show_outlook(outlook)

    def _show_if_asked_last(self, asked: int, outlook: Outlook) -> None:
        if asked == self._asked:
            self._card.show_outlook(outlook)

    def _prepare(self, snapshot: Snapshot) -> Look | None:
        """Return what is to be computed from the form as it stands, None while it is blank."""
        form, now = self._record.form, self._clock()
        if form.get_state().is_untouched:
            return None
        answers, problems = form.read(now)
        fields = (form.get_field(problem.field) for problem in problems)
        unread = tuple(field.get_label() for field in fields if field is not None)
        if answers.is_empty and not unread:
            return None
        return partial(get_outlook, snapshot, answers, form.get_amended(), now, unread)
