"""The list of everything wrong with a form, each line leading to its field."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.refusal import Problem
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import plain_button_text, plain_label, plain_tooltip

_MOST_IN_FULL = 3


class ProblemSummary(QFrame):
    """Shown only while there are problems; a line that is pressed jumps to its field.

    Up to three problems are told in full. More are told by the names of their fields, so that the
    form itself stays in view; each sentence then stands beside its field.
    """

    jumped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemSummary")
        self.title = plain_label(name="problemSummaryTitle")
        self.lines: list[QPushButton] = []
        self._flow = FlowLayout(gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addLayout(self._flow)
        self.hide()

    def show_problems(self, problems: Sequence[Problem], titles: Mapping[str, str]) -> None:
        """List the problems in order; titles are the fields' names; none hides the list."""
        for line in self.lines:
            self._flow.removeWidget(line)
            line.hide()
            line.deleteLater()
        in_full = len(problems) <= _MOST_IN_FULL
        self.lines = [
            self._make_line(p, p.sentence if in_full else titles.get(p.field, p.sentence))
            for p in problems
        ]
        many = "1 thing stands" if len(problems) == 1 else f"{len(problems)} things stand"
        self.title.setText(f"Nothing is stored yet: {many} in the way")
        self.setVisible(bool(problems))

    def _make_line(self, problem: Problem, text: str) -> QPushButton:
        line = QPushButton(plain_button_text(text))
        line.setObjectName("problemLine")
        line.setToolTip(plain_tooltip(problem.sentence))
        line.setAccessibleName(problem.sentence)
        line.setAutoDefault(False)
        line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line.setMinimumWidth(1)
        line.clicked.connect(lambda _checked, key=problem.field: self.jumped.emit(key))
        self._flow.addWidget(line)
        return line
