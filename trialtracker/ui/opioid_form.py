"""The form of one opioid intake: it shows a draft and hands one out."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.opioids import OpioidUnit, find_opioid, find_unit
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import Problem, join_sentences
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.dose_digit_row import DigitRow
from trialtracker.ui.form_field import FormField, QuietComboBox
from trialtracker.ui.opioid_doubt_panel import OpioidDoubtPanel
from trialtracker.ui.opioid_draft import LASTING, OpioidDraft
from trialtracker.ui.opioid_drug_field import DrugField
from trialtracker.ui.opioid_figure import format_figure
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.problem_summary import ProblemSummary
from trialtracker.ui.time_field import TimeField

_TIMES = {IntakeKind.REGULAR: "&Times a day", IntakeKind.PATCH: "Pa&tches"}
_LONGEST_NUMBER = 12
_OTHER_UNITS = ("mL", "tablets", "drops")
_BELOW_CAPTION = 28
_NARROW = 1040
"""Narrower, time and note have no room in one line."""
_FROM, _WHEN = "&From", "W&hen"
_UNTIL_HELP = "Empty while it goes on. Else 14:05, -2h, -1d 14:00 or 05-Mar-2026 14:05."


class OpioidForm(QWidget):
    """Enter goes to the next field and never stores; the section stores on Ctrl+S."""

    changed = Signal()
    saved = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._form_id = ""
        self.summary = ProblemSummary()
        self.kinds = DigitRow("How it is taken", tuple(IntakeKind))
        self.drug, self.dose, self.times = DrugField(), QLineEdit(), QLineEdit()
        self.unit = QuietComboBox()
        self.rescue = QCheckBox("&Rescue dose")
        self.when = TimeField(clock)
        self.until, self.note = QLineEdit(), QLineEdit()
        self.figure = WrappedLabel("secondary")
        self.doubts = OpioidDoubtPanel()
        self.save_button = QPushButton("Save opioid  Ctrl+S")
        self.save_button.setProperty("primary", True)
        self.fields = {
            field.key: field
            for field in (
                FormField("drug", "&Drug", self.drug, self.drug.changed),
                FormField("dose", "D&ose", self.dose, self.dose.textEdited),
                FormField("unit", "&Unit", self.unit, self.unit.currentTextChanged),
                FormField("times", "&Times", self.times, self.times.textEdited),
                FormField("until", "Unti&l", self.until, self.until.textEdited),
                FormField("note", "&Note", self.note, self.note.textEdited),
            )
        }
        self._second, self._end_and_note, self._is_narrow = QGridLayout(), QWidget(), False
        self._tell_how()
        self._lay_out()
        self._connect()

    # What is shown

    def show_draft(self, draft: OpioidDraft, trial: Trial) -> None:
        """Show a form as it stands, against a trial."""
        self._form_id = draft.form_id
        self.kinds.show_choice(draft.kind)
        self.drug.show_drug(draft.drug)
        self._offer_units(draft.unit)
        self.dose.setText(draft.dose)
        self.times.setText(draft.times)
        self.rescue.setChecked(draft.is_rescue)
        self.when.show_trial(trial, None)
        self.when.show_typed(draft.when, draft.typed_at)
        self.until.setText(draft.until)
        self.note.setText(draft.note)
        self._show_what_applies()
        self.show_problems(())
        self.doubts.put_away()

    def get_draft(self) -> OpioidDraft:
        """Return the form as it stands."""
        when, typed_at = self.when.get_typed()
        return OpioidDraft(
            kind=self._kind,
            drug=self.drug.text(),
            dose=self.dose.text(),
            unit=self.unit.currentText(),
            times=self.times.text(),
            is_rescue=self.rescue.isChecked(),
            when=when,
            typed_at=typed_at,
            until=self.until.text(),
            note=self.note.text(),
            form_id=self._form_id,
        )

    def get_moment(self) -> datetime:
        """Return the time typed, now for none.

        Raises:
            ValueError: with a sentence, if it names no single past moment.
        """
        return self.when.get_moment(self._clock())

    def take_focus(self) -> None:
        """Put the keyboard on how it is taken."""
        self.kinds.setFocus()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each sentence at its field, and all of them above."""
        titles = {key: field.title for key, field in self.fields.items()} | {"at": "When"}
        for key, field in self.fields.items():
            field.show_problem(join_sentences(problems, key))
        self.when.show_problem(join_sentences(problems, "at"))
        self.summary.show_problems(problems, titles)
        if problems:
            self._jump(problems[0].field)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focused := self.focusWidget(), QPushButton):
            focused.click()
        else:
            self.focusNextChild()

    @property
    def _kind(self) -> IntakeKind:
        return IntakeKind(self.kinds.choice or IntakeKind.TAKEN)

    def _jump(self, key: str) -> None:
        if key in self.fields and self.fields[key].isVisibleTo(self):
            self.fields[key].focus_editor()
        elif key == "at":
            self.when.take_focus()
        else:
            self.take_focus()

    def _show_what_applies(self) -> None:
        """Show the fields that the kind has; the words of a field follow it."""
        kind = self._kind
        for key in ("drug", "dose", "unit", "times"):
            self.fields[key].setVisible(kind is not IntakeKind.NONE)
        self.fields["until"].setVisible(kind in LASTING)
        self.rescue.setVisible(kind is IntakeKind.TAKEN)
        self._title_times(_TIMES.get(kind, "&Times"))
        self.when.label.setText(_FROM if kind in LASTING else _WHEN)
        self._show_figure()

    def _title_times(self, title: str) -> None:
        field = self.fields["times"]
        field.title = title.replace("&", "")
        self.times.setAccessibleName(field.title)
        caption = field.findChild(QLabel, "caption")
        if isinstance(caption, QLabel):
            caption.setText(title)

    def _show_figure(self) -> None:
        self.figure.show_text(format_figure(self.get_draft()))

    def _offer_units(self, chosen: str) -> None:
        """Offer the units of the drug, a patch's alone for a patch; keep what was chosen."""
        opioid = find_opioid(self.drug.text(), find_unit(chosen))
        units = tuple(OpioidUnit) if opioid is None else opioid.units
        rate = OpioidUnit.MICROGRAMS_PER_HOUR
        is_patch = self._kind is IntakeKind.PATCH
        fits = [unit.label for unit in units if (unit is rate) == is_patch]
        labels = fits or [unit.label for unit in units]
        if opioid is None and not is_patch:
            labels += _OTHER_UNITS
        self.unit.blockSignals(True)
        self.unit.clear()
        self.unit.addItems(labels)
        is_known = opioid is not None and len(labels) == 1
        self.unit.setCurrentIndex(0 if is_known or is_patch else self.unit.findText(chosen))
        self.unit.blockSignals(False)

    # What is typed

    def _change_kind(self) -> None:
        if self._kind is IntakeKind.NONE:
            self.drug.list.hide()
        self._offer_units(self.unit.currentText())
        self._show_what_applies()
        self._note_change()

    def _change_drug(self) -> None:
        self._offer_units(self.unit.currentText())
        self._note_change()

    def _note_change(self) -> None:
        self.doubts.put_away()
        self.summary.show_problems((), {})
        self._show_figure()
        self.changed.emit()

    def _connect(self) -> None:
        self.kinds.changed.connect(self._change_kind)
        self.drug.changed.connect(self._change_drug)
        self.drug.entered.connect(self.dose.setFocus)
        self.unit.currentTextChanged.connect(self._note_change)
        for edit in (self.dose, self.times, self.until, self.note):
            edit.textEdited.connect(self._note_change)
        self.rescue.clicked.connect(self._note_change)
        self.when.changed.connect(self._note_change)
        self.when.enter_pressed.connect(lambda _key: self.focusNextChild())
        self.save_button.clicked.connect(self.saved)
        self.summary.jumped.connect(self._jump)

    def _tell_how(self) -> None:
        """Say in the empty fields what they take."""
        for edit in (self.dose, self.times):
            edit.setMaxLength(_LONGEST_NUMBER)
        self.unit.setPlaceholderText("Choose")
        self.until.setPlaceholderText("goes on")
        self.until.setToolTip(_UNTIL_HELP)
        self.until.setAccessibleDescription(_UNTIL_HELP)
        self.when.edit.setAccessibleName("When, or from when")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._place_second()

    def _place_second(self) -> None:
        """Put time, end and note in one line, or the time in a line of its own."""
        bottom, below = Qt.AlignmentFlag.AlignBottom, 1 if self._is_narrow else 0
        self._second.addWidget(self.when, 0, 0, 1, 1 + below, bottom)
        self._second.addWidget(self._end_and_note, below, 1 - below, 1, 1 + below)
        self._second.setColumnStretch(0, 5)
        self._second.setColumnStretch(1, 4)

    def _lay_out(self) -> None:
        first, second, last = QGridLayout(), self._second, QHBoxLayout()
        for column, (key, width) in enumerate(
            (("drug", 4), ("dose", 2), ("unit", 2), ("times", 1))
        ):
            first.addWidget(self.fields[key], 0, column)
            first.setColumnStretch(column, width)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, _BELOW_CAPTION, 0, 0)
        beside.addWidget(self.rescue)
        beside.addStretch(1)
        first.addLayout(beside, 0, 4)
        beside_time = QHBoxLayout(self._end_and_note)
        beside_time.setContentsMargins(0, 0, 0, 0)
        beside_time.setSpacing(14)
        beside_time.addWidget(self.fields["until"], 2)
        beside_time.addWidget(self.fields["note"], 3)
        self._place_second()
        last.addWidget(self.save_button)
        last.addWidget(self.figure, 1)
        for grid in (first, second):
            grid.setHorizontalSpacing(14)
        last.setSpacing(14)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(10)
        column_of_all.addWidget(self.summary)
        column_of_all.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        for row in (first, second):
            column_of_all.addLayout(row)
        column_of_all.addWidget(self.doubts)
        column_of_all.addLayout(last)
