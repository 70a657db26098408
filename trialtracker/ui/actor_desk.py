"""Knows who is at the keyboard, asks for it, and tells the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.actor import Actor
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.ui.actor_names import RecentActors
from trialtracker.ui.jobs import Failure, Jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from trialtracker.ui.actor_button import ActorButton
    from trialtracker.ui.actor_dialog import ActorDialog


class ActorDesk(QObject):
    """One window at a time; drafts and the open trial stay, every later write has the new name."""

    changed = Signal(object)
    noticed = Signal(str)

    def __init__(self, window: QWidget, jobs: Jobs, name: str, names_file: str = "") -> None:
        super().__init__(window)
        self._window = self._over = window
        self._jobs = jobs
        self._who = Actor(name)
        self._recent = RecentActors(names_file)
        self._then: Callable[[], None] | None = None
        self.dialog: ActorDialog | None = None

    def use(self, button: ActorButton) -> None:
        """Show who it is on a button, which asks when it is pressed."""
        button.show_actor(self._who)
        button.clicked.connect(self.open)
        self.changed.connect(button.show_actor)

    @property
    def who(self) -> Actor:
        """Return who is at the keyboard."""
        return self._who

    def open(self) -> None:
        """Ask who is at the keyboard."""
        self.ask(self._window)

    def ask(self, over: QWidget, then: Callable[[], None] | None = None) -> None:
        """Ask over a window; then is called once somebody has answered."""
        if self.dialog is not None:
            return
        from trialtracker.ui.actor_dialog import ActorDialog

        recent = [actor for actor in self._recent.list_actors() if actor != self._who]
        self._then = then
        self.dialog = ActorDialog(self._who, recent, over)
        self._over = over
        self.dialog.submitted.connect(self._act_as)
        self.dialog.finished.connect(self._forget)
        self.dialog.start()

    def _act_as(self, actor: Actor) -> None:
        self._jobs.run(lambda clinic: clinic.act_as(actor), self._go_on, self._refuse)

    def _go_on(self, actor: Actor) -> None:
        then = self._then
        self._recent.note(self._who, actor)
        self._who = actor
        if self.dialog is not None:
            self.dialog.accept()
        self.changed.emit(actor)
        self.noticed.emit(f"At the keyboard: {actor.words}. What is stored now carries this name.")
        if then is not None:
            then()

    def _refuse(self, failure: Failure) -> None:
        if self.dialog is not None:
            is_refused = isinstance(failure, RefusedError)
            problems = failure.problems if isinstance(failure, RefusedError) else ()
            self.dialog.show_problems(problems if is_refused else (Problem("", str(failure)),))

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self._over.activateWindow()
        self.dialog, self._then = None, None
