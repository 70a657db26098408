"""The fields of one entry, built from the vocabulary, with what was typed as one frozen state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.dose_time import format_running
from trialtracker.clinical.episodes import get_open_grades
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.side_effects import (
    COMMON_SIDE_EFFECTS,
    SIDE_EFFECT_BY_MEASURE,
)
from trialtracker.clinical.time import Clock, to_utc
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.ui.record_add_effect import Found, get_key
from trialtracker.ui.record_answers import (
    Previous,
    describe_previous,
    entries_before,
    format_previous,
    get_lasting_effects,
    get_lasting_signs,
    get_previous,
)
from trialtracker.ui.record_definition import Definition
from trialtracker.ui.record_fields import RecordFields
from trialtracker.ui.record_history import History, find_changed_field
from trialtracker.ui.record_intake import get_prefill
from trialtracker.ui.record_plan import choose
from trialtracker.ui.record_reading import read_answers
from trialtracker.ui.record_row import MeasureRow
from trialtracker.ui.record_state import (
    BLANK_ROW,
    OBSERVED_AT,
    FormState,
    new_state,
)

_FULL = "Full form  Alt+F"
_SHORT = "Short form  Alt+F"


class RecordForm(RecordFields):
    """Shows and reads the fields; what is improbable is asked about by the view."""

    changed = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        clock: Clock,
        measures: Sequence[Measure] = MEASURES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(clock, measures, parent)
        self._clock = clock
        self._trial: Trial | None = None
        self._settings = ClinicSettings()
        self._amended: Entry | None = None
        self._previous: dict[str, Previous] = {}
        self._state = new_state()
        self._history = History()
        self._connect()
        self._show_rows()

    def _connect(self) -> None:
        self.effects.row_made.connect(self._connect_row)
        for section in (self.bedside, self.happening, self.more):
            section.row_made.connect(self._connect_measure)
        self.effects.effect_picked.connect(self._add_effect)
        self.effects.none_wanted.connect(self.answer_none)
        self.effects.same_wanted.connect(self.answer_same)
        self.reasons_button.clicked.connect(self.open_reasons)
        self.full_button.clicked.connect(self.toggle_full)
        for row in (*self.score_rows, *self.vitals.rows, *self.dose.rows):
            self._connect_measure(row)
        for field in (self.time_field, self.opioid, self.note):
            field.changed.connect(self._take_change)
            field.entered.connect(self._enter)
            field.left.connect(self._leave)
        self.opioid.stepped.connect(self.step)

    def _connect_row(self, row: MeasureRow) -> None:
        row.changed.connect(self._take_change)
        row.entered.connect(self._enter)
        row.left.connect(self._leave)
        row.enter_pressed.connect(self.enter_pressed)
        row.stepped.connect(self.step)

    def _connect_measure(self, row: MeasureRow) -> None:
        self._connect_row(row)
        row.letter_typed.connect(self.effects.find_letter)

    # What comes in

    def show_trial(self, trial: Trial, settings: ClinicSettings | None = None) -> None:
        """Show the values recorded before; what is typed stays."""
        self._trial = trial
        self._settings = settings or self._settings
        before = entries_before(trial, self._amended)
        self._previous = get_previous(before)
        self.time_field.show_trial(trial, before[-1].observed_at if before else None)
        self.opioid.show_prefill(get_prefill(trial, self._amended))
        self.effects.show_open({} if self._amended else get_open_grades(trial))
        self._show_dose()
        self._show_rows()

    def _show_dose(self) -> None:
        if self._trial is None:
            return
        now = self._clock()
        try:
            words = format_running(self._trial, self.time_field.get_moment(now))
        except ValueError:
            words = ""
        self.dose.show_dose(words)

    def show_state(self, state: FormState, amended: Entry | None = None) -> None:
        """Show a whole form: blank, a draft, or an entry to amend."""
        self._history.clear()
        self._amended = amended
        self.time_field.show_recorded(amended.observed_at if amended else None)
        self._show(state)
        if self._trial is not None:
            self.show_trial(self._trial)

    def _show(self, state: FormState) -> None:
        self._state = state
        self.time_field.show_typed(state.when, state.when_typed_at)
        self.note.show_text(state.note)
        self.opioid.show_state(state.opioid)
        self._show_rows()
        for row in self.get_rows():
            row.show_state(state.rows.get(row.key, BLANK_ROW))

    def _show_rows(self) -> None:
        self.effects.show_effects(self._get_effects())
        self._show_measures()
        recorded = self._amended.values if self._amended is not None else {}
        zone = self._trial.details.time_zone if self._trial is not None else "UTC"
        for row in self.get_rows():
            previous = self._previous.get(row.key)
            row.show_recorded(recorded.get(row.key))
            row.show_previous(
                format_previous(row.key, previous), describe_previous(row.key, previous, zone)
            )
        self.order_tabs()

    def _show_measures(self) -> None:
        answered = {*self._state.added, *self._state.rows}
        settings = self._settings
        self.bedside.show_measures(choose(self.plan.bedside, settings, answered))
        self.happening.show_measures(choose(self.plan.event, settings, answered, is_open=False))
        is_full = self._state.is_full
        self.more.show_measures(choose(self.plan.more, settings, answered, is_open=is_full))
        self.full_button.setText(_SHORT if is_full else _FULL)

    def _get_effects(self) -> tuple[Found, ...]:
        keys = (*self._state.added, *self._state.rows)
        known: dict[str, Found] = {sign.key: sign for sign in self.plan.signs}
        known |= SIDE_EFFECT_BY_MEASURE
        typed = (known[key] for key in keys if key in known)
        lasting: tuple[Found, ...] = (
            *get_lasting_effects(self._previous),
            *get_lasting_signs(self._previous),
        )
        wanted: tuple[Found, ...] = (*COMMON_SIDE_EFFECTS, *lasting, *typed)
        return tuple({get_key(found): found for found in wanted}.values())

    # What is read out

    def get_state(self) -> FormState:
        """Return everything as it stands, half-typed text included."""
        return self._state

    def get_amended(self) -> Entry | None:
        """Return the entry that is being amended."""
        return self._amended

    def get_definition(self) -> Definition | None:
        """Return what the answers of the row last focused mean, None for any other field."""
        row = self.get_field(self._state.focus)
        return row.get_definition() if isinstance(row, MeasureRow) else None

    def read(self, now: datetime) -> tuple[Answers, tuple[Problem, ...]]:
        """Return what can be read, and a problem for every field that cannot."""
        return read_answers(self, self._state, self._amended, now)

    def _collect(self) -> FormState:
        when, typed_at = self.time_field.get_typed()
        rows = {row.key: row.get_state() for row in self.get_rows()}
        return replace(
            self._state,
            when=when,
            when_typed_at=typed_at,
            rows={key: row for key, row in rows.items() if not row.is_blank},
            note=self.note.get_text(),
            opioid=self.opioid.get_state(),
            begun_at=self._state.begun_at or to_utc(self._clock()),
        )

    # What the user does

    def _take_change(self, key: str) -> None:
        self._history.note_change(key, self._state)
        self._state = self._collect()
        if key == OBSERVED_AT:
            self._show_dose()
        self.changed.emit(key)

    def _enter(self, key: str) -> None:
        self._state = replace(self._state, focus=key)
        self.entered.emit(key)

    def _leave(self, key: str) -> None:
        self._history.close_field()
        self.left.emit(key)

    def open_reasons(self) -> None:
        """Open the reasons for the row last focused."""
        row = self.get_field(self._state.focus)
        if isinstance(row, MeasureRow):
            row.open_reasons()

    def answer_none(self) -> None:
        """Record 'none' for every side effect in view that has no answer, as one change."""
        if self.effects.answer_none():
            self._take_several("none_of_these")

    def answer_same(self) -> None:
        """Record its last grade for every open side effect without an answer, as one change."""
        if self.effects.answer_same():
            self._take_several("same_as_before")

    def _take_several(self, key: str) -> None:
        self._history.close_field()
        self._take_change(key)
        self._history.close_field()

    def _add_effect(self, found: Found) -> None:
        key = get_key(found)
        if self._add_row(key):
            self.changed.emit(key)
        self.focus_field(key)

    def begin_event(self) -> None:
        """Ask what happened, in a form that is no scheduled observation."""
        for measure in self.plan.event:
            self._add_row(measure.key)
            self.focus_field(measure.key)

    def _add_row(self, key: str) -> bool:
        if key in {row.key for row in self.get_rows()}:
            return False
        self._history.note_change(key, self._state)
        self._state = replace(self._state, added=(*self._state.added, key))
        self._show_rows()
        return True

    def toggle_full(self) -> None:
        """Show every row there is, or the short form again; what is answered stays in view."""
        self._state = replace(self._state, is_full=not self._state.is_full)
        self._show_rows()
        rows = self.more.get_rows()
        if self._state.is_full and rows:
            rows[0].take_focus()
        elif self.get_field(self._state.focus) is None:
            self.focus_field("")
        if not self._state.is_untouched:
            self.changed.emit("")

    def undo(self) -> None:
        """Take back the last change of a field, or the last typing in the note."""
        if not self.note.undo_typing():
            self._go_to(self._history.get_earlier(self._state))

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.note.redo_typing():
            self._go_to(self._history.get_later(self._state))

    def _go_to(self, state: FormState | None) -> None:
        if state is None:
            return
        key = find_changed_field(self._state, state)
        self._show(replace(state, focus=self._state.focus))
        if key or self.get_field(self._state.focus) is None:
            self.focus_field(key)
        self.changed.emit(key)
