"""The opioid row of the Record form: drug and dose as last time, stored once times are typed."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QWidget

from trialtracker.clinical.opioids import OPIOIDS, format_drug
from trialtracker.clinical.record import Intake
from trialtracker.overriding import override
from trialtracker.ui.flow_layout import FlowLayout
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_box import NumberBox
from trialtracker.ui.record_intake import (
    NO_PREFILL,
    Prefill,
    format_mme,
    format_prefill_unit,
    to_intakes,
)
from trialtracker.ui.record_messages import FieldMessages
from trialtracker.ui.record_row import BOX_LABEL_WIDTH, mark
from trialtracker.ui.record_state import INTAKES, OpioidState, RowState

_DRUG_WIDTH = 150
_DOSE_WIDTH = 84
_TIMES_WIDTH = 46


class OpioidField(QWidget):
    """Three boxes; what is prefilled stands in grey, with the words that say so."""

    changed = Signal(str)
    entered = Signal(str)
    left = Signal(str)
    enter_pressed = Signal(str)
    stepped = Signal(str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = INTAKES
        self._prefill = NO_PREFILL
        self.drug = NumberBox(_DRUG_WIDTH, splits=False, parent=self)
        self.dose = NumberBox(_DOSE_WIDTH, splits=False, parent=self)
        self.times = NumberBox(_TIMES_WIDTH, splits=False, parent=self)
        self._unit = plain_label("", "rowLast", self)
        self._meaning = plain_label("", "rowLast", self)
        self._grid = QGridLayout(self)
        self._messages = FieldMessages(self._grid, 1, self)
        self._lay_out()
        for box in self.get_edits():
            self._connect(box)
        self.drug.installEventFilter(self)
        self._refresh()

    def _lay_out(self) -> None:
        self.drug.setAccessibleName("Oral opioid since the last entry: drug")
        self.dose.setAccessibleName("Oral opioid: one dose")
        self.times.setAccessibleName("Oral opioid: times taken")
        title = plain_label("Oral opioid", "sectionTitle", self)
        title.setFixedWidth(BOX_LABEL_WIDTH)
        title.setToolTip("Taken since the last entry")
        flow = FlowLayout(gap=6)
        for widget in self._get_line():
            flow.addWidget(widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(title, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(flow, 0, 1)
        self._grid.setColumnStretch(1, 1)

    def _get_line(self) -> Iterator[QWidget]:
        times = plain_label("&times", "rowLabel", self)
        times.setBuddy(self.times)
        for widget in (self.drug, self.dose, self._unit, times, self.times, self._meaning):
            if isinstance(widget, QLabel):
                widget.setFixedHeight(self.times.sizeHint().height())
            yield widget

    def get_edits(self) -> tuple[NumberBox, ...]:
        """Return the boxes in reading order."""
        return (self.drug, self.dose, self.times)

    def _connect(self, box: NumberBox) -> None:
        box.changed.connect(self._take_change)
        box.entered.connect(lambda: self.entered.emit(self.key))
        box.left.connect(lambda: self.left.emit(self.key))
        box.enter_pressed.connect(lambda: self.enter_pressed.emit(self.key))
        box.stepped.connect(lambda step: self.stepped.emit(self.key, step))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and self.drug.completer() is None:
            completer = QCompleter([opioid.label for opioid in OPIOIDS], self.drug)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.activated.connect(lambda text: self.drug.change(RowState(text=text)))
            self.drug.setCompleter(completer)
        return False

    def show_prefill(self, prefill: Prefill) -> None:
        """Offer drug and dose; nothing of it is recorded until times are typed."""
        self._prefill = prefill
        self.drug.setPlaceholderText(format_drug(prefill.drug))
        self._refresh()

    def show_state(self, state: OpioidState) -> None:
        """Show what was typed before."""
        typed = (state.drug, state.dose, state.times)
        for box, text in zip(self.get_edits(), typed, strict=True):
            box.show_state(RowState(text=text))
        self.drug.setPlaceholderText(format_drug(self._prefill.drug))
        self.show_problem("")
        self.show_doubt("")
        self._refresh()

    def get_state(self) -> OpioidState:
        """Return what was typed."""
        drug, dose, times = (box.get_state().text for box in self.get_edits())
        return OpioidState(drug, dose, times)

    def read(self, entry_id: str, at: datetime) -> tuple[Intake, ...]:
        """Return what was taken.

        Raises:
            ValueError: with a sentence, if it cannot be read.
        """
        return to_intakes(self.get_state(), self._prefill, entry_id, at)

    def show_problem(self, sentence: str) -> None:
        """Show why it is refused; empty takes the sentence away."""
        self._messages.show_problem(sentence)
        self._describe()

    def show_doubt(self, sentence: str) -> None:
        """Ask about what is improbable; empty takes the question away."""
        self._messages.show_doubt(sentence)
        self._describe()

    def has_problem(self) -> bool:
        """Tell whether a refusal stands at the row."""
        return bool(self._messages.get_problem())

    def has_doubt(self) -> bool:
        """Tell whether a question stands at the row."""
        return bool(self._messages.get_doubt())

    def take_focus(self) -> None:
        """Put the focus on the times: drug and dose are there already."""
        box = self.times if self._prefill.drug or self.drug.text() else self.drug
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def get_label(self) -> str:
        """Return the words of the row."""
        return "Oral opioid"

    def get_meaning(self) -> str:
        """Return the words at the end of the row."""
        return self._meaning.text()

    def _take_change(self) -> None:
        self.show_problem("")
        self.show_doubt("")
        self._refresh()
        self.changed.emit(self.key)

    def _refresh(self) -> None:
        state, prefill = self.get_state(), self._prefill
        is_of_prefill = not state.drug or state.drug == format_drug(prefill.drug)
        self.dose.setPlaceholderText(prefill.dose if is_of_prefill else "")
        self._unit.setText(format_prefill_unit(state, prefill))
        offered = f"grey: {prefill.source}, not recorded" if prefill.source else "not recorded"
        self._meaning.setText(format_mme(state, prefill) or ("" if state.times else offered))
        self._describe()

    def _describe(self) -> None:
        offered = f"prefilled {self.drug.placeholderText()} {self.dose.placeholderText()}".strip()
        parts = (
            offered if self._prefill.drug else "",
            self._meaning.text(),
            self._messages.get_problem(),
            self._messages.get_doubt(),
        )
        words = "; ".join(part for part in parts if part)
        for box in self.get_edits():
            box.setAccessibleDescription(words)
        mark(self.times, "problem", on=self.has_problem())
        mark(self.times, "doubt", on=self.has_doubt())
