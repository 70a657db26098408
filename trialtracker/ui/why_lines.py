"""The parts of an explanation on screen: their lines as text that can be selected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.explanation import Part
from trialtracker.ui.plain_text import WrappedLabel, plain_label, wrapped_label
from trialtracker.ui.shape_icon import SHAPE_OF_STATUS, Shape, ShapeIcon
from trialtracker.ui.why_used import Used

_HEADS = ("Criterion", "Status", "Found", "Needs", "In this set")
_STRETCHES = (0, 5, 3, 4, 6, 3)
_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def selectable(text: str, name: str) -> WrappedLabel:
    """Return plain text that wraps and can be selected."""
    label = wrapped_label(text, name)
    label.setTextInteractionFlags(_SELECTABLE)
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return label


class WhyLine(QFrame):
    """One line, with a shape before it where it has one."""

    def __init__(self, text: str, shape: Shape | None = None, status: str = "") -> None:
        super().__init__()
        self.setObjectName("whyLine")
        self.setProperty("status", status)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        if shape is not None:
            icon = ShapeIcon("whyIcon")
            icon.show_shape(shape)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(selectable(text, "whyText"), 1)


class WhyPart(QFrame):
    """A card with the title of a part and its lines."""

    def __init__(self, part: Part, looks: Sequence[tuple[Shape | None, str]] = ()) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(part.title)
        self.title = part.title
        shown = looks or [(None, "")] * len(part.lines)
        self.lines: tuple[WhyLine, ...] = tuple(
            WhyLine(text, shape, status)
            for text, (shape, status) in zip(part.lines, shown, strict=True)
        )
        column = make_card_column(self, part.title)
        for line in self.lines:
            column.addWidget(line)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the lines that are shown."""
        return tuple(line.text for line in self.lines)


class WhyCriteria(QFrame):
    """The criteria as a table: status, value and need of each, then its reason and source."""

    used_wanted = Signal(object)

    def __init__(self, part: Part, found: Sequence[tuple[CriterionResult, Used]]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(part.title)
        self.title = part.title
        self.texts = part.lines
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        for place, stretch in enumerate(_STRETCHES):
            self._grid.setColumnStretch(place, stretch)
        for place, head in enumerate(_HEADS, start=1):
            self._grid.addWidget(plain_label(head, "whyHead"), 0, place)
        for line, (result, used) in zip(part.lines, found, strict=True):
            self._add_result(line, result, used)
        make_card_column(self, part.title).addLayout(self._grid)

    def _add_result(self, line: str, result: CriterionResult, used: Used) -> None:
        top = self._grid.rowCount()
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        self._grid.addWidget(rule, top, 0, 1, len(_STRETCHES))
        icon = ShapeIcon("whyIcon")
        icon.setProperty("status", result.status.value)
        icon.setAccessibleName(line)
        icon.show_shape(SHAPE_OF_STATUS[result.status])
        self._grid.addWidget(icon, top + 1, 0, Qt.AlignmentFlag.AlignTop)
        cells = (
            (result.label, "whyStrong"),
            (result.status.label, "whyText"),
            (result.value, "whyStrong"),
            (result.requirement, "whyText"),
            (result.role.label, "whyText"),
        )
        for place, (text, name) in enumerate(cells, start=1):
            cell = selectable(text, name)
            self._grid.addWidget(cell, top + 1, place, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(selectable(result.reason, "whyText"), top + 2, 1, 1, 5)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(selectable(f"Source: {result.source}", "secondary"), 1)
        if used.offer:
            foot.addWidget(self._make_button(used))
        self._grid.addLayout(foot, top + 3, 1, 1, 5)

    def _make_button(self, used: Used) -> QPushButton:
        button = QPushButton(used.offer)
        button.setProperty("link", True)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{used.offer} behind {used.label}")
        button.clicked.connect(lambda: self.used_wanted.emit(used))
        self.buttons.append(button)
        return button


def make_card_column(card: QWidget, title: str) -> QVBoxLayout:
    """Return the column of a card under its title."""
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 12, 18, 14)
    column.setSpacing(6)
    column.addWidget(plain_label(title, "whyTitle"))
    return column
