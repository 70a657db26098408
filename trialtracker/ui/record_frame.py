"""The Record screen as it is laid out: the form in a card that scrolls, bar below, cards beside."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trialtracker.clinical.time import Clock
from trialtracker.overriding import override
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_bar import SaveBar
from trialtracker.ui.record_form import RecordForm
from trialtracker.ui.record_side import SideColumn

_MARGIN = 16
_AROUND_FORM = _MARGIN + 46
_LOW = 320
_AROUND_FIELD = 36
"""What stands above and below a field comes into view with it."""


class RecordFrame(QWidget):
    """Form, bar and side column in their places."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._card = QFrame(self)
        self._title = plain_label("", "formTitle", self._card)
        self._scroll = QScrollArea(self._card)
        # Each widget is born where it stays: moving a styled tree costs as much as making it.
        self.form = RecordForm(clock, parent=self._scroll.viewport())
        self.bar = SaveBar(self._card)
        self.side = SideColumn(self)
        self._inside = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self._title.hide()
        self._scroll.setObjectName("recordScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.form)
        rule = QFrame(self._card)
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        self._card.setObjectName("card")
        for part in (self._title, self._scroll, rule, self.bar):
            self._inside.addWidget(part, 1 if part is self._scroll else 0)
        self._card.setLayout(self._inside)
        self._fit_height(_LOW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_MARGIN)
        row.addWidget(self._card, 1)
        row.addWidget(self.side)

    def show_title(self, text: str) -> None:
        """Say which entry is amended; empty for a new one."""
        self._title.setText(text)
        self._title.setVisible(bool(text))

    def bring_into_view(self, key: str) -> None:
        """Scroll to the field of a key, with the sentences that stand at it."""
        field = self.form.get_field(key)
        if field is self.form.score_rows[0]:
            self._scroll.verticalScrollBar().setValue(0)  # with the time, where there is room
        if field is not None:
            section = self.form.vitals if field in self.form.vitals.rows else field
            self._scroll.ensureWidgetVisible(section, 0, _AROUND_FIELD)

    def _bring_into_view_later(self, key: str) -> None:
        # After the layout has made room for a new row, or for a sentence at the field.
        QTimer.singleShot(0, self, partial(self.bring_into_view, key))

    def _fit_height(self, height: int) -> None:
        """Leave what stands around the form out where the form itself has hardly room."""
        is_low = height < _LOW
        self._inside.setContentsMargins(18, 6 if is_low else 12, 12, 6 if is_low else 14)
        self._inside.setSpacing(5 if is_low else 8)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height(event.size().height())
        width = event.size().width()
        self.form.fit(width - self.side.fit(width) - _AROUND_FORM)
        self._bring_into_view_later(self.form.get_state().focus)
