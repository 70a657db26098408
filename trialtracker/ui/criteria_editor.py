"""The editor of a version of a criteria set: form, problems, what will come of it."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trialtracker.clinical.criteria_set_checks import check_criteria_set, check_rules
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.refusal import Problem
from trialtracker.ui.criteria_form import CriteriaForm, list_stops
from trialtracker.ui.criteria_texts import format_consequence
from trialtracker.ui.form_reading import FormReading
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.problem_summary import ProblemSummary
from trialtracker.ui.scroll_area import make_scroll
from trialtracker.ui.shortcuts import bind_keys


class CriteriaEditor(QWidget):
    """submitted and preview_wanted carry a set that has been checked here already."""

    submitted = Signal(object)
    preview_wanted = Signal(object)
    discarded = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._existing: tuple[CriteriaSet, ...] = ()
        self.is_changed = False
        self.form = CriteriaForm(today)
        self.form.changed.connect(self._note_change)
        self.summary = ProblemSummary()
        self.summary.jumped.connect(self._jump)
        self.consequence = WrappedLabel("secondary")
        self.save_button = QPushButton("Save version  Ctrl+S")
        self.save_button.setProperty("primary", True)
        self.save_button.setAccessibleName("Save version")
        self.save_button.clicked.connect(self.save)
        self.preview_button = QPushButton("Preview  Alt+P")
        self.preview_button.setAccessibleName("Preview")
        self.preview_button.clicked.connect(self.preview)
        self.discard_button = QPushButton("Discard what was typed")
        self.discard_button.setProperty("link", True)
        self.discard_button.clicked.connect(self._discard)
        self._scroll = make_scroll()
        self._lay_out()
        self._order_tabs()
        bind_keys(self, {"Alt+P": self.preview})

    def show_existing(self, sets: Sequence[CriteriaSet]) -> None:
        """Take in the versions there are: none of them is used again."""
        self._existing = tuple(sets)

    def start(self, base: CriteriaSet) -> None:
        """Begin the next version from one there is."""
        self.form.show_set(base, _find_free_version(base.name, self._existing, self._today()))
        self.summary.show_problems((), {})
        self.is_changed = False
        self._show_consequence()
        self._scroll.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.form.fields["name"].focus_editor()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show why nothing was stored; everything typed stays."""
        self.save_button.setEnabled(True)
        place = {key: number for number, key in enumerate(self.form.order)}
        listed = sorted(problems, key=lambda problem: place.get(problem.field, -1))
        self.form.show_problems(listed)
        titles = {key: field.title for key, field in self.form.fields.items()}
        self.summary.show_problems(listed, titles)
        if listed:
            self._jump(listed[0].field)

    def save(self) -> None:
        """Hand the version on, if nothing is wrong with it."""
        if not self.save_button.isEnabled():
            return
        typed = self._read(lambda s: check_criteria_set(s, self._existing, self._today()))
        if typed is not None:
            self.save_button.setEnabled(False)
            self.submitted.emit(typed)

    def preview(self) -> None:
        """Ask what the rules would do to past trials; who makes them and when may be open."""
        typed = self._read(check_rules, only_rules=True)
        if typed is not None:
            self.preview_wanted.emit(typed)

    def _read(
        self, check: Callable[[CriteriaSet], None], *, only_rules: bool = False
    ) -> CriteriaSet | None:
        reading = FormReading()
        typed = self.form.get_set(reading)
        reading.check(lambda: check(typed))
        problems = [p for p in reading.problems if not (only_rules and p.field == _DAY)]
        self.show_problems(problems)
        return None if problems else typed

    def _note_change(self) -> None:
        self.is_changed = True
        self.save_button.setEnabled(True)
        self._show_consequence()

    def _show_consequence(self) -> None:
        self.consequence.show_text(format_consequence(self.form.get_date()))

    def _discard(self) -> None:
        self.is_changed = False
        self.discarded.emit()

    def _jump(self, key: str) -> None:
        field = self.form.fields.get(key)
        if field is not None:
            field.focus_editor()
            # The list of problems has just taken room: only then is it known what is in view.
            QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field))

    def _order_tabs(self) -> None:
        fields = [self.form.fields[key] for key in self.form.order]
        stops = [stop for field in fields for stop in list_stops(field)]
        stops += [self.discard_button, self.preview_button, self.save_button]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("formBody")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        self._scroll.setWidget(body)
        foot = QHBoxLayout()
        foot.addWidget(self.consequence, 1)
        for button in (self.discard_button, self.preview_button, self.save_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)


_DAY = "effective_from"


def _find_free_version(name: str, existing: Sequence[CriteriaSet], today: date) -> str:
    """Return a version that is not used yet: the date, with a letter for a second one a day."""
    taken = {each.version for each in existing if each.name == name}
    offered = [today.isoformat(), *(f"{today.isoformat()}{letter}" for letter in "bcdefgh")]
    return next((version for version in offered if version not in taken), "")
