"""The key figures below two charts: left, the difference in the middle, right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trialtracker.clinical.part_words import Figure, FigureRow
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.stop_row import StopRow


class FigureLine(StopRow):
    """One figure of both sides; a screen reader is told the whole of it as one sentence."""

    def __init__(self, number: int, row: FigureRow) -> None:
        super().__init__(number)
        self.setObjectName("besideLine")
        self.setAccessibleName(format_line(row))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(16)
        line.addWidget(_make_figure(row.left, Qt.AlignmentFlag.AlignRight), 3)
        line.addWidget(_make_middle(row), 2)
        line.addWidget(_make_figure(row.right, Qt.AlignmentFlag.AlignLeft), 3)


class BesideFigures(QFrame):
    """All figures; the arrow keys go from one to the next, and one stop of Tab serves them all."""

    shown_line = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Key figures, left and right")
        self.lines: list[FigureLine] = []
        self.heads = tuple(plain_label("", "caption") for _ in range(2))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 6, 1, 6)
        self._column.setSpacing(0)
        self._column.addWidget(self._make_head())

    def show_rows(self, rows: Sequence[FigureRow], days: Sequence[str]) -> None:
        """Show the figures, under the days that each side counts."""
        for head, text in zip(self.heads, days, strict=True):
            head.setText(text)
        place = next((line.number for line in self.lines if line.hasFocus()), -1)
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [FigureLine(number, row) for number, row in enumerate(rows)]
        for line in self.lines:
            line.stepped.connect(self._step)
            self._column.addWidget(line)
            line.show()  # at once: the layout would show it later, and it may have the keyboard
        self._select(0)
        if place >= 0:
            self._step(place)

    def _step(self, number: int) -> None:
        number = min(max(number, 0), len(self.lines) - 1)
        self._select(number)
        self.lines[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown_line.emit(self.lines[number])

    def _select(self, number: int) -> None:
        for line in self.lines:
            line.show_stop(is_stop=line.number == number)

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(16)
        middle = plain_label("Difference", "secondary")
        sides = (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft)
        for label, side in zip(self.heads, sides, strict=True):
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        middle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.heads[0], 3)
        row.addWidget(middle, 2)
        row.addWidget(self.heads[1], 3)
        return head


def format_line(row: FigureRow) -> str:
    """Return 'Mean pain: left 7.3 (...), right 3.2 (...); difference 4.1 lower on the right'."""
    sides = (_format(figure) for figure in (row.left, row.right))
    left, right = sides
    return f"{row.title}: left {left}, right {right}; difference {row.difference}"


def _format(figure: Figure) -> str:
    return f"{figure.value} ({figure.note})" if figure.note else figure.value


def _make_figure(figure: Figure, side: Qt.AlignmentFlag) -> QWidget:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    for text, look in ((figure.value, "besideValue"), (figure.note, "secondary")):
        label = WrappedLabel(look)
        label.show_text(text)
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(label)
        if not text:
            label.hide()
    return place


def _make_middle(row: FigureRow) -> QWidget:
    place = QWidget()
    grid = QGridLayout(place)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(1)
    for line, (text, look) in enumerate(((row.title, "caption"), (row.difference, "secondary"))):
        label = WrappedLabel(look)
        label.show_text(text)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(label, line, 0)
    return place
