"""The verdict as a card: its shape, its words, and how sure the relief is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.sensitivity import format_threshold
from trialtracker.clinical.uncertainty import format_chance
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.shape_icon import SHAPE_OF_VERDICT, ShapeIcon


class VerdictCard(QFrame):
    """Shape, word and summary, with the verdict's colour along the left edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verdictCard")
        self.icon = ShapeIcon("verdictIcon", side=20)
        self.headline = WrappedLabel("verdictHeadline")
        self.summary = WrappedLabel("verdictSummary")
        self.chance = WrappedLabel("verdictChance")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.headline, 1)
        edge = QFrame()
        edge.setObjectName("verdictEdge")
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self.chance)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(edge)
        row.addLayout(column, 1)
        self._styled = (edge, self.icon, self.headline)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what the assessment says."""
        said = format_sureness(assessment)
        self.icon.show_shape(SHAPE_OF_VERDICT[assessment.verdict])
        self.headline.show_text(assessment.headline)
        self.summary.show_text(assessment.summary)
        self.chance.show_text(said)
        self.chance.setVisible(bool(said))
        self.setAccessibleName(f"Assessment: {assessment.headline}")
        self.setAccessibleDescription(f"{assessment.summary} {said}".rstrip())
        if self.property("verdict") != assessment.verdict.value:
            self.setProperty("verdict", assessment.verdict.value)
            self._restyle()

    def _restyle(self) -> None:
        for widget in self._styled:
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def format_sureness(assessment: Assessment) -> str:
    """Return how likely the relief is enough, why that is not said, or '' without a relief."""
    if assessment.relief_percent is None:
        return ""
    uncertainty = assessment.uncertainty
    if uncertainty.chance_percent is None:
        return f"No interval: {uncertainty.reason}"
    wanted = f"Relief of {format_threshold(assessment.criteria_set)}"
    return f"{format_chance(uncertainty.chance_percent, wanted)}."
