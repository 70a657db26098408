"""The Opioids tab: the form on top, below it what is recorded and the MME of each day."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from trialtracker.clinical.intake_checks import get_intake_doubts
from trialtracker.clinical.opioid_words import format_intake
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.time import Clock, format_time
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot
from trialtracker.ui.opioid_days_card import OpioidDaysCard
from trialtracker.ui.opioid_draft import OpioidDraft, from_text, read_intake, to_text
from trialtracker.ui.opioid_form import OpioidForm
from trialtracker.ui.opioid_list import OpioidList
from trialtracker.ui.scroll_area import make_scroll
from trialtracker.ui.section import Request, Section
from trialtracker.ui.shortcuts import bind_keys

_ROWS_BESIDE, _ROWS_BELOW = 3, 6
_NARROW = 1330
"""Narrower, the two tables stand one below the other."""


class OpioidSection(Section):
    """Nothing is stored but by Ctrl+S; what is improbable is asked once and kept when confirmed."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent)
        self._snapshot: Snapshot | None = None
        self._is_typed = self._is_saved = False
        self._stored_id = ""
        self._scroll = make_scroll(look="sideScroll")
        self._tables = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.form = OpioidForm(clock)
        self.list = OpioidList(clock)
        self.days = OpioidDaysCard(clock)
        self._lay_out()
        self.form.changed.connect(self._note_typed)
        self.form.saved.connect(self.save)
        self.list.ended.connect(self._end)
        self.list.void_wanted.connect(self._void)
        self.list.question_shown.connect(self._bring_into_view)
        acts = {"Ctrl+S": self.save, "Alt+F7": self.list.ask_end, "Alt+F8": self.list.ask_void}
        bind_keys(self, acts)

    # What is shown

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        is_other = self._trial_id != snapshot.trial.trial_id
        self._snapshot = snapshot
        self.list.show_trial(snapshot.trial)
        self.list.table.select_key(self._stored_id)
        self._stored_id = ""
        self.days.show_trial(snapshot.trial)
        if is_other or not self._is_typed:
            self._show_blank()

    @override
    def take_focus(self) -> None:
        self.form.take_focus()

    @override
    def get_form(self) -> str:
        return to_text(self.form.get_draft()) if self._is_typed else ""

    @override
    def show_form(self, form: str) -> None:
        draft = from_text(form) if form else None
        if self._snapshot is None:
            return
        # A form whose intake is stored has served, whatever became of its draft.
        if draft is not None and not _is_stored(self._snapshot.trial, draft):
            self._is_typed = True
            self.form.show_draft(draft, self._snapshot.trial)
        else:
            self._show_blank()

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        if self.list.end_bar.isVisible():
            self.list.end_bar.show_problem(" ".join(problem.sentence for problem in problems))
        else:
            self.form.show_problems(problems)

    @override
    def show_stored(self) -> None:
        # The list shows what was stored with the snapshot that follows; a form beside an end or a
        # void stays as it is typed.
        if self._is_saved:
            self._stored_id = self.form.get_draft().form_id
            self._show_blank()
            self.take_focus()

    def _show_blank(self) -> None:
        self._is_typed = self._is_saved = False
        if self._snapshot is not None:
            self.form.show_draft(OpioidDraft(), self._snapshot.trial)

    def _note_typed(self) -> None:
        self._is_typed = True
        self.note_change()

    # Storing

    def save(self) -> None:
        """Hand the intake on, once nothing stands in the way and nothing is left to ask.

        A form that nobody has touched asks for nothing.
        """
        if self._snapshot is None:
            return
        if not self._is_typed:
            self.take_focus()
            return
        trial, draft, now = self._snapshot.trial, self.form.get_draft(), self.clock()
        try:
            intake = read_intake(draft, trial, self.form.get_moment, now)
        except RefusedError as refusal:
            self.form.show_problems(refusal.problems)
            self._bring_into_view(self.form.summary)
            return
        self.form.show_problems(())
        doubts = get_intake_doubts(trial, [intake])
        if not self.form.doubts.has_asked(doubts):
            self.form.doubts.ask(doubts)
            self._bring_into_view(self.form.doubts)
            return
        self._is_saved = True
        said = f"{format_intake(intake)} saved {format_time(now, trial.details.time_zone)}."
        self._ask(lambda clinic: clinic.opioids.add(trial.trial_id, [intake]), said)

    def _end(self, intake: Intake, at: datetime) -> None:
        is_patch = intake.kind is IntakeKind.PATCH
        reason = "Taken off" if is_patch else "Ended"
        ended = intake._replace(
            intake_id=uuid4().hex, supersedes_id=intake.intake_id, until=at, reason=reason
        )
        trial_id = self._trial_id
        verb = "is taken off" if is_patch else "is ended"
        said = f"{format_intake(intake)} {verb}."
        self._ask_beside(lambda clinic: clinic.opioids.amend(trial_id, ended), said)

    def _void(self, intake_id: str, reason: str) -> None:
        trial_id = self._trial_id
        self._ask_beside(
            lambda clinic: clinic.opioids.void(trial_id, intake_id, reason),
            "The opioid is void. It no longer counts, and it stays in the store with the reason.",
        )

    def _ask_beside(self, work: Callable[[Clinic], Snapshot], said: str) -> None:
        """Ask for a change that leaves the form as it is, also after a save that failed."""
        self._is_saved = False
        self._ask(work, said)

    def _ask(self, work: Callable[[Clinic], Snapshot], said: str) -> None:
        self.asked.emit(Request(work, said))

    @property
    def _trial_id(self) -> str:
        return "" if self._snapshot is None else self._snapshot.trial.trial_id

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.addWidget(self.form)
        self._tables.setSpacing(12)
        self._tables.addWidget(self.list, 3)
        self._tables.addWidget(self.days, 2)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addLayout(self._tables, 1)
        self._scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways, is_narrow = QBoxLayout.Direction, event.size().width() < _NARROW
        self._tables.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        for table in (self.list.table, self.days.table):
            table.show_at_least(_ROWS_BELOW if is_narrow else _ROWS_BESIDE)

    def _bring_into_view(self, shown: QWidget) -> None:
        """Scroll to what was just shown, in the place that it will have."""
        part = shown.parentWidget()
        while part is not None and part is not self._scroll.viewport():
            if layout := part.layout():
                layout.activate()
            part = part.parentWidget()
        self._scroll.ensureWidgetVisible(shown)


def _is_stored(trial: Trial, draft: OpioidDraft) -> bool:
    return draft.form_id in {intake.intake_id for intake in trial.intakes}
