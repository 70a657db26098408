"""The Doses tab: the form on top, below it every dose given, and what runs now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.dose_doubts import get_dose_doubts, get_mixture_doubts
from trialtracker.clinical.dose_time import starts_trial
from trialtracker.clinical.record import BlindContent, BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock, format_date, format_time, local_date
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.overriding import override
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot
from trialtracker.ui.blind_dialogs import BreakDialog, SealDialog
from trialtracker.ui.dose_defaults import get_default_draft, get_draft_of_kind
from trialtracker.ui.dose_draft import DoseDraft, from_text, to_text
from trialtracker.ui.dose_form import DoseForm
from trialtracker.ui.dose_list import DoseList
from trialtracker.ui.dose_reading import Act, confirm, read_blinded, read_events
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.request_desk import name_patient
from trialtracker.ui.scroll_area import make_scroll
from trialtracker.ui.section import Request, Section
from trialtracker.ui.shortcuts import bind_keys

_VOID = "The dose is void. It no longer counts, and it stays in the store with the reason."
_STARTED = "The trial began with it: change its start under Edit trial."
_KEEP_WHY = "Say why the dose is right, 1 to 3, or change it."
_KEEP_NOTE = "Write in the note why the dose is right."


class DoseSection(Section):
    """Nothing is stored but by Ctrl+S, and an improbable dose only with a reason."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent)
        self._snapshot: Snapshot | None = None
        self._is_typed = False
        self._asked_id = self._stored_id = ""
        self.dialog: FormDialog | None = None
        self.form = DoseForm(clock)
        self.list = DoseList(clock)
        self._lay_out()
        self.form.changed.connect(self._note_typed)
        self.form.kind_chosen.connect(self._change_kind)
        self.form.saved.connect(self.save)
        self.list.void_wanted.connect(self._void)
        self.list.seal_wanted.connect(self._open_seal)
        self.list.break_wanted.connect(self._open_break)
        bind_keys(self, {"Ctrl+S": self.save, "Alt+F8": self.list.ask_void})

    # What is shown

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        is_other = self._trial_id != snapshot.trial.trial_id
        self._snapshot = snapshot
        self.list.show_trial(snapshot.trial, self._stored_id)
        self._stored_id = ""
        if is_other:
            self._close_dialog()
            self._is_typed = False
        if not self._is_typed:
            self._show_default()
        self.list.show_blinding(is_coded=self.form.get_draft().is_coded)

    @override
    def take_focus(self) -> None:
        self.form.take_focus()

    @override
    def leave(self) -> None:
        if self.list.reasons.isVisible():
            self.list.put_reasons_away()
        else:
            self.closed.emit()

    @override
    def get_form(self) -> str:
        return to_text(self.form.get_draft()) if self._is_typed else ""

    @override
    def show_form(self, form: str) -> None:
        draft = from_text(form) if form else None
        if self._snapshot is None:
            return
        # A form whose doses are stored has served, whatever became of its draft.
        if draft is not None and not _is_stored(self._snapshot.trial, draft):
            self._is_typed = True
            self._show_draft(draft)
        else:
            self._is_typed = False
            self._show_default()

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self._asked_id = ""
        if self.dialog is not None:
            self.dialog.show_problems(problems)
        else:
            self.form.show_problems(problems)

    @override
    def show_stored(self) -> None:
        self._close_dialog()
        if self._asked_id:
            self._stored_id, self._asked_id = self._asked_id, ""
            self._is_typed = False
            self.list.table.setFocus()

    def _show_default(self) -> None:
        if self._snapshot is not None:
            self._show_draft(get_default_draft(self._snapshot.trial, self.clock()))

    def _show_draft(self, draft: DoseDraft) -> None:
        if self._snapshot is not None:
            needed = self._snapshot.settings.two_person_doses
            self.form.show_draft(draft, self._snapshot.trial, needs_second_person=needed)

    # What is typed

    def _note_typed(self) -> None:
        self._is_typed = True
        self.note_change()

    def _change_kind(self) -> None:
        """Offer what belongs to the kind that was chosen; when, why and note stay."""
        if self._snapshot is None:
            return
        typed = self.form.get_draft()
        kind = DoseKind.RATE if typed.is_coded and typed.kind is DoseKind.REFILL else typed.kind
        offered = get_draft_of_kind(
            self._snapshot.trial, self.clock(), kind, is_coded=typed.is_coded
        )
        kept = replace(typed, kind=kind, components=offered.components)
        self._show_draft(replace(kept, code=typed.code or offered.code))
        self.list.show_blinding(is_coded=typed.is_coded)
        self.form.take_focus()
        self._note_typed()

    # Storing

    def save(self) -> None:
        """Hand the dose on, once nothing stands in the way and nothing is left to ask."""
        if self._snapshot is None:
            return
        now, trial, draft = self.clock(), self._snapshot.trial, self.form.get_draft()
        try:
            at = self.form.get_moment(now)
        except ValueError as error:
            self.form.show_problems([Problem("at", str(error))])
            return
        act = Act(trial, at, now, self._snapshot.settings.two_person_doses)
        try:
            if draft.is_coded:
                dose = read_blinded(draft, act)
                self._ask_dose(lambda c: c.dosing.give_blinded(trial.trial_id, dose), draft, at)
            else:
                self._save_events(draft, read_events(draft, act), at)
        except RefusedError as error:
            self.form.show_problems(error.problems)

    def _save_events(self, draft: DoseDraft, events: Sequence[DoseEvent], at: datetime) -> None:
        if self._snapshot is None:
            return
        trial = self._snapshot.trial
        weighty = get_dose_doubts(trial, events)
        doubts = (*weighty, *get_mixture_doubts(trial, events))
        if doubts and not self.form.doubts.has_asked(doubts):
            self.form.show_problems(())
            self.form.show_doubts(doubts, needs_reason=bool(weighty))
            return
        if weighty and not self._is_kept(draft):
            return
        kept = self.form.doubts.kept
        given = tuple(events) if kept is None else confirm(events, weighty, kept)
        self._ask_dose(lambda clinic: clinic.dosing.give(trial.trial_id, given), draft, at)

    def _is_kept(self, draft: DoseDraft) -> bool:
        """Tell whether it is said why an improbable dose is right; if not, ask for it."""
        kept = self.form.doubts.kept
        if kept is None:
            self.form.doubts.reasons.show_problem(_KEEP_WHY)
            self.form.doubts.reasons.setFocus()
        elif kept.needs_note and not draft.note.strip():
            self.form.doubts.reasons.show_problem(_KEEP_NOTE)
            self.form.note.setFocus()
        else:
            return True
        return False

    def _ask_dose(self, work: Callable[[Clinic], Snapshot], draft: DoseDraft, at: datetime) -> None:
        if self._snapshot is None:
            return
        trial = self._snapshot.trial
        zone = trial.details.time_zone
        said = f"{draft.kind.label} saved {format_time(self.clock(), zone)}."
        if starts_trial(trial, draft.kind):
            begun = f"{format_date(local_date(at, zone))} {format_time(at, zone)}"
            said = f"{said} The trial is running: its first dose was at {begun}, day 1."
        self._asked_id = draft.form_id
        self.asked.emit(Request(work, said))

    def _void(self, event_id: str, reason: str) -> None:
        if self._snapshot is None:
            return
        trial = self._snapshot.trial
        self._ask(
            lambda clinic: clinic.dosing.void(trial.trial_id, event_id, reason),
            f"{_VOID} {_STARTED}" if _began_with(trial, event_id) else _VOID,
        )

    def _ask(self, work: Callable[[Clinic], Snapshot], said: str) -> None:
        """Ask for a change that leaves the form as it is."""
        self._asked_id = ""
        self.asked.emit(Request(work, said))

    # Coded syringes

    def _open_seal(self) -> None:
        if self._snapshot is not None:
            dialog = SealDialog(self.window())
            dialog.show_whose(name_patient(self._snapshot.trial))
            dialog.submitted.connect(self._seal)
            self._open(dialog)

    def _seal(self, content: BlindContent) -> None:
        trial_id = self._trial_id
        said = f"Code {content.code} is sealed."
        self._ask(lambda clinic: clinic.dosing.seal(trial_id, content), said)

    def _open_break(self, code: str) -> None:
        if self._snapshot is not None:
            dialog = BreakDialog(self._snapshot.trial, code, self.window())
            dialog.submitted.connect(self._break_blind)
            self._open(dialog)

    def _break_blind(self, code: str, physician: str, reason: str) -> None:
        trial_id = self._trial_id
        self._ask(
            lambda clinic: clinic.dosing.break_blind(trial_id, code, physician, reason),
            f"The blind of code {code} is broken. What was in it is shown under Doses.",
        )

    def _open(self, dialog: FormDialog) -> None:
        self._close_dialog()
        self.dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        dialog.start()

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    @property
    def _trial_id(self) -> str:
        return "" if self._snapshot is None else self._snapshot.trial.trial_id

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.addWidget(self.form)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.list, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(make_scroll(body, "sideScroll"))


def _began_with(trial: Trial, event_id: str) -> bool:
    return any(
        dose.event_id == event_id and dose.at == trial.details.started_at for dose in trial.doses
    )


def _is_stored(trial: Trial, draft: DoseDraft) -> bool:
    doses: tuple[DoseEvent | BlindedDose, ...] = (*trial.doses, *trial.blinded_doses)
    return draft.form_id in {dose.event_id for dose in doses}
