"""One row of the Record form: label, answer, previous value, and the sentence of a refusal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.value_words import format_number
from trialtracker.ui.not_assessed_menu import NotAssessedMenu
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_answer_edit import AnswerEdit
from trialtracker.ui.record_answers import NOT_RECORDED
from trialtracker.ui.record_box import NumberBox
from trialtracker.ui.record_cells import RING, CellStrip
from trialtracker.ui.record_definition import Definition
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_paint import Cell
from trialtracker.ui.record_state import RowState

LABEL_WIDTH = 132
LAST_WIDTH = 76
CELL_INSET = RING + 1
BOX_LABEL_WIDTH = LABEL_WIDTH + CELL_INSET
"""A box begins where the cells of the rows above it begin, inside their ring."""

BOX_WIDTH = 50
STACKED_HEIGHT = 31
"""A box as high as a row of cells with its ring, so that what stands side by side is in line."""


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What a row is for: its measure's key, its words, its cells and how its text is read.

    Without cells it is a box; splits lets a / in it go on in the next one. write is how a stored
    value is typed; toggles is the answer of the space bar.
    """

    key: str
    label: str
    name: str
    cells: Sequence[Cell | None]
    height: int
    accumulates: bool
    parse: Callable[[str], Decimal]
    write: Callable[[Decimal], str] = format_number
    words: Mapping[str, str] = field(default_factory=dict)
    toggles: str = ""
    splits: bool = False


