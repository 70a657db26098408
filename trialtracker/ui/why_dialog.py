"""Why? (Alt+W): everything behind the verdict, in the words of report and JSON."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Status
from trialtracker.clinical.explanation import CAVEATS, SENSITIVITY, Explanation, Part
from trialtracker.clinical.trial import Trial
from trialtracker.ui.plain_text import ElidedLabel, plain_label
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, SHAPE_OF_VERDICT, Shape, ShapeIcon
from trialtracker.ui.why_lines import WhyCriteria, WhyPart, selectable
from trialtracker.ui.why_used import find_used

_LEAST_NAME = 200
_WIDTH, _HEIGHT = 960, 820
_MOST_OF_SCREEN = 0.95
_COPIED = "Copied"
_CRITERIA, _MISSING = "Criteria", "What is missing"

Look = tuple[Shape | None, str]


class WhyDialog(QDialog):
    """The verdict in one sentence, then each part in a card; Esc goes back.

    The arrow and page keys scroll; Ctrl+C copies what is selected, or else all of it.
    """

    used_wanted = Signal(object)

    def __init__(
        self,
        trial: Trial,
        assessment: Assessment,
        explanation: Explanation,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Why?")
        self._explanation = explanation
        self.verdict = _VerdictLine(assessment, explanation.verdict_line)
        self.whose = ElidedLabel("sectionTitle", _LEAST_NAME)
        self.parts = tuple(self._make_part(part, trial, assessment) for part in explanation.parts)
        self.area = QScrollArea()
        self.copied = plain_label("", "secondary")
        self.copy_button = QPushButton("Copy  Ctrl+C")
        self.close_button = QPushButton("Close  Esc")
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy)

    def show_whose(self, patient: str) -> None:
        """Say whose trial it is: the window may cover the banner."""
        self.whose.show_text(patient)

    def start(self, caveat: str = "") -> None:
        """Show the window without blocking, from its top or from a caveat on."""
        room = self.screen().availableSize() * _MOST_OF_SCREEN
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self.open()
        self.area.setFocus()
        if caveat:
            QTimer.singleShot(0, self, lambda: self.go_to(caveat))

    def go_to(self, caveat: str) -> None:
        """Bring a caveat to the top of what is in view."""
        keys = [found.key for found in self._explanation.caveats]
        part = next((p for p in self.parts if p.title == CAVEATS), None)
        if caveat in keys and isinstance(part, WhyPart):
            line = part.lines[keys.index(caveat)]
            above = line.y() if keys.index(caveat) else 0
            self.area.verticalScrollBar().setValue(part.y() + above)

    @property
    def text(self) -> str:
        """Return what the window shows, as plain text."""
        parts = ("\n".join([p.title, *(f"- {line}" for line in p.texts)]) for p in self.parts)
        return "\n\n".join([self.verdict.text, *parts]) + "\n"

    def copy(self) -> None:
        """Copy the selected words, or all of them where none are selected."""
        label = self.focusWidget()
        is_part = isinstance(label, QLabel) and label.hasSelectedText()
        text = label.selectedText() if isinstance(label, QLabel) and is_part else self.text
        QGuiApplication.clipboard().setText(text.replace("\u200b", "").replace("\u00a0", " "))
        self.copied.setText(
            f"{_COPIED}: the selected words" if is_part else f"{_COPIED}: all of it"
        )

    def _make_part(
        self, part: Part, trial: Trial, assessment: Assessment
    ) -> "WhyPart | WhyCriteria":
        if part.title == _CRITERIA:
            found = [(r, find_used(trial, r.label, r.used)) for r in assessment.criteria]
            criteria = WhyCriteria(part, found)
            criteria.used_wanted.connect(self._want_used)
            return criteria
        find = _LOOKS.get(part.title)
        return WhyPart(part, find(self._explanation, part) if find else ())

    def _want_used(self, used: object) -> None:
        self.accept()
        self.used_wanted.emit(used)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("formBody")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(10)
        for widget in (self.verdict, *self.parts):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.area.setObjectName("whyScroll")
        self.area.setAccessibleName("Why the verdict is what it is")
        self.area.setAccessibleDescription(self._explanation.text)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.close_button, self.copy_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addWidget(self.copied, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(plain_label("Why?", "pageTitle"))
        column.addWidget(self.whose)
        column.addWidget(self.area, 1)
        column.addLayout(foot)


class _VerdictLine(QFrame):
    """The verdict in one sentence, with its shape and its colour along the left edge."""

    def __init__(self, assessment: Assessment, line: str) -> None:
        super().__init__()
        self.setObjectName("verdictCard")
        self.setProperty("verdict", assessment.verdict.value)
        self.text = line
        edge = QFrame()
        edge.setObjectName("verdictEdge")
        icon = ShapeIcon("verdictIcon", side=20)
        icon.show_shape(SHAPE_OF_VERDICT[assessment.verdict])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 18, 0)
        row.setSpacing(12)
        row.addWidget(edge)
        row.addWidget(icon)
        words = selectable(line, "whyVerdict")
        words.setContentsMargins(0, 12, 0, 12)
        row.addWidget(words, 1)


def _look_missing(_explanation: Explanation, part: Part) -> Sequence[Look]:
    return [(Shape.CIRCLE, Status.NOT_KNOWN.value)] * len(part.lines)


def _look_caveats(_explanation: Explanation, part: Part) -> Sequence[Look]:
    return [(Shape.WARNING, "caveat")] * len(part.lines)


def _look_sensitivity(explanation: Explanation, _part: Part) -> Sequence[Look]:
    return [(SHAPE_OF_STATUS[s.status], s.status.value) for s in explanation.sensitivity]


_LOOKS: dict[str, Callable[[Explanation, Part], Sequence[Look]]] = {
    _MISSING: _look_missing,
    CAVEATS: _look_caveats,
    SENSITIVITY: _look_sensitivity,
}
"""What shape stands before the lines of a part; none before those of any other."""
