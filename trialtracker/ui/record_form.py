"""The fields of one entry, built from the vocabulary, with what was typed as one frozen state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Source
from trialtracker.clinical.measures import PAIN_MEASURES, Measure
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.side_effects import (
    COMMON_SIDE_EFFECTS,
    SIDE_EFFECT_BY_MEASURE,
    SideEffect,
)
from trialtracker.clinical.time import Clock, to_utc
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.ui.grade_row import GradeRow
from trialtracker.ui.record_answers import (
    Previous,
    describe_previous,
    entries_before,
    format_previous,
    get_lasting_effects,
    get_previous,
)
from trialtracker.ui.record_fields import RecordFields
from trialtracker.ui.record_history import History, find_changed_field
from trialtracker.ui.record_row import MeasureRow
from trialtracker.ui.record_state import (
    BLANK_ROW,
    OBSERVED_AT,
    FormState,
    new_state,
)


class RecordForm(RecordFields):
    """Shows and reads the fields; what is improbable is asked about by the view."""

    changed = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        clock: Clock,
        measures: Sequence[Measure] = PAIN_MEASURES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(clock, measures, parent)
        self._clock = clock
        self._trial: Trial | None = None
        self._amended: Entry | None = None
        self._previous: dict[str, Previous] = {}
        self._state = new_state()
        self._history = History()
        self._connect()
        self._show_rows()

    def _connect(self) -> None:
        self.effects.row_made.connect(self._connect_row)
        self.effects.effect_picked.connect(self._add_effect)
        self.effects.none_wanted.connect(self.answer_none)
        self.reasons_button.clicked.connect(self.open_reasons)
        for row in self.score_rows:
            self._connect_row(row)
        for field in (self.time_field, self.note):
            field.changed.connect(self._take_change)
            field.entered.connect(self._enter)
            field.left.connect(self._leave)

    def _connect_row(self, row: MeasureRow) -> None:
        row.changed.connect(self._take_change)
        row.entered.connect(self._enter)
        row.left.connect(self._leave)
        row.enter_pressed.connect(self.enter_pressed)
        row.stepped.connect(self.step)

    # What comes in

    def show_trial(self, trial: Trial) -> None:
        """Show the values recorded before; what is typed stays."""
        self._trial = trial
        before = entries_before(trial, self._amended)
        self._previous = get_previous(before)
        self.time_field.show_trial(trial, before[-1].observed_at if before else None)
        self._show_rows()

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
        self._show_rows()
        for row in self.get_rows():
            row.show_state(state.rows.get(row.key, BLANK_ROW))

    def _show_rows(self) -> None:
        self.effects.show_effects(self._get_effects())
        recorded = self._amended.values if self._amended is not None else {}
        zone = self._trial.details.time_zone if self._trial is not None else "UTC"
        for row in self.get_rows():
            previous = self._previous.get(row.key)
            row.show_recorded(recorded.get(row.key))
            row.show_previous(
                format_previous(row.key, previous), describe_previous(row.key, previous, zone)
            )
        self.order_tabs()

    def _get_effects(self) -> tuple[SideEffect, ...]:
        keys = (*self._state.added, *self._state.rows)
        typed = (SIDE_EFFECT_BY_MEASURE[k] for k in keys if k in SIDE_EFFECT_BY_MEASURE)
        wanted = (*COMMON_SIDE_EFFECTS, *get_lasting_effects(self._previous), *typed)
        return tuple({effect.measure: effect for effect in wanted}.values())

    # What is read out

    def get_state(self) -> FormState:
        """Return everything as it stands, half-typed text included."""
        return self._state

    def get_amended(self) -> Entry | None:
        """Return the entry that is being amended."""
        return self._amended

    def get_focused_grade(self) -> tuple[SideEffect, int | None] | None:
        """Return side effect and grade of the row last focused, None for any other field."""
        row = self.get_field(self._state.focus)
        return (row.effect, row.get_grade()) if isinstance(row, GradeRow) else None

    def read(self, now: datetime) -> tuple[Answers, tuple[Problem, ...]]:
        """Return what can be read, and a problem for every field that cannot."""
        problems: list[Problem] = []
        observed_at = to_utc(now)
        try:
            observed_at = self.time_field.get_moment(now)
        except ValueError as error:
            problems.append(Problem(OBSERVED_AT, str(error)))
        values = self._read_values(problems)
        answers = Answers(
            entry_id=self._state.entry_id,
            observed_at=observed_at,
            source=self._amended.source if self._amended is not None else Source.NURSE,
            values=values,
            not_assessed={k: r.reason for k, r in self._state.rows.items() if r.reason is not None},
            note=self._state.note,
        )
        return answers, tuple(problems)

    def _read_values(self, problems: list[Problem]) -> dict[str, Decimal]:
        shown = {row.key for row in self.get_rows()}
        recorded = self._amended.values if self._amended is not None else {}
        values = {key: value for key, value in recorded.items() if key not in shown}
        for row in self.get_rows():
            try:
                value = row.get_value()
            except ValueError as error:
                problems.append(Problem(row.key, str(error)))
            else:
                values |= {} if value is None else {row.key: value}
        return values

    def _collect(self) -> FormState:
        when, typed_at = self.time_field.get_typed()
        rows = {row.key: row.get_state() for row in self.get_rows()}
        return replace(
            self._state,
            when=when,
            when_typed_at=typed_at,
            rows={key: row for key, row in rows.items() if not row.is_blank},
            note=self.note.get_text(),
            begun_at=self._state.begun_at or to_utc(self._clock()),
        )

    # What the user does

    def _take_change(self, key: str) -> None:
        self._history.note_change(key, self._state)
        self._state = self._collect()
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
            self._history.close_field()
            self._take_change("none_of_these")
            self._history.close_field()

    def _add_effect(self, effect: SideEffect) -> None:
        if effect.measure not in {row.key for row in self.get_rows()}:
            added = replace(self._state, added=(*self._state.added, effect.measure))
            self._history.note_change(effect.measure, self._state)
            self._state = added
            self._show_rows()
            self.changed.emit(effect.measure)
        self.focus_field(effect.measure)

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
        if key:
            self.focus_field(key)
        self.changed.emit(key)
