"""What stands around the paper grid: its head, what is asked, and what each cell takes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.paper import describe_column
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.paper_look import get_label
from trialtracker.ui.paper_model import PaperModel, Place
from trialtracker.ui.paper_rows import DAY, NOTE, TIME, Mode
from trialtracker.ui.plain_text import WrappedLabel, plain_label, plain_tooltip, wrapped_label
from trialtracker.ui.styling import set_style_property

_TITLES = {
    Mode.SHEET: "Paper s&heet",
    Mode.DIARY: "Baseline &diary",
    Mode.SECOND: "Second &reading",
}
_INTROS = {
    Mode.SHEET: "Type what the sheets say, one line an observation time. All rows are stored at "
    "once, marked as paper.",
    Mode.DIARY: "The seven days before the start, from the patient's diary; a day without a line "
    "stays unknown.",
    Mode.SECOND: "Another person types the same sheets again, without looking at what was typed "
    "first. Differences are listed, nothing is changed.",
}
_KEYS = (
    "A digit goes on to the next cell; a 1, which could be 10, and every number wait for Tab. "
    "Enter is the next row; on a date it takes what is shown. A dash and a letter: not assessed. "
    "Alt+0: none of the side effects. Ctrl+Z takes back, Ctrl+Delete empties a row. Ctrl+P: blank "
    "sheets."
)


class PaperHead(QWidget):
    """The three uses of the grid, the name of the second person, and the button that saves."""

    mode_chosen = Signal(Mode)
    saved = Signal()
    name_typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the second person")
        self.name.setPlaceholderText("Name of who reads again")
        self.name.setMaximumWidth(260)
        self.intro = WrappedLabel("paperIntro")
        self.problem = WrappedLabel("problem")
        self.save_button = QPushButton("Save rows  Ctrl+S")
        self.save_button.setProperty("primary", True)
        self.save_button.setAccessibleName("Save rows")
        self._lay_out()
        self.group.idClicked.connect(lambda number: self.mode_chosen.emit(tuple(Mode)[number]))
        self.name.textEdited.connect(self.name_typed)
        self.save_button.clicked.connect(self.saved)

    def show_mode(self, mode: Mode, unread: int) -> None:
        """Mark the use of the grid; unread is how many entries wait for a second reading."""
        self.group.button(tuple(Mode).index(mode)).setChecked(True)
        waiting = f" ({unread})" if unread else ""
        self.group.button(tuple(Mode).index(Mode.SECOND)).setText(
            f"{_TITLES[Mode.SECOND]}{waiting}"
        )
        self.name.setVisible(mode is Mode.SECOND)
        self.intro.show_text(_INTROS[mode])
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong with the name; empty takes it away."""
        self.problem.show_text(sentence)
        self.problem.setVisible(bool(sentence))
        self.name.setAccessibleDescription(sentence)

    def fit(self, *, is_low: bool) -> None:
        """Leave the words to the tooltips of the three uses where the window is low."""
        self.intro.setHidden(is_low)

    def _lay_out(self) -> None:
        row = FlowLayout(gap=8)
        for number, mode in enumerate(Mode):
            button = QPushButton(_TITLES[mode])
            button.setObjectName("reasonChoice")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(mode.label)
            button.setToolTip(plain_tooltip(_INTROS[mode]))
            self.group.addButton(button, number)
            row.addWidget(button)
        row.addWidget(self.name)
        line = QHBoxLayout()
        line.addLayout(row, 1)
        line.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.intro)
        column.addWidget(self.problem)


class PaperFoot(QWidget):
    """What the current cell takes and what is wrong with it; the keys below."""

    def __init__(self) -> None:
        super().__init__()
        self.cell = WrappedLabel("paperCell")
        self.keys = wrapped_label(_KEYS, "paperKeys")
        self.keys_button = QPushButton("Keys")
        self.keys_button.setProperty("small", True)
        self.keys_button.setCheckable(True)
        self.keys_button.setAccessibleName("Show the keys of the grid")
        self.keys_button.toggled.connect(self.keys.setVisible)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(self.cell, 1)
        line.addWidget(self.keys_button)
        self._column.addLayout(line)
        self._column.addWidget(self.keys)
        self.fit(is_low=False)

    def fit(self, *, is_low: bool) -> None:
        """Show the keys only when asked where the window is low."""
        self._column.setContentsMargins(14, 3 if is_low else 8, 14, 3 if is_low else 10)
        self.keys_button.setVisible(is_low)
        self.keys.setHidden(is_low and not self.keys_button.isChecked())

    def show_cell(self, text: str, kind: str) -> None:
        """Show the line of the current cell; kind is refused, doubted or empty."""
        set_style_property(self.cell, "kind", kind)
        self.cell.show_text(text)


def describe_cell(model: PaperModel, place: Place) -> tuple[str, str]:
    """Return row, what can be typed and what is wrong with it; then refused, doubted or empty."""
    column = place[1]
    what = get_label(column) if column in {DAY, TIME, NOTE} else describe_column(column)
    problem, doubt = model.get_problem(place), model.get_doubt(place)
    kind = "refused" if problem else "doubted" if doubt else ""
    parts = (model.name_row(place[0]), what, problem or doubt)
    return " · ".join(part for part in parts if part), kind


def make_paper_card(grid: QWidget, foot: QWidget) -> QFrame:
    """Return the card that holds the grid and the line below it."""
    card = QFrame()
    card.setObjectName("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.setSpacing(0)
    inside.addWidget(grid, 1)
    inside.addWidget(foot)
    return card


class PaperNotice(QFrame):
    """Lines of text under a title: what is doubted before a save, what differed after one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paperNotice")
        self.title = plain_label(name="reasonTitle")
        self.text = WrappedLabel("paperNoticeText")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.text)
        self.hide()

    def show_lines(self, title: str, lines: tuple[str, ...]) -> None:
        """Show the lines; none hides them."""
        self.title.setText(title)
        self.text.show_text("\n".join(lines))
        self.setVisible(bool(lines))
