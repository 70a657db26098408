"""The fields of one entry laid out, and how the focus moves between them."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.time import Clock
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.record_column import MeasureColumn
from trialtracker.ui.record_dose import DoseSection
from trialtracker.ui.record_effects import EffectsSection
from trialtracker.ui.record_note import NoteField
from trialtracker.ui.record_opioid import OpioidField
from trialtracker.ui.record_plan import make_plan
from trialtracker.ui.record_row import MeasureRow
from trialtracker.ui.record_steps import Block, Field, find_step
from trialtracker.ui.record_vitals import VitalsSection
from trialtracker.ui.score_row import ScoreRow
from trialtracker.ui.time_field import TimeField

_PAIN_HINT = "type a digit; 1 then 0 for ten"
_BEDSIDE_LABEL = 118
_COLUMN_GAP = 12
_WIDE_LINE = 860
"""Less has no room for the time with what it means, and buttons beside it."""
_SECTION_GAP = 6
_VITALS_GAP = 12


class RecordFields(QWidget):
    """Time, scores, side effects, vital signs, opioid, dose and note, from the vocabulary."""

    enter_pressed = Signal(str)

    def __init__(
        self,
        clock: Clock,
        measures: Sequence[Measure] = MEASURES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.plan = make_plan(measures)
        self.time_field = TimeField(clock, self)
        self.score_rows = tuple(ScoreRow(measure, self) for measure in self.plan.scores)
        self._aside = QWidget(self)
        self.bedside = MeasureColumn(self._aside, label_width=_BEDSIDE_LABEL)
        self.effects = EffectsSection(self)
        self.vitals = VitalsSection(self.plan.vitals, self)
        self.opioid = OpioidField(self)
        self.dose = DoseSection(self.plan.dose, self._aside, label_width=_BEDSIDE_LABEL)
        self.happening = MeasureColumn(self)
        self.note = NoteField(self)
        self.more = MeasureColumn(self, names_groups=True)
        self.reasons_button = QPushButton("Not assessed…  Alt+M", self)
        self.full_button = QPushButton("Full form  Alt+F", self)
        self._first_line, self._head = QHBoxLayout(), QHBoxLayout()
        self._top = QGridLayout()
        self._has_two_columns = self._has_wide_line = True
        self._lay_out()
        self.time_field.enter_pressed.connect(self.enter_pressed)
        self.opioid.enter_pressed.connect(self.enter_pressed)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._lay_out_head()
        box.addLayout(self._first_line)
        box.addSpacing(_SECTION_GAP)
        box.addLayout(self._head)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.setHorizontalSpacing(_COLUMN_GAP)
        self._top.setVerticalSpacing(0)
        self._top.addLayout(self._make_scores(), 0, 0)
        self._top.setColumnStretch(2, 1)
        box.addLayout(self._top)
        self._lay_out_aside()
        for section in (self.effects, self.vitals, self.opioid):
            box.addSpacing(_VITALS_GAP if section is self.vitals else _SECTION_GAP)
            box.addWidget(section)
        box.addWidget(self.happening)
        box.addSpacing(_SECTION_GAP)
        box.addWidget(self.note)
        box.addWidget(self.more)
        box.addStretch(1)

    def _lay_out_head(self) -> None:
        self._first_line.setSpacing(10)
        self._first_line.addWidget(self.time_field, 1)
        for button in (self.reasons_button, self.full_button):
            button.setObjectName("small")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head.setSpacing(10)
        self._head.addWidget(plain_label("Pain", "sectionTitle", self))
        self._head.addWidget(plain_label(_PAIN_HINT, "secondary", self))
        self._head.addStretch(1)
        self._place_buttons(self._first_line)

    def _place_buttons(self, line: QHBoxLayout) -> None:
        for button in (self.reasons_button, self.full_button):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _make_scores(self) -> QVBoxLayout:
        scores = QVBoxLayout()
        scores.setSpacing(0)
        for row in self.score_rows:
            scores.addWidget(row)
        return scores

    def _lay_out_aside(self) -> None:
        aside = QVBoxLayout(self._aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(0)
        aside.addWidget(self.bedside)
        aside.addWidget(self.dose)
        self._place_aside()

    def _place_aside(self) -> None:
        self._top.removeWidget(self._aside)
        place = (0, 1) if self._has_two_columns else (1, 0)
        self._top.addWidget(self._aside, *place, Qt.AlignmentFlag.AlignTop)

    def _get_aside(self) -> tuple[MeasureRow, ...]:
        return (*self.bedside.get_rows(), *self.dose.rows)

    def get_rows(self) -> tuple[MeasureRow, ...]:
        """Return the rows in reading order."""
        return (
            *self.score_rows,
            *self._get_aside(),
            *self.effects.get_rows(),
            *self.vitals.rows,
            *self.happening.get_rows(),
            *self.more.get_rows(),
        )

    def order_tabs(self) -> None:
        """Let Tab follow the reading order."""
        chain: list[QWidget] = [self.time_field.edit]
        chain += [row.strip for row in (*self.score_rows, *self._get_aside())]
        chain += [row.strip for row in self.effects.get_rows()]
        chain += [self.effects.none_button, self.effects.add_field]
        chain += [row.strip for row in self.vitals.rows]
        chain += [*self.opioid.get_edits()]
        chain += [row.strip for row in self.happening.get_rows()]
        chain += [self.note.edit, *(row.strip for row in self.more.get_rows())]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def get_fields(self) -> tuple[Field, ...]:
        """Return everything that can be refused or asked about, in reading order."""
        return (self.time_field, *self.get_rows(), self.opioid, self.note)

    def get_field(self, key: str) -> Field | None:
        """Return the field of a key, None for an unknown one."""
        return next((field for field in self.get_fields() if field.key == key), None)

    def step(self, key: str, step: int) -> None:
        """Move up or down: within a column, else to the section above or below."""
        is_aside = key in {row.key for row in self._get_aside()}
        blocks = (
            Block(self._get_aside() if is_aside else self.score_rows),
            Block(self.effects.get_rows(), self.effects.columns),
            Block(self.vitals.rows, len(self.vitals.rows)),
            Block((self.opioid,)),
            Block(self.happening.get_rows()),
            Block((self.note,)),
            Block(self.more.get_rows()),
        )
        target = find_step([block for block in blocks if block.fields], key, step)
        if target is not None:
            target.take_focus()

    def focus_field(self, key: str) -> None:
        """Put the focus on a field; the first score where the key names none."""
        field = self.get_field(key) or self.score_rows[0]
        field.take_focus()

    def fit(self, width: int) -> None:
        """Lay time, scores and side effects out for the width that is in view."""
        has_wide_line = width >= _WIDE_LINE
        if has_wide_line != self._has_wide_line:
            self._has_wide_line = has_wide_line
            self._place_buttons(self._first_line if has_wide_line else self._head)
        self.effects.fit(width)
        least = [part.minimumSizeHint().width() for part in (self.score_rows[0], self._aside)]
        has_two_columns = width >= sum(least) + _COLUMN_GAP
        if has_two_columns != self._has_two_columns:
            self._has_two_columns = has_two_columns
            self._place_aside()
