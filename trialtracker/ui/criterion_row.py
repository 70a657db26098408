"""One criterion of the assessment: met, not met or not known, with its value and its reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.criteria_sets import Role
from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel, plain_tooltip
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, ShapeIcon
from trialtracker.ui.stop_row import StopRow
from trialtracker.ui.why_used import Used

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CriterionRow(StopRow):
    """Shape, label and value; the requirement below.

    Once the keyboard was on the row, the reason too, where its numbers come from, and the way to
    the records behind it, which Enter takes.
    """

    focused = Signal(int)
    used_wanted = Signal(object)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(number, parent)
        self.used = Used("")
        self.setObjectName("criterion")
        self.icon = ShapeIcon("criterionIcon")
        self.label = WrappedLabel("criterionLabel")
        self.value = WrappedLabel("criterionValue")
        self.requirement = WrappedLabel("criterionRequirement")
        self.reason = WrappedLabel("criterionReason")
        self.source = WrappedLabel("criterionRequirement")
        self.used_button = QPushButton()
        self.used_button.clicked.connect(self._want_used)
        self._lay_out()
        self.show_selected(selected=number == 0, is_open=False)

    def show_result(self, result: CriterionResult, used: Used) -> None:
        """Show what was found, and the records it rests on."""
        self.used = used
        self.icon.show_shape(SHAPE_OF_STATUS[result.status])
        self.label.show_text(result.label)
        self.value.show_text(result.value)
        self.requirement.show_text(result.requirement)
        self.reason.show_text(result.reason)
        self.source.show_text(f"Source: {result.source}")
        self.used_button.setText(f"{used.offer}  Enter")
        self.used_button.setAccessibleName(f"{used.offer} behind {result.label}")
        self.setToolTip(plain_tooltip(result.reason))
        advises = ", advises only" if result.role is Role.ADVISES else ""
        self.setAccessibleName(f"{result.label}: {result.status.label}, {result.value}{advises}")
        offer = f" Enter: {used.offer}." if used.offer else ""
        told = f"{result.requirement}. {result.reason} Source: {result.source}.{offer}"
        self.setAccessibleDescription(told)
        self._show_more()
        if self.property("status") != result.status.value:
            self.setProperty("status", result.status.value)
            self._restyle()

    def show_selected(self, *, selected: bool, is_open: bool) -> None:
        """Show or hide the reason; only the selected row is a stop of Tab."""
        self.show_stop(is_stop=selected)
        self._is_open = is_open
        self._show_more()

    def _show_more(self) -> None:
        self.reason.setVisible(self._is_open)
        self.source.setVisible(self._is_open)
        self.used_button.setVisible(self._is_open and bool(self.used.offer))

    def _want_used(self) -> None:
        if self.used.offer:
            self.used_wanted.emit(self.used)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._want_used()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.number)

    def _restyle(self) -> None:
        for widget in (self, self.icon, self.label, self.value):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _lay_out(self) -> None:
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.used_button.setObjectName("usedButton")
        self.used_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter on the row does the same
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 6, 14, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.label, 0, 1)
        grid.addWidget(self.value, 0, 2)
        for place, widget in enumerate((self.requirement, self.reason, self.source), start=1):
            grid.addWidget(widget, place, 1, 1, 2)
        grid.addWidget(self.used_button, 4, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
