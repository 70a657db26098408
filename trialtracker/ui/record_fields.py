"""The fields of one entry laid out, and how the focus moves between them."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.measures import PAIN_MEASURES, Measure
from trialtracker.clinical.time import Clock
from trialtracker.ui.record_effects import EffectsSection
from trialtracker.ui.record_labels import make_label
from trialtracker.ui.record_note import NoteField
from trialtracker.ui.record_row import MeasureRow
from trialtracker.ui.score_row import ScoreRow
from trialtracker.ui.time_field import TimeField

_PAIN_HINT = "type a digit; 1 then 0 for ten"


class RecordFields(QWidget):
    """Time, scores, side effects and note, built from the vocabulary."""

    enter_pressed = Signal(str)

    def __init__(
        self,
        clock: Clock,
        measures: Sequence[Measure] = PAIN_MEASURES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.time_field = TimeField(clock, self)
        self.score_rows = tuple(ScoreRow(measure, self) for measure in measures)
        self.effects = EffectsSection(self)
        self.note = NoteField(self)
        self.reasons_button = QPushButton("Not assessed…  Alt+M", self)
        self._lay_out()
        self.time_field.enter_pressed.connect(self.enter_pressed)

    def _lay_out(self) -> None:
        self.reasons_button.setObjectName("small")
        self.reasons_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(make_label("Pain", "sectionTitle", self))
        head.addWidget(make_label(_PAIN_HINT, "secondary", self))
        head.addSpacing(16)
        head.addWidget(self.reasons_button)
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.time_field)
        box.addSpacing(10)
        box.addLayout(head)
        for row in self.score_rows:
            box.addWidget(row)
        box.addSpacing(10)
        box.addWidget(self.effects)
        box.addSpacing(10)
        box.addWidget(self.note)
        box.addStretch(1)

    def get_rows(self) -> tuple[MeasureRow, ...]:
        """Return the rows in reading order."""
        return (*self.score_rows, *self.effects.get_rows())

    def order_tabs(self) -> None:
        """Let Tab follow the reading order."""
        chain: list[QWidget] = [self.time_field.edit, *(row.strip for row in self.get_rows())]
        chain += [self.effects.none_button, self.effects.add_field, self.note.edit]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def get_fields(self) -> tuple[TimeField | MeasureRow | NoteField, ...]:
        """Return everything that can be refused or asked about, in reading order."""
        return (self.time_field, *self.get_rows(), self.note)

    def get_field(self, key: str) -> TimeField | MeasureRow | NoteField | None:
        """Return the field of a key, None for an unknown one."""
        return next((field for field in self.get_fields() if field.key == key), None)

    def step(self, key: str, step: int) -> None:
        """Move up or down a row, in the same column."""
        scores = [row.key for row in self.score_rows]
        target: MeasureRow | None
        if key in scores:
            place = scores.index(key) + step
            below = self.effects.get_rows()[0]
            target = (*self.score_rows, below)[place] if place >= 0 else None
        else:
            target = self.effects.get_neighbour(key, step)
            target = self.score_rows[-1] if target is None and step < 0 else target
        if target is not None:
            target.take_focus()

    def focus_field(self, key: str) -> None:
        """Put the focus on a field; the first score where the key names none."""
        field = self.get_field(key) or self.score_rows[0]
        field.take_focus()

    def fit(self, width: int) -> None:
        """Lay the side effects out for the width that is in view."""
        self.effects.fit(width)
