"""One row of the Record form: label, cells, previous value, and the sentence when it is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from trialtracker.clinical.choices import NotAssessed
from trialtracker.ui.not_assessed_menu import NotAssessedMenu
from trialtracker.ui.record_answers import format_value
from trialtracker.ui.record_cells import CellStrip
from trialtracker.ui.record_labels import make_label
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_paint import Cell
from trialtracker.ui.record_state import RowState

LABEL_WIDTH = 136
LAST_WIDTH = 82


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What a row is for: its measure's key, its words, its cells and how its text is read."""

    key: str
    label: str
    name: str
    cells: Sequence[Cell | None]
    height: int
    accumulates: bool
    parse: Callable[[str], Decimal]


class MeasureRow(QWidget):
    """A row that holds one value, one reason for its absence, or text that is not possible."""

    changed = Signal(str)
    entered = Signal(str)
    left = Signal(str)
    enter_pressed = Signal(str)
    stepped = Signal(str, int)
    letter_typed = Signal(str, str)

    def __init__(self, plan: RowPlan, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.key = plan.key
        self._plan = plan
        self._recorded: Decimal | None = None
        self._previous = ""
        self.label = make_label(plan.label, "rowLabel", self)
        self.strip = CellStrip(plan.cells, plan.height, accumulates=plan.accumulates, parent=self)
        self._last = make_label("", "rowLast", self)
        self._grid = QGridLayout(self)
        self._messages = FieldMessages(self._grid, 1, self)
        self.strip.setAccessibleName(plan.name)
        self.label.setBuddy(self.strip)
        self._lay_out()
        self._connect()
        self._describe()

    def _lay_out(self) -> None:
        self.label.setWordWrap(True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self._last.setWordWrap(True)
        self._last.setFixedWidth(LAST_WIDTH)
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.strip, 0, 1)
        grid.addWidget(self._last, 0, 2)
        grid.setColumnStretch(3, 1)

    def _connect(self) -> None:
        self.strip.changed.connect(self._take_change)
        self.strip.entered.connect(lambda: self.entered.emit(self.key))
        self.strip.left.connect(lambda: self.left.emit(self.key))
        self.strip.enter_pressed.connect(lambda: self.enter_pressed.emit(self.key))
        self.strip.stepped.connect(lambda step: self.stepped.emit(self.key, step))
        self.strip.letter_typed.connect(lambda text: self.letter_typed.emit(self.key, text))
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
        if self._recorded is not None and text == format_value(self._recorded):
            return self._recorded
        return self._plan.parse(text)

    def show_previous(self, shown: str, described: str) -> None:
        """Show the value recorded before; it is never filled in."""
        self._last.setText(shown)
        self._last.setToolTip(described)
        self._previous = described
        self._describe()

    def show_recorded(self, value: Decimal | None) -> None:
        """Allow the value of the entry being amended, even where it could not be typed."""
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

    def take_focus(self) -> None:
        """Put the focus on the cells."""
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.show_doubt("")
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

    def _format_answer(self) -> str:
        state = self.get_state()
        if state.reason is not None:
            return f"not assessed: {state.reason.label}"
        if not state.text:
            return "no answer yet"
        labels = {cell.text: cell.label for cell in self._plan.cells if cell is not None}
        return labels.get(state.text, f"{state.text} in no cell")
