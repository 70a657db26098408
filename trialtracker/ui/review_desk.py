"""Signs reviews, puts notes to them, and offers to open one where its lock refused a change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.refusal import LockedError, Problem, RefusedError
from trialtracker.clinical.time import Clock
from trialtracker.ui.jobs import Failure, Jobs
from trialtracker.ui.request_desk import name_patient
from trialtracker.ui.review_forms import ALL_REVIEWS, OPENED, SIGN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from trialtracker.clinical.review import Opinion, Review
    from trialtracker.clinical.trial import Trial
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot
    from trialtracker.ui.actor_desk import ActorDesk
    from trialtracker.ui.message_bar import MessageBar
    from trialtracker.ui.review_signing import SigningDialog

_OPEN = "Open for correction…"
_NO_REVIEW = "Nothing is signed yet, so there is no review to add to. Alt+F9 signs one."
_SAID = {
    "addendum": "The addendum is signed.",
    "countersignature": "The review is countersigned.",
    OPENED: "The review is opened for correction. Sign again when it is right: Alt+F9.",
}


class ReviewDesk(QObject):
    """One window at a time; what is refused stays typed in it."""

    stored = Signal(object)
    noticed = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, jobs: Jobs, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._clock = clock
        self._actors: ActorDesk | None = None
        self.dialog: QDialog | None = None

    def use(self, actors: ActorDesk, message: MessageBar) -> None:
        """Learn who is at the keyboard, and where a refused change is told with the way on."""
        self._actors = actors
        self.noticed.connect(message.show_notice)

        def offer(locked: LockedError) -> None:
            message.show_error(str(locked), _OPEN, partial(self._open_for_correction, locked))

        self._jobs.locked.connect(offer)

    def open(self, form: str, snapshot: Snapshot) -> None:
        """Open the form that the page names, on the trial as it is by now."""
        if self.dialog is None:
            self._open(form, snapshot.trial.trial_id)

    def _open_for_correction(self, locked: LockedError) -> None:
        if self.dialog is None:
            self._open(OPENED, locked.trial_id)

    def _open(self, form: str, trial_id: str) -> None:
        # As it is by now: the page may have been open since yesterday.
        if form == ALL_REVIEWS:
            self._jobs.run(partial(_read_all, trial_id), self._show_all, self.failed.emit)
            return
        show = self._show_sign if form == SIGN else partial(self._show_note, form)
        self._jobs.run(lambda clinic: clinic.get_snapshot(trial_id), show, self.failed.emit)

    def _show_sign(self, current: Snapshot) -> None:
        if self.dialog is not None:
            return  # asked for twice before it was there
        from trialtracker.ui.review_dialog import ReviewDialog

        dialog = ReviewDialog(current, self._window)

        def submit(opinion: Opinion) -> None:
            said = f"Signed: {opinion.decision.label}. Ctrl+P prints the report."
            self._store(lambda clinic: clinic.reviews.sign(current, opinion), dialog, said)

        dialog.submitted.connect(submit)
        self._show(dialog, current.trial)

    def _show_note(self, form: str, current: Snapshot) -> None:
        review, trial = current.review, current.trial
        if self.dialog is not None:
            return
        if review is None:
            self.noticed.emit(_NO_REVIEW)
            return
        from trialtracker.clinical.review import NoteKind
        from trialtracker.ui.review_note_dialog import ReviewNoteDialog

        kind = NoteKind(form)
        dialog = ReviewNoteDialog(kind, review, trial.details.time_zone, self._window)
        frozen_id = review.frozen.frozen_id

        def submit(text: str) -> None:
            self._store(
                lambda clinic: clinic.reviews.add_note(trial.trial_id, frozen_id, kind, text),
                dialog,
                _SAID[kind],
            )

        dialog.submitted.connect(submit)
        self._show(dialog, trial)

    def _show_all(self, found: tuple[Snapshot, tuple[Review, ...]]) -> None:
        current, reviews = found
        if self.dialog is not None:
            return
        from trialtracker.ui.review_list_dialog import ReviewListDialog

        dialog = ReviewListDialog(reviews, current.trial.details.time_zone, self._window)
        dialog.show_whose(name_patient(current.trial))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.start()

    def _show(self, dialog: SigningDialog, trial: Trial) -> None:
        self.dialog = dialog
        dialog.show_whose(name_patient(trial))
        zone = trial.details.time_zone
        self._show_actor(dialog, zone)
        dialog.actor_wanted.connect(partial(self._ask_actor, dialog, zone))
        dialog.finished.connect(self._forget)
        dialog.start()

    def _ask_actor(self, dialog: SigningDialog, time_zone: str) -> None:
        def go_on() -> None:
            self._show_actor(dialog, time_zone)
            dialog.take_focus()

        self._who.ask(dialog, go_on)

    def _show_actor(self, dialog: SigningDialog, time_zone: str) -> None:
        dialog.show_actor(self._who.who, self._clock, time_zone)

    @property
    def _who(self) -> ActorDesk:
        if self._actors is None:
            raise LookupError("Nobody has said who is at the keyboard.")
        return self._actors

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._window.activateWindow()

    def _store(self, work: Callable[[Clinic], Snapshot], dialog: SigningDialog, said: str) -> None:
        def accept(snapshot: Snapshot) -> None:
            dialog.accept()
            self.stored.emit(snapshot)
            self.noticed.emit(said)

        def refuse(failure: Failure) -> None:
            is_refused = isinstance(failure, RefusedError)
            problems = failure.problems if isinstance(failure, RefusedError) else ()
            dialog.show_problems(problems if is_refused else (Problem("", str(failure)),))

        self._jobs.run(work, accept, refuse)


def _read_all(trial_id: str, clinic: Clinic) -> tuple[Snapshot, tuple[Review, ...]]:
    return clinic.get_snapshot(trial_id), clinic.reviews.list_reviews(trial_id)
