"""Who is at the keyboard, as the button at the right of the navigation bar."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from trialtracker.clinical.actor import Actor
from trialtracker.overriding import override
from trialtracker.ui.plain_text import one_line, plain_button_text, plain_tooltip

_LEAST, _MOST = 96, 260
_AROUND = 26
"""Left and right of the words: padding and border of the style sheet."""
_OPENS = " ▾"


class ActorButton(QPushButton):
    """Name and role in one line; a long name is cut, and stands whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actor")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._words = ""

    def show_actor(self, actor: Actor) -> None:
        """Show who is at the keyboard."""
        self._words = one_line(actor.words)
        self.setAccessibleName(f"At the keyboard: {self._words}. Change")
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = self.width() - _AROUND - self.fontMetrics().horizontalAdvance(_OPENS)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(f"{plain_button_text(shown)}{_OPENS}")
        whole = f"{self._words}\nWho is at the keyboard: Ctrl+Shift+U changes it."
        self.setToolTip(plain_tooltip(whole))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(f"{self._words}{_OPENS}")
        return QSize(min(_MOST, words + _AROUND + 2), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), super().sizeHint().height())
