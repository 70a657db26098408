"""What the assessment says, criterion by criterion, with the caveat always beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.ui.criterion_row import CriterionRow
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.shape_icon import SHAPE_OF_VERDICT, ShapeIcon


class AssessmentPanel(QWidget):
    """Verdict card above, criteria below; the arrow keys walk the criteria and show each reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assessmentPanel")
        self.verdict = VerdictCard()
        self.rows: list[CriterionRow] = []
        self.criteria_set = WrappedLabel("secondary")
        self.caveat = WrappedLabel("secondary")
        self.caveat.show_text(CAVEAT)
        self._current = 0
        self._list = QFrame()
        self._list.setObjectName("card")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(1, 4, 1, 4)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._lay_out()

    def show_assessment(self, assessment: Assessment) -> None:
        """Show a verdict with everything behind it; the criterion in focus stays in focus."""
        self.verdict.show_assessment(assessment)
        self.criteria_set.show_text(f"Criteria set: {assessment.criteria_set.title}")
        while len(self.rows) < len(assessment.criteria):
            self._add_row()
        while len(self.rows) > len(assessment.criteria):
            self.rows.pop().deleteLater()
        for row, result in zip(self.rows, assessment.criteria, strict=True):
            row.show_result(result)
        self._select(min(self._current, max(len(self.rows) - 1, 0)))

    def _add_row(self) -> None:
        row = CriterionRow(len(self.rows))
        row.stepped.connect(self._step)
        row.focused.connect(self._select)
        self.rows.append(row)
        self._column.addWidget(row)

    def _step(self, row: int) -> None:
        """Go to another criterion; one stop of Tab serves them all."""
        row = min(max(row, 0), len(self.rows) - 1)
        self.rows[row].setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self, number: int) -> None:
        self._current = number
        for row in self.rows:
            row.show_selected(selected=row.number == number)
        if self.rows:
            self._column.activate()
            self._scroll.ensureWidgetVisible(self.rows[number], 0, 8)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("assessmentBody")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.setSpacing(12)
        inside.addWidget(self.verdict)
        inside.addWidget(self._list)
        inside.addStretch(1)
        self._scroll.setObjectName("assessmentScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.criteria_set)
        column.addWidget(self.caveat)


class VerdictCard(QFrame):
    """Shape, word and summary, with the verdict's colour along the left edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verdictCard")
        self.icon = ShapeIcon("verdictIcon", side=20)
        self.headline = WrappedLabel("verdictHeadline")
        self.summary = WrappedLabel("verdictSummary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.headline, 1)
        edge = QFrame()
        edge.setObjectName("verdictEdge")
        column = QVBoxLayout()
        column.setContentsMargins(14, 14, 16, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.summary)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(edge)
        row.addLayout(column, 1)
        self._styled = (edge, self.icon, self.headline)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what the assessment says."""
        self.icon.show_shape(SHAPE_OF_VERDICT[assessment.verdict])
        self.headline.show_text(assessment.headline)
        self.summary.show_text(assessment.summary)
        self.setProperty("verdict", assessment.verdict.value)
        self.setAccessibleName(f"Assessment: {assessment.headline}")
        self.setAccessibleDescription(assessment.summary)
        for widget in self._styled:
            widget.style().unpolish(widget)
            widget.style().polish(widget)
