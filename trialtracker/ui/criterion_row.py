"""One criterion of the assessment: met, not met or not known, with its value and its reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.overriding import override
from trialtracker.ui.plain_text import WrappedLabel, plain_tooltip
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, ShapeIcon

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}


class CriterionRow(QFrame):
    """Shape, label and value; the requirement below; the reason too while the row is selected."""

    stepped = Signal(int)
    focused = Signal(int)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.setObjectName("criterion")
        self.icon = ShapeIcon("criterionIcon")
        self.label = WrappedLabel("criterionLabel")
        self.value = WrappedLabel("criterionValue")
        self.requirement = WrappedLabel("criterionRequirement")
        self.reason = WrappedLabel("criterionReason")
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.label, 0, 1)
        grid.addWidget(self.value, 0, 2)
        grid.addWidget(self.requirement, 1, 1, 1, 2)
        grid.addWidget(self.reason, 2, 1, 1, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        self.show_selected(selected=number == 0)

    def show_result(self, result: CriterionResult) -> None:
        """Show what was found."""
        self.icon.show_shape(SHAPE_OF_STATUS[result.status])
        self.label.show_text(result.label)
        self.value.show_text(result.value)
        self.requirement.show_text(result.requirement)
        self.reason.show_text(result.reason)
        self.setToolTip(plain_tooltip(result.reason))
        self.setAccessibleName(f"{result.label}: {result.status.label}, {result.value}")
        self.setAccessibleDescription(f"{result.requirement}. {result.reason}")
        self.setProperty("status", result.status.value)
        self._restyle()

    def show_selected(self, *, selected: bool) -> None:
        """Show or hide the reason; only the selected row is a stop of Tab."""
        policy = Qt.FocusPolicy.StrongFocus if selected else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.reason.setVisible(selected)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(self.number + step)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.number)

    def _restyle(self) -> None:
        for widget in (self, self.icon, self.label, self.value):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
