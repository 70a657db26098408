"""The Record screen: the form of one entry, with recent entries and grade wording beside it."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.scores import format_scores
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.time import Clock, format_moment
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.record_answers import find_amended, to_form_state
from trialtracker.ui.record_bar import FINISH_FIRST, format_refusals
from trialtracker.ui.record_doubts import Doubts, check_form, find_doubts, join_by_field
from trialtracker.ui.record_frame import RecordFrame
from trialtracker.ui.record_intake import get_recorded
from trialtracker.ui.record_state import FormState, from_json, new_state, to_json
from trialtracker.ui.shortcuts import bind_keys

DRAFT_DELAY_MS = 300
_SAVING = "Saving…"


class RecordView(RecordFrame):
    """One way in, show_snapshot; what the nurse did goes out by signals."""

    submitted = Signal(object)
    submitted_for_next = Signal(str, object)
    amended = Signal(object, object)
    draft_changed = Signal(str)
    draft_discarded = Signal()
    closed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent)
        self._clock = clock
        self._trial: Trial | None = None
        self._settings = ClinicSettings()
        self._doubts = Doubts()
        self._is_saving = False
        self._draft_timer = QTimer(self, interval=DRAFT_DELAY_MS, singleShot=True)
        self._connect()
        self._make_shortcuts()

    def _connect(self) -> None:
        self.form.changed.connect(self._take_change)
        self.form.entered.connect(self._enter)
        self.form.left.connect(self._leave)
        self.form.enter_pressed.connect(self._confirm_or_advance)
        self.bar.save_wanted.connect(self.save)
        self.bar.next_wanted.connect(self.save_and_next)
        self.bar.discard_wanted.connect(self._ask_discard)
        self.bar.discard_confirmed.connect(self._discard)
        self.bar.problem_wanted.connect(self.form.focus_field)
        self._draft_timer.timeout.connect(self._emit_draft)

    def _make_shortcuts(self) -> None:
        acts = {
            "Ctrl+S": self.save,
            "Ctrl+Return": self.save_and_next,
            "Ctrl+Enter": self.save_and_next,
            "Ctrl+Z": self.form.undo,
            "Ctrl+Y": self.form.redo,
            "Ctrl+Shift+Z": self.form.redo,
            "Alt+0": self.form.answer_none,
            "Alt+S": self.form.answer_same,
            "Alt+M": self.form.open_reasons,
            "Alt+F": self.form.toggle_full,
            "Esc": self._close,
        }
        bind_keys(self, acts)

    # What comes in

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a trial; what is typed stays, unless it was for another trial."""
        is_other = self._trial is None or self._trial.trial_id != snapshot.trial.trial_id
        self._trial, self._settings = snapshot.trial, snapshot.settings
        if is_other:
            self._show_state(new_state())
        self.form.show_trial(snapshot.trial, snapshot.settings)
        self.side.recent.show_trial(snapshot.trial, self._clock())

    def edit_entry(self, entry: Entry) -> None:
        """Show a saved entry, filled in, to be amended; nothing that is typed makes way for it."""
        state = self.form.get_state()
        if state.is_untouched and self._trial is not None:
            recorded = get_recorded(self._trial, entry)
            self._show_state(replace(to_form_state(entry), opioid=recorded), entry)
        elif state.amends_id != entry.entry_id:
            self.bar.show_summary(FINISH_FIRST)

    def begin_event(self) -> None:
        """Put the focus on what happened, apart from the scheduled observations."""
        self.form.begin_event()

    def show_draft(self, form: str) -> None:
        """Show an unfinished form exactly as it was left, focus included."""
        try:
            state = from_json(form)
            amended = find_amended(state, self._trial)
        except ValueError as error:
            self.bar.show_summary(str(error))
            return
        self._show_state(state, amended)
        self.form.focus_field(state.focus)

    def take_focus(self) -> None:
        """Put the keyboard where it was when the form was left, on the first score at first."""
        self._end_saving()
        self.form.focus_field(self.form.get_state().focus)

    def show_saved(self, text: str) -> None:
        """Say that the entry was saved, and begin a blank form."""
        self._end_saving()
        self._show_state(new_state())
        self.bar.show_status(text)

    def show_draft_kept(self, at: datetime) -> None:
        """Say when the draft reached the disk."""
        self.bar.show_status(f"Draft kept {at.astimezone(ZoneInfo(self._get_zone())):%H:%M:%S}")

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show each refusal at its field, one line about all of them, and go to the first."""
        self._end_saving()
        by_field = join_by_field(problems)
        for key, sentence in by_field.items():
            if (field := self.form.get_field(key)) is not None:
                field.show_problem(sentence)
        elsewhere = [p.sentence for p in problems if self._get_label(p.field) == ""]
        first = next((key for key in by_field if self._get_label(key)), "")
        summary = format_refusals(len(by_field) - len(elsewhere), elsewhere)
        self.bar.show_summary(summary, self._get_label(first), first)
        if first:
            self.form.focus_field(first)
            self._bring_into_view_later(first)

    def flush_draft(self) -> None:
        """Hand out the draft now if a change waits; for closing, locking and leaving."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._emit_draft()

    def _show_state(self, state: FormState, amended: Entry | None = None) -> None:
        self._draft_timer.stop()
        self._doubts.clear()
        self.bar.show_summary("")
        self.bar.show_status("")
        moment = format_moment(amended.observed_at, self._get_zone()) if amended else ""
        self.show_title(f"Amending the entry of {moment}" if amended else "")
        self.form.show_state(state, amended)
        self.side.definition.show_definition(None)
        self._show_scores()

    def _get_label(self, key: str) -> str:
        field = self.form.get_field(key)
        return field.get_label() if field is not None else ""

    def _get_zone(self) -> str:
        return self._trial.details.time_zone if self._trial is not None else "UTC"

    # What the nurse does

    def _take_change(self, key: str) -> None:
        self.bar.show_summary("")
        self._keep_draft()
        self._show_definition()
        self._show_scores()
        self._bring_into_view_later(key)

    def _enter(self, key: str) -> None:
        self.bring_into_view(key)
        self._bring_into_view_later(key)
        if not self.form.get_state().is_untouched:
            self._keep_draft()
        self._show_definition()

    def _show_definition(self) -> None:
        self.side.definition.show_definition(self.form.get_definition())

    def _show_scores(self) -> None:
        values = self.form.read(self._clock())[0].values
        self.side.scores.show_lines(format_scores(values, self._settings))

    def _keep_draft(self) -> None:
        # Not restarted by each key: who types without a pause is kept as well.
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _emit_draft(self) -> None:
        self.draft_changed.emit(to_json(self.form.get_state()))

    def _leave(self, key: str) -> None:
        self._show_doubts(self._find_open_doubts(), key)

    def _find_open_doubts(self) -> tuple[Problem, ...]:
        if self._trial is None:
            return ()
        return self._doubts.get_open(find_doubts(self.form, self._trial, self._clock()))

    def _show_doubts(self, doubts: tuple[Problem, ...], *left: str) -> None:
        by_field = join_by_field(doubts)
        for field in self.form.get_fields():
            is_shown = field.key in left or field.has_doubt()
            field.show_doubt(by_field.get(field.key, "") if is_shown else "")

    def _confirm_or_advance(self, key: str) -> None:
        field = self.form.get_field(key)
        doubts = tuple(doubt for doubt in self._find_open_doubts() if doubt.field == key)
        if field is not None and doubts and not field.has_doubt():
            self._show_doubts(self._find_open_doubts(), key)
            return
        self._doubts.keep(doubts)
        self.focusNextChild()

    def save(self) -> None:
        """Hand out the form if it can be stored; ask first about what is improbable."""
        self._save(goes_on=False)

    def save_and_next(self) -> None:
        """Save as well, and go on with the patient whose entry is due next."""
        self._save(goes_on=True)

    def _save(self, *, goes_on: bool) -> None:
        if self._trial is None or self._is_saving:
            return
        try:
            answers = check_form(self.form, self._trial, self._clock())
        except RefusedError as error:
            self.show_problems(error.problems)
            return
        doubts = self._find_open_doubts()
        if self._doubts.ask(doubts):
            self._show_doubts(doubts, *(doubt.field for doubt in doubts))
            self.form.focus_field(doubts[0].field)
            return
        self._doubts.keep(doubts)
        self._submit(answers, goes_on=goes_on)

    def _submit(self, answers: Answers, *, goes_on: bool) -> None:
        # The draft goes first, whole: it is what remains if the save fails.
        self._keep_draft()
        self.flush_draft()
        amended = self.form.get_amended()
        if amended is not None:
            self.amended.emit(amended, answers)
            return
        self.begin_saving()
        if goes_on and self._trial is not None:
            self.submitted_for_next.emit(self._trial.trial_id, answers)
        else:
            self.submitted.emit(answers)

    def begin_saving(self) -> None:
        """Take no key until the store has answered, and say so."""
        # Taken into this form they would be lost with it, seen and then gone.
        self._is_saving = True
        self.bar.show_status(_SAVING)
        self.form.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_saving(self) -> None:
        self._is_saving = False
        self.form.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)

    def _ask_discard(self) -> None:
        if self.form.get_state().is_blank:
            self._discard()
        else:
            self.bar.ask_discard()

    def _discard(self) -> None:
        self._show_state(new_state())
        self.form.focus_field("")
        self.draft_discarded.emit()

    def _close(self) -> None:
        if self.bar.is_asking():
            self.bar.keep_editing()
            return
        self.flush_draft()
        if self.form.get_state().is_untouched:
            self._show_state(new_state())
        self.closed.emit()

    @override
    def focusNextPrevChild(self, next_: bool) -> bool:
        return self._is_saving or super().focusNextPrevChild(next_)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()
