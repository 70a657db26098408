"""The form of one dose: what, how much, when and why; it shows a draft and hands one out."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.dose_time import get_running, get_running_code
from trialtracker.clinical.record_choices import DoseKind, DoseReason
from trialtracker.clinical.refusal import Problem, join_sentences
from trialtracker.clinical.time import Clock
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.dose_components import ComponentList
from trialtracker.ui.dose_digit_row import DigitRow
from trialtracker.ui.dose_doubt_panel import DoseDoubtPanel
from trialtracker.ui.dose_draft import DoseDraft
from trialtracker.ui.dose_edit import DoseEdit
from trialtracker.ui.dose_kind_row import DoseKindRow
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.problem_summary import ProblemSummary
from trialtracker.ui.time_field import TimeField

_CAPTION_WIDTH = 100
_ABOVE_CAPTION, _ABOVE_FRAMED = 7, 12
_TITLES = {
    "at": "When",
    "why": "Why",
    "code": "Code",
    "volume": "Volume",
    "note": "Note",
    "second_person": "Second person",
}


class DoseForm(QWidget):
    """Enter goes to the next field and never stores; the section stores on Ctrl+S."""

    changed = Signal()
    kind_chosen = Signal()
    saved = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._form_id = ""
        self.summary = ProblemSummary()
        self.kinds = DoseKindRow()
        self.drugs = ComponentList()
        self.code = DoseEdit("Code on the syringe", 176)
        self.volume = DoseEdit("Volume in mL, like 20 mL", 128)
        self.when = TimeField(clock)
        self.why = DigitRow("Why", tuple(DoseReason))
        self.note = DoseEdit("Note")
        self.second_person = DoseEdit("Second person who checked the dose")
        self.problem_label = WrappedLabel("problem")
        self.doubts = DoseDoubtPanel()
        self.save_button = QPushButton("Save dose  Ctrl+S")
        self.save_button.setProperty("primary", True)
        self._grid = QGridLayout()
        self._captions: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()

    def show_draft(self, draft: DoseDraft, trial: Trial, *, needs_second_person: bool) -> None:
        """Show a form as it stands, against a trial."""
        self._form_id = draft.form_id
        now, is_coded = self._clock(), draft.is_coded
        is_running = bool(get_running(trial, now) or get_running_code(trial, now))
        self.kinds.show_kind(draft.kind, is_coded=is_coded, is_running=is_running)
        self.drugs.show_components(draft.components, trial, draft.kind)
        self.code.show_text(draft.code)
        self.volume.show_text(draft.volume)
        self.when.show_trial(trial, None)
        self.when.show_typed(draft.when, draft.typed_at)
        self.why.show_choice(draft.why)
        self.note.show_text(draft.note)
        self.second_person.show_text(draft.second_person)
        is_refill = draft.kind is DoseKind.REFILL
        self._captions[self.drugs].setText("&Drug" if is_refill else "&Dose")
        self._show_row(self.drugs, not is_coded)
        self._show_row(self.code, is_coded)
        self._show_row(self.volume, is_refill and not is_coded)
        self._show_row(self.why, not is_coded)
        self._show_row(self.second_person, needs_second_person)
        self.show_problems(())
        self.put_doubts_away()
        self._order_tabs()

    def get_draft(self) -> DoseDraft:
        """Return the form as it stands."""
        when, typed_at = self.when.get_typed()
        why = self.why.choice
        return DoseDraft(
            kind=self.kinds.kind,
            components=self.drugs.get_components(),
            is_coded=self.kinds.coded.isChecked(),
            code=self.code.text,
            volume=self.volume.text,
            when=when,
            typed_at=typed_at,
            why=why if isinstance(why, DoseReason) else None,
            note=self.note.text,
            second_person=self.second_person.text,
            form_id=self._form_id,
        )

    def get_moment(self, now: datetime) -> datetime:
        """Return when the dose was given.

        Raises:
            ValueError: with a sentence, if the text names no single past moment.
        """
        return self.when.get_moment(now)

    def take_focus(self) -> None:
        """Put the keyboard on the first amount, or on the code."""
        if self.kinds.coded.isChecked():
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.drugs.rows:
            self.drugs.rows[0].take_focus()
        else:
            self.kinds.get_button(self.kinds.kind).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each sentence at its field, and put the keyboard on the first."""
        self.drugs.show_problems(_by_drug(problems))
        self.when.show_problem(join_sentences(problems, "at"))
        self.why.show_problem(join_sentences(problems, "why"))
        for key, edit in self._get_edits().items():
            edit.show_problem(join_sentences(problems, key))
        elsewhere = [problem for problem in problems if problem.field in {"drugs", "kind", ""}]
        self.problem_label.show_text(" ".join(problem.sentence for problem in elsewhere))
        self.problem_label.setVisible(bool(elsewhere))
        self.summary.show_problems(problems if len(problems) > 1 else (), _TITLES)
        if problems:
            self.put_doubts_away()
            self._jump(problems[0].field)

    def show_doubts(self, doubts: Sequence[Problem], *, needs_reason: bool) -> None:
        """Ask about an improbable dose, at its amounts and in one panel."""
        self.drugs.show_doubts(_by_drug(doubts))
        shown = {row.key for row in self.drugs.rows}
        elsewhere = [doubt for doubt in doubts if doubt.field.partition(":")[2] not in shown]
        self.doubts.ask(doubts, elsewhere, needs_reason=needs_reason)

    def put_doubts_away(self) -> None:
        """Ask nothing any more."""
        self.drugs.show_doubts({})
        self.doubts.put_away()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focused := self.focusWidget(), QPushButton):
            focused.click()
        else:
            self.focusNextChild()

    def _add_drug(self) -> None:
        self.drugs.add_drug()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab follow the reading order, whatever rows came and went."""
        rows = [stop for row in self.drugs.rows for stop in row.tab_stops()]
        early = (self.code.edit, self.volume.edit, self.when.edit, self.why)
        late = (self.note.edit, self.second_person.edit, self.doubts.reasons, self.save_button)
        stops = (self.kinds.add_button, *rows, *early, *late)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _jump(self, field: str) -> None:
        key, _, drug = field.partition(":")
        row = next((row for row in self.drugs.rows if drug and row.key == drug), None)
        if row is not None:
            row.take_focus()
        elif key == "at":
            self.when.take_focus()
        elif key == "why":
            self.why.setFocus()
        elif key in self._get_edits():
            self._get_edits()[key].setFocus()
        else:
            self.take_focus()

    def _get_edits(self) -> dict[str, DoseEdit]:
        return {
            "code": self.code,
            "volume": self.volume,
            "note": self.note,
            "second_person": self.second_person,
        }

    def _show_row(self, widget: QWidget, shown: bool) -> None:
        widget.setVisible(shown)
        self._captions[widget].setVisible(shown)

    def _note_change(self) -> None:
        self.put_doubts_away()
        self.problem_label.hide()
        self.summary.show_problems((), {})
        self.changed.emit()

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.kind_chosen)
        self.kinds.drug_wanted.connect(self._add_drug)
        self.drugs.changed.connect(self._note_change)
        self.when.changed.connect(self._note_change)
        self.when.enter_pressed.connect(lambda _key: self.focusNextChild())
        self.why.changed.connect(self.changed)
        for edit in (self.code, self.volume):
            edit.edited.connect(self._note_change)
        for edit in (self.note, self.second_person):
            edit.edited.connect(self.changed)
        self.save_button.clicked.connect(self.saved)
        self.summary.jumped.connect(self._jump)

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _CAPTION_WIDTH)
        self.when.label.setObjectName("caption")
        self.when.label.setFixedWidth(_CAPTION_WIDTH + 2)
        self.when.edit.setAccessibleName("When: time the dose was given")
        left = Qt.AlignmentFlag.AlignLeft
        self._add_row("&Dose", self.drugs)
        self._add_row("C&ode", self.code)
        self._add_row("&Volume, mL", self.volume)
        self._grid.addWidget(self.when, self._grid.rowCount(), 0, 1, 2)
        self._add_row("Wh&y", self.why)
        self._add_row("&Note", self.note)
        self._add_row("Second &person", self.second_person)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addWidget(self.kinds)
        column.addLayout(self._grid)
        column.addWidget(self.problem_label)
        column.addWidget(self.doubts)
        column.addWidget(self.save_button, 0, left)
        self.problem_label.hide()

    def _add_row(self, title: str, widget: QWidget) -> None:
        caption = plain_label(title, "caption")
        caption.setBuddy(widget.focusProxy() or widget)
        is_framed = isinstance(widget, DigitRow)
        caption.setContentsMargins(0, _ABOVE_FRAMED if is_framed else _ABOVE_CAPTION, 0, 0)
        row = self._grid.rowCount()
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        side = Qt.AlignmentFlag.AlignLeft if is_framed else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, row, 1, side)
        self._captions[widget] = caption


def _by_drug(problems: Sequence[Problem]) -> dict[str, str]:
    fields = dict.fromkeys(problem.field for problem in problems if ":" in problem.field)
    found: dict[str, str] = {}
    for field in fields:
        drug = field.partition(":")[2]
        found[drug] = " ".join(
            part for part in (found.get(drug), join_sentences(problems, field)) if part
        )
    return found
