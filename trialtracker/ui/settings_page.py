"""The page of the clinic's settings and its plan templates."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.plan import Template
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.ui.form_reading import FormReading
from trialtracker.ui.plain_text import (
    ElidedLabel,
    WrappedLabel,
    plain_label,
    plain_tooltip,
    wrapped_label,
)
from trialtracker.ui.problem_summary import ProblemSummary
from trialtracker.ui.scroll_area import make_scroll
from trialtracker.ui.settings_form import SettingsForm
from trialtracker.ui.shortcuts import bind_keys

_ABOUT_SETS = (
    "The rules that trials are held against, by name and version. A physician reads them there, "
    "makes new versions, and sees which past trials would change verdict."
)
_NO_TEMPLATES = "No template is saved. “Plan…” in a trial's dossier saves one under a name."


class SettingsPage(QWidget):
    """submitted carries the settings and the reason, retired the id of a template."""

    submitted = Signal(object, str)
    retired = Signal(str)
    criteria_wanted = Signal()
    closed = Signal()
    discarded = Signal()

    def __init__(self, shipped_wording: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.form = SettingsForm(shipped_wording)
        self.summary = ProblemSummary()
        self.summary.jumped.connect(self._jump)
        self.save_button = QPushButton("Save settings  Ctrl+S")
        self.save_button.setProperty("primary", True)
        self.save_button.setAccessibleName("Save settings")
        self.save_button.clicked.connect(self.save)
        self.state_label = WrappedLabel("secondary")
        self.discard_button = QPushButton("Discard what was typed")
        self.discard_button.setProperty("link", True)
        self.discard_button.clicked.connect(self._discard)
        self.form.changed.connect(self._note_change)
        self._templates = QVBoxLayout()
        self.criteria_button = QPushButton("Criteria &sets…  Ctrl+Shift+C")
        self.criteria_button.setAccessibleName("Criteria sets")
        self.criteria_button.setAccessibleDescription(_ABOUT_SETS)
        self.criteria_button.setToolTip(plain_tooltip(_ABOUT_SETS))
        self.criteria_button.clicked.connect(self.criteria_wanted)
        self._lay_out()
        bind_keys(self, {"Ctrl+S": self.save, "Esc": self.closed.emit})

    def show_settings(self, settings: ClinicSettings) -> None:
        """Show the settings as they stand."""
        self.form.show_settings(settings)
        self.summary.show_problems((), {})
        self.state_label.show_text("Settings hold for every trial of this clinic.")
        self.discard_button.hide()

    def show_sets(self, sets: Sequence[CriteriaSet]) -> None:
        """Offer the sets for new trials; what is chosen stays chosen."""
        self.form.show_sets(sets)

    @property
    def is_changed(self) -> bool:
        """Tell whether something is typed that is not stored; it stays when the page is left."""
        return not self.discard_button.isHidden()

    def show_templates(self, templates: Sequence[Template]) -> None:
        """List the templates, each with the way to offer it no longer."""
        while (item := self._templates.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for template in templates:
            self._templates.addWidget(self._make_template(template))
        if not templates:
            self._templates.addWidget(wrapped_label(_NO_TEMPLATES))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show why nothing was stored; everything typed stays."""
        self.form.show_problems(problems)
        titles = {key: field.title for key, field in self.form.fields.items()}
        self.summary.show_problems(problems, titles)
        if problems:
            self.state_label.show_text("Not saved.")
            self._jump(problems[0].field)

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.form.fields["clinic_name"].focus_editor()

    def save(self) -> None:
        """Hand the settings on with the reason."""
        reading = FormReading()
        settings = reading.read_form(self.form.get_settings)
        reason = reading.read("reason", self.form.get_reason, "")
        self.show_problems(reading.problems)
        if settings is not None and not reading.problems:
            self.submitted.emit(settings, reason)

    def _note_change(self) -> None:
        self.state_label.show_text("Not saved yet.")
        self.discard_button.show()

    def _discard(self) -> None:
        self.discard_button.hide()
        self.discarded.emit()

    def _jump(self, key: str) -> None:
        if key in self.form.fields:
            self.form.fields[key].focus_editor()
            self._scroll.ensureWidgetVisible(self.form.fields[key])

    def _make_template(self, template: Template) -> QWidget:
        line = QWidget()
        name = ElidedLabel("dossierLabel", 120)
        name.show_text(template.name)
        drugs = ElidedLabel("secondary", 120)
        drugs.show_text(_format_template(template))
        button = QPushButton("Retire")
        button.setProperty("link", True)
        button.setAccessibleName(f"Retire the template {template.name}")
        button.clicked.connect(partial(self._retire, template.template_id))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(name)
        row.addWidget(drugs)
        row.addStretch(1)
        row.addWidget(button)
        return line

    def _retire(self, template_id: str, _is_checked: bool = False) -> None:
        self.retired.emit(template_id)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("formBody")
        cards = QVBoxLayout(body)
        cards.setContentsMargins(0, 0, 6, 0)
        cards.setSpacing(12)
        cards.addWidget(_card("Clinic", self.form))
        templates = QWidget()
        templates.setLayout(self._templates)
        self._templates.setContentsMargins(0, 0, 0, 0)
        cards.addWidget(_card("Plan templates", templates))
        cards.addStretch(1)
        self._scroll = make_scroll(body)
        foot = QHBoxLayout()
        foot.addWidget(self.state_label, 1)
        foot.addWidget(self.discard_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(plain_label("Settings", "pageTitle"), 1)
        head.addWidget(self.criteria_button)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)


def _card(title: str, content: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 14, 18, 16)
    column.setSpacing(10)
    column.addWidget(plain_label(title, "sectionTitle"))
    column.addWidget(content)
    return card


def _format_template(template: Template) -> str:
    drugs = ", ".join(planned.drug for planned in template.plan.drugs) or "no drug"
    steps = len(template.plan.steps)
    return f"{drugs} · {steps} {'step' if steps == 1 else 'steps'} · by {template.author}"
