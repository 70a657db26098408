"""The tab of what is known before, around and after a trial."""

import json
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.dossier import (
    get_absolute_findings,
    get_history,
    get_items,
    get_trial_dose_answer,
)
from trialtracker.clinical.dossier_choices import DossierPart
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import Clock, local_date
from trialtracker.overriding import override
from trialtracker.services.results import Snapshot
from trialtracker.ui.dossier_loud import LoudBar
from trialtracker.ui.dossier_page import DossierPage
from trialtracker.ui.dossier_row import Typed
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.section import Request, Section
from trialtracker.ui.shortcuts import bind_keys

PLAN, END, DISCHARGE = "plan", "end", "discharge"
"""The forms that open from here; the page hands their names on."""

_LOW = 320
_FOOT_MARGIN, _FOOT_MARGIN_LOW = 8, 3
_FORMS = (
    (PLAN, "Plan…", "Plan the drugs, steps and observations"),
    (END, "End trial…  Alt+F10", "End the trial"),
    (DISCHARGE, "Discharge sheet…", "Show the discharge sheet"),
)


class DossierSection(Section):
    """Every changed answer is stored by one Ctrl+S, or none."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent)
        self._snapshot: Snapshot | None = None
        self._keys: list[str] = []
        self._is_showing = False
        self.loud = LoudBar()
        self.page = DossierPage(self)
        self.page.changed.connect(self._note)
        self.page.index_shown.connect(self._show_index)
        self._title = plain_label("Dossier", "sectionTitle")
        self._foot = QHBoxLayout()
        self.state_label = WrappedLabel("secondary")
        self.save_button = QPushButton("Save the dossier  Ctrl+S")
        self.save_button.setProperty("primary", True)
        self.save_button.setAccessibleName("Save the dossier")
        self.save_button.clicked.connect(self.save)
        self._lay_out()
        bind_keys(self, {"Ctrl+S": self.save})

    # What the editors ask

    def get_zone(self) -> str:
        """Return the trial's IANA time zone."""
        return "UTC" if self._snapshot is None else self._snapshot.trial.details.time_zone

    def get_today(self) -> date:
        """Return the clinic-local date."""
        return local_date(self.clock(), self.get_zone())

    # What is shown

    @override
    def show_snapshot(self, snapshot: Snapshot) -> None:
        is_other = self._trial_id != snapshot.trial.trial_id
        self._snapshot = snapshot
        items = get_items(snapshot.trial)
        keys = [item.key for item in items]
        typed = "" if is_other or keys == self._keys else self.get_form()
        self._is_showing = True
        if keys != self._keys:
            self._keys = keys
            self.page.show_items(items)
        elif is_other:
            self.page.forget()
        for key, row in self.page.rows.items():
            row.show_facts(get_history(snapshot.trial, key))
        self._is_showing = False
        self._show_computed(snapshot)
        self.show_form(typed)

    @override
    def take_focus(self) -> None:
        self.page.focus_first_open()

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        by_key = {problem.field: problem.sentence for problem in problems}
        self.page.show_problems(by_key)
        elsewhere = [p.sentence for p in problems if p.field not in self.page.rows]
        self.state_label.show_text(" ".join(["Not saved.", *elsewhere]))

    @override
    def show_stored(self) -> None:
        self.page.show_problems({})
        self._show_state()

    @override
    def get_form(self) -> str:
        typed = {
            key: tuple(row.get_typed()) for key, row in self.page.rows.items() if row.is_changed
        }
        return json.dumps(typed) if typed else ""

    @override
    def show_form(self, form: str) -> None:
        typed = json.loads(form) if form else {}
        self._is_showing = True
        for key, row in self.page.rows.items():
            if key in typed:
                row.show_typed(Typed(*typed[key]))
        self._is_showing = False
        self._show_state()

    # What the user did

    def save(self) -> None:
        """Ask that every changed answer be stored, in one go."""
        answers: dict[str, tuple[str, str]] = {}
        problems: dict[str, str] = {}
        for key, row in self.page.rows.items():
            if row.is_changed:
                try:
                    answers[key] = row.get_answer()
                except ValueError as refusal:
                    problems[key] = str(refusal)
        if problems:
            self.page.show_problems(problems)
            self.state_label.show_text("Not saved: see the marked answers.")
        elif answers:
            trial_id, said = self._trial_id, _format_said(len(answers))
            self.asked.emit(Request(lambda clinic: clinic.dossier.state(trial_id, answers), said))
        else:
            self.state_label.show_text("Nothing has changed since it was saved.")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press_or_go_on()
        else:
            super().keyPressEvent(event)

    def _press_or_go_on(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.focusNextChild()

    def _note(self) -> None:
        if not self._is_showing:
            self.note_change()
            self._show_state()

    @property
    def _trial_id(self) -> str:
        return "" if self._snapshot is None else self._snapshot.trial.trial_id

    def _show_state(self) -> None:
        changed = sum(row.is_changed for row in self.page.rows.values())
        self.state_label.show_text(_format_changed(changed))
        self.page.show_counts(self._count)
        self.loud.show_sentences(self._list_loud())

    def _count(self, part: DossierPart) -> tuple[int, int]:
        rows = [row for row in self.page.rows.values() if row.item.part is part]
        return sum(bool(row.get_typed().answer) for row in rows), len(rows)

    def _list_loud(self) -> list[str]:
        if self._snapshot is None:
            return []
        unsaved = [
            row for row in self.page.rows.values() if row.item.is_absolute and row.is_changed
        ]
        keys = {row.item.key for row in unsaved}
        stored = get_absolute_findings(self._snapshot.trial)
        return [
            *(f"{row.item.label}: No, not saved yet." for row in unsaved if row.is_bad),
            *(finding.sentence for finding in stored if finding.key not in keys),
        ]

    def _show_computed(self, snapshot: Snapshot) -> None:
        relief = [r for r in snapshot.assessment.criteria if r.key == "pain_relief"]
        for row in self.page.computed.values():
            for result in relief:
                row.show_answer(get_trial_dose_answer(result), result.reason)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.page.box, 1)
        for name, title, said in _FORMS:
            button = QPushButton(title)
            button.setAutoDefault(False)
            button.setAccessibleName(said)
            button.clicked.connect(partial(self._want, name))
            head.addWidget(button)
        bar = QFrame()
        bar.setObjectName("card")
        self._foot.addWidget(self.state_label, 1)
        self._foot.addWidget(self.save_button)
        bar.setLayout(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.loud)
        column.addWidget(self.page, 1)
        column.addWidget(bar)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        above = _FOOT_MARGIN_LOW if event.size().height() < _LOW else _FOOT_MARGIN
        self._foot.setContentsMargins(14, above, 14, above)

    def _show_index(self, has_index: bool) -> None:
        """Name the dossier, or give its place to the list of its parts."""
        self._title.setVisible(has_index)
        self.page.box.setVisible(not has_index)

    def _want(self, form: str, _is_checked: bool = False) -> None:
        self.form_wanted.emit(form)


def _format_changed(count: int) -> str:
    if not count:
        return "All answers are saved."
    return f"{count} {'answer' if count == 1 else 'answers'} not saved yet; the draft is kept."


def _format_said(count: int) -> str:
    return f"{count} {'answer' if count == 1 else 'answers'} of the dossier saved."
