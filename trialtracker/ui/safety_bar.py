"""The bar above the Today list that names unresolved safety findings; not an alarm."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from trialtracker.services.rows import TrialRow
from trialtracker.ui.plain_text import ElidedLabel, plain_label
from trialtracker.ui.shape_icon import Shape, ShapeIcon
from trialtracker.ui.trial_words import format_finding, format_name


class SafetyBar(QFrame):
    """The first finding with a way to its trial, and how many more there are."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("safetyBar")
        self.setAccessibleName("Safety findings")
        self._trial_id = ""
        icon = ShapeIcon("safetyIcon")
        icon.show_shape(Shape.HEXAGON)
        self._finding = plain_label("", "safetyFinding")
        self._patient = ElidedLabel("safetyPatient", 80)
        self._more = plain_label("", "safetyPatient")
        self._open = QPushButton("Open trial")
        self._open.setProperty("link", True)
        self._open.setAccessibleName("Open the trial with the safety finding")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 10, 6)
        layout.setSpacing(10)
        for widget in (icon, self._finding, self._patient, self._more):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._open)
        self._open.clicked.connect(self._open_first)
        self.hide()

    def show_rows(self, rows: tuple[TrialRow, ...]) -> None:
        """Show the trials that are in safety hold; nothing is shown when there is none."""
        self.setVisible(bool(rows))
        if not rows:
            return
        first, more = rows[0], len(rows) - 1
        self._trial_id = first.trial_id
        self._finding.setText(format_finding(first))
        self._patient.show_text(f"{format_name(first)} · physician review now")
        self._more.setText(f"and {more} more" if more else "")

    def _open_first(self) -> None:
        self.opened.emit(self._trial_id)
