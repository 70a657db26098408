"""A bar above the page for what went wrong or was done; it never covers what is typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.shape_icon import Shape, ShapeIcon
from trialtracker.ui.styling import set_style_property

_NOTICE_MS = 8000


class MessageBar(QFrame):
    """One message at a time; errors stay until closed, notices leave by themselves."""

    action_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName("Message")
        self._icon = ShapeIcon("messageIcon")
        self._label = WrappedLabel("messageText")
        self._action = QPushButton()
        self._action.setProperty("link", True)
        self._close = QPushButton("Close")
        self._close.setProperty("link", True)
        self._close.setAccessibleName("Close the message")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.addWidget(self._icon)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._leave = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._leave.timeout.connect(self.hide)
        self._act: Callable[[], object] | None = None
        self._action.clicked.connect(self._do)
        self._close.clicked.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """Return the message that is shown."""
        return self._label.accessibleName()

    def show_notice(self, text: str) -> None:
        """Show what was done; it leaves by itself."""
        self._show("notice", Shape.TICK, text, "")
        self._leave.start()

    def show_error(
        self, text: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show what went wrong, and what can be done about it as a button.

        act does it; without, action_chosen tells that it is wanted.
        """
        self._leave.stop()
        self._act = act
        self._show("error", Shape.WARNING, text, action)

    def hide_error(self) -> None:
        """Put an error away, now that its cause is gone; a notice stays."""
        if not self._leave.isActive():
            self.hide()

    def _do(self) -> None:
        if self._act is None:
            self.action_chosen.emit()
        else:
            self.hide()
            self._act()

    def _show(self, kind: str, shape: Shape, text: str, action: str) -> None:
        for widget in (self, self._icon, self._label):
            set_style_property(widget, "kind", kind)
        self._icon.show_shape(shape)
        self._label.show_text(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show()
        self._announce()

    def _announce(self) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))
