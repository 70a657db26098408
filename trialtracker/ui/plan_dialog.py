"""The window that plans a trial, from a template or from nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.plan import NO_PLAN, Plan, Template
from trialtracker.clinical.plan_checks import get_plan_doubts
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.trial import Trial
from trialtracker.overriding import override
from trialtracker.ui.form_dialog import FormDialog
from trialtracker.ui.form_field import QuietComboBox
from trialtracker.ui.form_reading import FormReading
from trialtracker.ui.plain_text import WrappedLabel, plain_label
from trialtracker.ui.plan_form import PlanForm
from trialtracker.ui.registration_dialog import ReasonForm

FIRST_PLAN = "First plan of the trial"
"""The reason stored with a plan that takes the place of none."""


class PlanDialog(FormDialog):
    """submitted carries the trial's details and the reason; template_named a name and a plan.

    What is improbable is asked once: saving again keeps it.
    """

    submitted = Signal(object, str)
    template_named = Signal(str, object)

    def __init__(
        self, trial: Trial, templates: Sequence[Template], parent: QWidget | None = None
    ) -> None:
        super().__init__("Plan of the trial", "Save the plan", parent)
        self._trial = trial
        self._templates = tuple(templates)
        self._doubts: tuple[Problem, ...] = ()
        self.form = PlanForm(trial.details.mode)
        self.form.show_plan(trial.details.plan, trial.details.planned_days)
        self.form.changed.connect(self._forget_doubts)
        self.template_box = QuietComboBox()
        self.template_name = QLineEdit()
        self.template_button = QPushButton("Save as template")
        self.said = WrappedLabel("secondary")
        self.doubt = WrappedLabel("doubtText")
        self.reason_form = ReasonForm()
        card = self.add_card("Drugs and steps", self.form)
        card.insertLayout(1, self._make_templates())
        card.addWidget(self._make_doubt())
        card.addWidget(self.said)
        self.add_footer(self.reason_form)
        self._ask_reason()
        self.form.changed.connect(self._ask_reason)
        self.template_box.activated.connect(self._take_template)
        self.template_button.clicked.connect(self._name_template)
        self.resize(1000, 760)

    @override
    def submit(self) -> None:
        reading = FormReading()
        plan = reading.read_form(self.form.get_plan)
        days = reading.read("planned_days", self.form.get_planned_days, 1)
        reason = FIRST_PLAN
        if not self.reason_form.isHidden():
            reason = reading.read("reason", self.reason_form.get_reason, "")
        self.show_problems(reading.problems)
        if plan is None or reading.problems or self._has_doubt(plan, days):
            return
        self.save_button.setEnabled(False)
        details = replace(self._trial.details, plan=plan, planned_days=days)
        self.submitted.emit(details, reason)

    def show_sets(self, sets: Sequence[CriteriaSet], today: date) -> None:
        """Offer the criteria sets in the version in force at the start of the trial, or today."""
        self.form.show_sets(sets, self._trial.first_day or today)

    def show_template_saved(self, name: str) -> None:
        """Say that the template is stored."""
        self.said.show_text(f"Template “{name}” saved.")

    def show_template_refused(self, sentence: str) -> None:
        """Say why the template is not stored."""
        self.said.show_text(sentence)

    def _ask_reason(self) -> None:
        """Ask why a plan that was there is changed, or the rules of a trial that has begun."""
        was = self._trial.details.plan
        is_planned = replace(was, criteria_set="") != NO_PLAN
        is_begun = self._trial.first_day is not None
        is_changed = self.form.criteria_set != was.criteria_set
        self.reason_form.setVisible(is_planned or (is_begun and is_changed))

    def _has_doubt(self, plan: Plan, days: int) -> bool:
        """Ask once about what is improbable; the same doubts again are taken as confirmed."""
        mode: TrialMode = self._trial.details.mode
        doubts = get_plan_doubts(plan, mode, days)
        is_new = bool(doubts) and doubts != self._doubts
        self._doubts = doubts
        if is_new:
            sentences = " ".join(doubt.sentence for doubt in doubts)
            self.doubt.show_text(f"{sentences} Save again to keep it.")
            self._doubt_frame.show()
        return is_new

    def _forget_doubts(self) -> None:
        self._doubts = ()
        self._doubt_frame.hide()

    def _take_template(self, index: int) -> None:
        if index > 0:
            self.form.show_template(self._templates[index - 1].plan)

    def _name_template(self) -> None:
        reading = FormReading()
        plan = reading.read_form(self.form.get_plan)
        self.show_problems(reading.problems)
        if plan is not None:
            self.template_named.emit(self.template_name.text().strip(), plan)

    def _make_templates(self) -> QHBoxLayout:
        names = [template.name for template in self._templates]
        self.template_box.addItems(["No template", *names])
        self.template_box.setEnabled(bool(names))
        self.template_box.setAccessibleName("Start from a template")
        self.template_name.setPlaceholderText("Name of a new template")
        self.template_name.setAccessibleName("Name of a new template")
        self.template_button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(plain_label("Start from", "caption"))
        row.addWidget(self.template_box, 2)
        row.addSpacing(16)
        row.addWidget(self.template_name, 2)
        row.addWidget(self.template_button)
        return row

    def _make_doubt(self) -> QFrame:
        self._doubt_frame = QFrame()
        self._doubt_frame.setObjectName("leaveQuestion")
        row = QHBoxLayout(self._doubt_frame)
        row.setContentsMargins(14, 8, 14, 8)
        row.addWidget(self.doubt)
        self._doubt_frame.hide()
        return self._doubt_frame
