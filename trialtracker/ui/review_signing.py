"""The frame of every window in which a review is signed: who signs, when, and what it says."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.actor import Actor
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import Clock, format_moment
from trialtracker.overriding import override
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.review_proof import find_obstacle, prove

_LINES, _AROUND_TEXT = 4, 16
_NARROW = 480
_TICK_MS = 1000
"""The time that is stated is never older than this."""

_CHANGE = "&Change who is at the keyboard…"


class SigningDialog(FormDialog):
    """States name, role, time and meaning; who may not sign is told so, and may give way."""

    actor_wanted = Signal()

    def __init__(self, title: str, verb: str, meaning: str, parent: QWidget | None) -> None:
        super().__init__(title, verb, parent)
        self._meaning = meaning
        self._who = Actor("")
        self._at: Callable[[], str] = str
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._is_signing = False
        self.needs_right = True
        self.signs = WrappedLabel("signsAs")
        self.obstacle = ObstacleFrame()
        self.obstacle.change_button.clicked.connect(self.actor_wanted)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            # Above the buttons, which come last.
            column.insertWidget(column.count() - 1, self.signs)
            column.insertWidget(column.count() - 1, self.obstacle)

    def show_actor(self, who: Actor, clock: Clock, time_zone: str) -> None:
        """Show who would sign, when, which goes on until it is signed, and what that says."""
        self._who = who
        self._at = lambda: format_moment(clock(), time_zone)
        self._show_time()
        self._tick.start()
        self.obstacle.show_sentence(find_obstacle(who) if self.needs_right else "")
        self.show_problems(())

    def _show_time(self) -> None:
        said = f"{self._who.words}, {self._at()}: “{self._meaning}”"
        if not self._is_signing and self.signs.accessibleName() != said:
            self.signs.show_text(said)

    @override
    def start(self) -> None:
        super().start()
        if self.obstacle.isVisible():
            self.obstacle.change_button.setFocus()

    def take_focus(self) -> None:
        """Go on where the first answer is given."""
        self._focus_first()

    @override
    def submit(self) -> None:
        """Sign what was typed if who is at the keyboard may; once, until that is answered."""
        if self._is_signing:
            return
        problems = self.find_problems()
        if problems:
            self.show_problems(problems)
        elif self.needs_right:
            prove(self._who, self._sign, self._refuse)
        else:
            self._sign()

    @override
    def show_problems(self, problems: Sequence[Problem]) -> None:
        self._is_signing = False
        super().show_problems(problems)

    @override
    def reject(self) -> None:
        """Close, unless a signature is on its way to the store: whether it stands is told soon."""
        if not self._is_signing:
            super().reject()

    def find_problems(self) -> tuple[Problem, ...]:
        """Return what is missing before anything is signed; each dialog says what."""
        raise NotImplementedError

    def sign(self) -> None:
        """Hand on what was typed; each dialog says how."""
        raise NotImplementedError

    def _sign(self) -> None:
        self.show_problems(())
        self._is_signing = True
        self.save_button.setEnabled(False)
        self.sign()

    def _refuse(self, sentence: str) -> None:
        self.show_problems((Problem("", sentence),))
        self.obstacle.show_sentence(sentence)
        self.obstacle.change_button.setFocus()


class ObstacleFrame(QFrame):
    """Why nobody can sign now, and the way on; not there for who may."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("leaveQuestion")
        self.sentence = WrappedLabel("leaveQuestionText")
        self.change_button = QPushButton(_CHANGE)
        self.change_button.setAutoDefault(False)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(14, 10, 14, 10)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.change_button)
        self.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_narrow = event.size().width() < _NARROW
        self._row.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def show_sentence(self, sentence: str) -> None:
        """Show why; nothing hides it."""
        self.sentence.show_text(sentence)
        self.setVisible(bool(sentence))


class WordsEdit(QPlainTextEdit):
    """Some lines of plain text that Tab leaves; Enter begins a line and signs nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + _AROUND_TEXT)

    @property
    def words(self) -> str:
        """Return what is typed, without the space around it."""
        return self.toPlainText().strip()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())
