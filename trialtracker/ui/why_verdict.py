"""The verdict as a card: its shape, its words, and how sure the relief is."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.at_a_glance import GlanceLine, list_glance
from trialtracker.clinical.relief_words import format_sureness
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.shape_icon import SHAPE_OF_VERDICT, ShapeIcon


class VerdictCard(QFrame):
    """Shape, word and summary, with the verdict's colour along the left edge.

    A brief one leaves out margin, cost and gaps, where the criteria stand right below it.
    """

    def __init__(self, *, is_brief: bool = False) -> None:
        super().__init__()
        self.setObjectName("verdictCard")
        self.icon = ShapeIcon("verdictIcon", side=20)
        self.headline = WrappedLabel("verdictHeadline")
        self.summary = WrappedLabel("verdictSummary")
        self.chance = WrappedLabel("verdictChance")
        self.facts = GlanceLines()
        self._is_brief = is_brief
        if is_brief:
            self.facts.hide()  # shown without a home it would be a window of its own
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
        column.addWidget(self.facts)
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
        self.facts.show_lines(() if self._is_brief else list_glance(assessment))
        self.setAccessibleName(f"Assessment: {assessment.headline}")
        told = f"{assessment.summary} {said}".rstrip()
        self.setAccessibleDescription(f"{told} {self.facts.text}".rstrip())
        if self.property("verdict") != assessment.verdict.value:
            self.setProperty("verdict", assessment.verdict.value)
            self._restyle()

    def _restyle(self) -> None:
        for widget in self._styled:
            widget.style().unpolish(widget)
            widget.style().polish(widget)


class GlanceLines(QFrame):
    """By how much, at what cost, and what is missing: a word and a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("glance")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._shown: list[tuple[QLabel, WrappedLabel]] = []

    @property
    def text(self) -> str:
        """Return all of it in sentences."""
        shown = [pair for pair in self._shown if not pair[0].isHidden()]
        return " ".join(f"{label.text()}: {text.accessibleName()}." for label, text in shown)

    def show_lines(self, lines: Sequence[GlanceLine]) -> None:
        """Show as many lines as there are."""
        while len(self._shown) < len(lines):
            self._add()
        for (label, text), line in zip_longest(self._shown, lines):
            label.setVisible(line is not None)
            text.setVisible(line is not None)
            if line is not None:
                label.setText(line.label)
                text.show_text(line.text)

    def _add(self) -> None:
        label, text = plain_label(name="glanceLabel"), WrappedLabel("glanceText")
        place = len(self._shown)
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, place, 1)
        self._shown.append((label, text))
