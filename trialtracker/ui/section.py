"""A further tab of a trial, made when it is first wanted, with its own draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from trialtracker.overriding import override
from trialtracker.ui.shortcuts import bind_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from trialtracker.clinical.refusal import Problem
    from trialtracker.clinical.time import Clock
    from trialtracker.services.clinic import Clinic
    from trialtracker.services.results import Snapshot

DRAFT_DELAY_MS = 300
_TYPED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
    }
)


@dataclass(frozen=True, slots=True)
class Request:
    """One change of the record that a section asks for, and what is said when it is stored."""

    work: Callable[[Clinic], Snapshot]
    said: str


class Section(QWidget):
    """One way in, show_snapshot; what the user did goes out by signals.

    A section that is typed into calls note_change at each change, and gives its form as text by
    get_form ("" when nothing is typed), which show_form takes back.
    """

    asked = Signal(object)
    draft_changed = Signal(str)
    closed = Signal()
    form_wanted = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.setObjectName("page")
        self._hold: _Hold | None = None
        self._draft_timer = QTimer(self, interval=DRAFT_DELAY_MS, singleShot=True)
        self._draft_timer.timeout.connect(self._emit_draft)
        bind_keys(self, {"Esc": self.leave})

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a trial as it stands; what is typed for the same trial stays."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.setFocus()

    def leave(self) -> None:
        """Put away what is open in the tab (Esc), or else leave the trial."""
        self.closed.emit()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show why the last request was refused, at the fields."""
        raise NotImplementedError

    def show_stored(self) -> None:
        """Begin anew after the last request was stored."""

    def get_form(self) -> str:
        """Return what is typed and not stored, empty for nothing."""
        return ""

    def show_form(self, form: str) -> None:
        """Show an unfinished form as it was left; empty for a blank one."""

    def note_change(self) -> None:
        """Bring what is typed to disk soon."""
        # Not restarted by each key: who types without a pause is kept as well.
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def flush_draft(self) -> None:
        """Hand out the draft now if a change waits."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._emit_draft()

    @property
    def is_held(self) -> bool:
        """Tell whether a request is under way."""
        return self._hold is not None

    def hold(self) -> None:
        """Take nothing more until the store has answered: the form is blank after it."""
        self._hold = _Hold(self)
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self._hold)

    def release(self) -> None:
        """Take keys again."""
        if self._hold is not None:
            self._hold.deleteLater()
        self._hold = None

    def _emit_draft(self) -> None:
        self.draft_changed.emit(self.get_form())


class _Hold(QObject):
    """Lets no key and no click reach a section; keys of the window work all the same."""

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self._section = section

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_typed = event.type() in _TYPED and isinstance(watched, QWidget)
        return is_typed and self._is_inside(watched)

    def _is_inside(self, watched: QObject) -> bool:
        section = self._section
        is_inside = isinstance(watched, QWidget) and section.isAncestorOf(watched)
        return section.is_held and (is_inside or watched is section)