class MeasureRow(QWidget):
    """A row that holds one value, one reason for its absence, or text that is not possible."""

    changed = Signal(str)
    entered = Signal(str)
    left = Signal(str)
    enter_pressed = Signal(str)
    stepped = Signal(str, int)
    letter_typed = Signal(str, str)
    rest_typed = Signal(str, str)
    previous_shown = Signal()

    def __init__(
        self,
        plan: RowPlan,
        parent: QWidget | None,
        *,
        messages: FieldMessages | None = None,
        label_width: int = LABEL_WIDTH,
    ) -> None:
        """Show the sentences in the row; under a stacked one, in what is shared as messages."""
        super().__init__(parent)
        self.key = plan.key
        self._plan = plan
        self._recorded: Decimal | None = None
        self._previous = ""
        self.label = plain_label(plan.label, "rowLabel", self)
        self.strip = _make_edit(plan, self)
        self._last = plain_label("", "rowLast", self)
        self._grid = QGridLayout(self)
        self._is_stacked = messages is not None
        self._messages = messages or FieldMessages(self._grid, 1, self)
        self.strip.setAccessibleName(plan.name)
        self.label.setBuddy(self.strip)
        self._lay_out(label_width)
        self._connect()
        self._describe()

    def _lay_out(self, label_width: int) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        if self._is_stacked:
            self._lay_out_stacked()
        else:
            self._lay_out_in_line(label_width)

    def _lay_out_in_line(self, label_width: int) -> None:
        self.label.setWordWrap(True)
        self.label.setFixedWidth(label_width + (0 if self._plan.cells else CELL_INSET))
        self._last.setWordWrap(True)
        self._last.setFixedWidth(LAST_WIDTH)
        self._grid.addWidget(self.label, 0, 0)
        self._grid.addWidget(self.strip, 0, 1)
        self._grid.addWidget(self._last, 0, 2)
        self._grid.setColumnStretch(3, 1)

    def _lay_out_stacked(self) -> None:
        self.label.setObjectName("boxLabel")
        if self._plan.cells:
            self.label.setIndent(CELL_INSET)
        self._grid.setRowMinimumHeight(1, STACKED_HEIGHT)
        self._grid.addWidget(self.label, 0, 0, 1, 3)
        self._grid.addWidget(self.strip, 1, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._last, 1, 1)
        self._grid.setColumnStretch(2, 1)

    def _connect(self) -> None:
        self.strip.changed.connect(self._take_change)
        self.strip.entered.connect(lambda: self.entered.emit(self.key))
        self.strip.left.connect(lambda: self.left.emit(self.key))
        self.strip.enter_pressed.connect(lambda: self.enter_pressed.emit(self.key))
        self.strip.stepped.connect(lambda step: self.stepped.emit(self.key, step))
        self.strip.letter_typed.connect(lambda text: self.letter_typed.emit(self.key, text))
        self.strip.rest_typed.connect(lambda text: self.rest_typed.emit(self.key, text))
        self.strip.reason_wanted.connect(self.open_reasons)

    def get_state(self) -> RowState:
        """Return what stands in the row."""
        return self.strip.get_state()

    def show_state(self, state: RowState) -> None:
        """Show an answer that did not come from the keys: a draft, an amendment, an undo."""
        self.strip.show_state(state)
        self._check()

    def get_value(self) -> Decimal | None:
        """Return the exact value, None for no answer.

        Raises:
            ValueError: with a sentence, if the text is not possible.
        """
        text = self.get_state().text
        if not text:
            return None
        if self._recorded is not None and text == self._plan.write(self._recorded):
            return self._recorded
        return self._plan.parse(text)

    def show_previous(self, shown: str, described: str) -> None:
        """Show the value recorded before; it is never filled in."""
        if described == self._previous:
            return
        self._last.setText("" if self._is_stacked and shown == NOT_RECORDED else shown)
        self._last.setToolTip(described)
        self._previous = described
        self._describe()
        self.previous_shown.emit()

    def get_previous(self) -> tuple[str, str]:
        """Return what is shown of the value recorded before, and when that was; '' for neither."""
        return self._last.text(), self._previous.partition(", ")[2]

    def describe_previous(self) -> str:
        """Return the value recorded before with its time."""
        return self._previous

    def show_box_alone(self) -> None:
        """Leave label and last value to what the row stands in."""
        self.label.hide()
        self._last.hide()
        self._grid.setHorizontalSpacing(0)

    def show_recorded(self, value: Decimal | None) -> None:
        """Allow the value of the entry being amended, even where it could not be typed."""
        if value != self._recorded:
            self._recorded = value
            self._check()

    def show_problem(self, sentence: str) -> None:
        """Show why the answer is refused; empty takes the sentence away."""
        self._messages.show_problem(sentence)
        self._describe()

    def show_doubt(self, sentence: str) -> None:
        """Show why the answer is improbable; empty takes the sentence away."""
        self._messages.show_doubt(sentence)
        self._describe()

    def get_definition(self) -> Definition | None:
        """Return what the answers of the row mean, None where they need no words."""
        return None

    def take_focus(self) -> None:
        """Put the focus on the answer."""
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_text(self, text: str) -> None:
        """Take text as if it had been typed."""
        self.strip.change(RowState(text=text))

    def get_label(self) -> str:
        """Return the words of the row without the mark of its Alt key."""
        return self._plan.name

    def has_problem(self) -> bool:
        """Tell whether a refusal stands at the row."""
        return bool(self._messages.get_problem())

    def has_doubt(self) -> bool:
        """Tell whether a question stands at the row."""
        return bool(self._messages.get_doubt())

    def open_reasons(self) -> None:
        """Open the menu of reasons why the measure was not assessed."""
        menu = NotAssessedMenu(self._plan.name, self)
        menu.chosen.connect(self._take_reason)
        menu.popup(self.strip.mapToGlobal(self.strip.rect().bottomLeft()))

    def _take_reason(self, reason: NotAssessed) -> None:
        self.strip.setFocus(Qt.FocusReason.PopupFocusReason)
        self.strip.change(RowState(reason=reason))

    def _take_change(self) -> None:
        self._messages.show_doubt("")
        self._check()
        self.changed.emit(self.key)

    def _check(self) -> None:
        try:
            self.get_value()
        except ValueError as error:
            self.show_problem(str(error))
        else:
            self.show_problem("")

    def _describe(self) -> None:
        parts = (
            self._format_answer(),
            self._messages.get_problem(),
            self._messages.get_doubt(),
            self._previous,
        )
        self.strip.setAccessibleDescription("; ".join(part for part in parts if part))
        if not self._plan.cells:
            mark(self.strip, "problem", on=self.has_problem())
            mark(self.strip, "doubt", on=self.has_doubt())

    def _format_answer(self) -> str:
        state = self.get_state()
        if state.reason is not None:
            return f"not assessed: {state.reason.label}"
        if not state.text:
            return "no answer yet"
        if state.text in self._plan.words or not self._plan.cells:
            return self._plan.words.get(state.text, state.text)
        labels = {cell.text: cell.label for cell in self._plan.cells if cell is not None}
        return labels.get(state.text, f"{state.text} in no cell")


def mark(edit: QWidget, name: str, *, on: bool) -> None:
    """Let the style sheet know that a field is refused or doubted."""
    if bool(edit.property(name)) != on:
        edit.setProperty(name, on)
        edit.style().unpolish(edit)
        edit.style().polish(edit)


def _make_edit(plan: RowPlan, parent: QWidget) -> AnswerEdit:
    if not plan.cells:
        return NumberBox(BOX_WIDTH, splits=plan.splits, parent=parent)
    return CellStrip(
        plan.cells,
        plan.height,
        accumulates=plan.accumulates,
        toggles=plan.toggles,
        parent=parent,
    )
