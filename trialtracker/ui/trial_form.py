"""The trial's part of the registration and amendment dialogs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QGridLayout, QLineEdit

from trialtracker.clinical.checks import check_trial
from trialtracker.clinical.choices import Indication, StopReason, TrialMode, TrialState
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.plan import NO_PLAN, Plan, Template
from trialtracker.clinical.time import Clock, local_date
from trialtracker.clinical.trial import TrialDetails
from trialtracker.ui.criteria_box import CRITERIA_SET, CriteriaBox
from trialtracker.ui.form_field import ChoiceBox, FieldSet, FormField, QuietComboBox
from trialtracker.ui.form_reading import FormReading
from trialtracker.ui.moment_field import MomentField
from trialtracker.ui.trial_numbers import format_hours, parse_days, parse_hours
from trialtracker.ui.zone_box import ZoneBox

_HAS_STARTED = {TrialState.RUNNING, TrialState.COMPLETED, TrialState.STOPPED}
_HAS_ENDED = {TrialState.COMPLETED, TrialState.STOPPED}
_ORDER = (
    ("mode", "planned_days"),
    ("indication", "entry_interval_minutes"),
    ("indication_note", ""),
    ("time_zone", "state"),
    ("started_at", ""),
    ("ended_at", ""),
    ("stop_reason", ""),
    ("criteria_set", ""),
    ("template", ""),
)


class TrialForm(FieldSet):
    """The plan and state of a trial; fields that the state does not have are not shown."""

    def __init__(self, clock: Clock, time_zone: str) -> None:
        super().__init__()
        self._clock = clock
        self._mode = ChoiceBox(tuple(TrialMode), prompt="Choose")
        self._indication = ChoiceBox(tuple(Indication))
        self._indication_note = QLineEdit()
        self._days = QLineEdit()
        self._hours = QLineEdit(format_hours(360))
        self._zone = ZoneBox(time_zone)
        self._state = ChoiceBox(tuple(TrialState))
        self._start = MomentField(self._today)
        self._end = MomentField(self._today)
        self._stop_reason = ChoiceBox(tuple(StopReason), prompt="Choose")
        self._plan = NO_PLAN
        self._templates: tuple[Template, ...] = ()
        self._template = QuietComboBox()
        self._set = CriteriaBox()
        self.add_fields((*self._make_plan(), *self._make_course()))
        self._lay_out()
        self._connect()
        self._indication.show_choice(Indication.NOT_KNOWN)
        self._show_what_applies()
        self.show_templates(())

    def show_details(self, details: TrialDetails) -> None:
        """Fill the form with what is stored."""
        self._mode.show_choice(details.mode)
        self._indication.show_choice(details.indication)
        self._indication_note.setText(details.indication_note)
        self._days.setText(str(details.planned_days))
        self._hours.setText(format_hours(details.entry_interval_minutes))
        self._zone.show_zone(details.time_zone)
        self._state.show_choice(details.state)
        self._start.show_moment(details.started_at, details.time_zone)
        self._end.show_moment(details.ended_at, details.time_zone)
        self._stop_reason.show_choice(details.stop_reason)
        self._plan = details.plan
        self._set.show_name(details.plan.criteria_set)

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer the clinic's plans for a new trial; without any nothing is asked."""
        self._templates = tuple(templates)
        self._template.clear()
        self._template.addItems(["No plan yet", *(template.name for template in templates)])
        self.fields["template"].setVisible(bool(templates))

    def show_sets(self, sets: Sequence[CriteriaSet], default: str = "") -> None:
        """Offer the criteria sets in the version in force at the start of the trial, or today.

        default is the name of the set that a trial takes for which none is chosen yet.
        """
        if default and not self._set.name:
            self._set.show_name(default)
        self._set.show_sets(sets, self._find_first_day())

    def get_details(self, birth_date: date | None) -> TrialDetails:
        """Return what was typed; birth_date is the patient's, if known.

        Raises:
            RefusedError: with every problem of every field.
        """
        reading = FormReading()
        details = self._read(reading)
        reading.check(lambda: check_trial(details, birth_date, self._clock()))
        reading.finish()
        return details

    def _read(self, reading: FormReading) -> TrialDetails:
        state = TrialState(self._state.choice or TrialState.PLANNED)
        indication = Indication(self._indication.choice or Indication.NOT_KNOWN)
        other = indication is Indication.OTHER
        return TrialDetails(
            mode=reading.read("mode", self._get_mode, TrialMode.SINGLE_BOLUS),
            indication=indication,
            indication_note=self._indication_note.text() if other else "",
            planned_days=reading.read("planned_days", self._get_days, 1),
            entry_interval_minutes=reading.read("entry_interval_minutes", self._get_minutes, 360),
            time_zone=reading.read("time_zone", self._zone.get_zone, self._zone.zone_or_default()),
            state=state,
            started_at=reading.read("started_at", self._get_start, None),
            ended_at=reading.read("ended_at", self._get_end, None),
            stop_reason=self._get_stop_reason(),
            plan=self._get_plan(),
        )

    def _get_mode(self) -> TrialMode:
        if self._mode.choice is None:
            raise ValueError("Choose how the drug is given.")
        return TrialMode(self._mode.choice)

    def _get_days(self) -> int:
        return parse_days(self._days.text())

    def _get_minutes(self) -> int:
        return parse_hours(self._hours.text())

    def _get_start(self) -> datetime | None:
        zone = self._zone.zone_or_default()
        return self._start.get_moment(zone) if self._state.choice in _HAS_STARTED else None

    def _get_end(self) -> datetime | None:
        zone = self._zone.zone_or_default()
        return self._end.get_moment(zone) if self._state.choice in _HAS_ENDED else None

    def _get_stop_reason(self) -> StopReason | None:
        stopped = self._state.choice is TrialState.STOPPED
        reason = self._stop_reason.choice
        return StopReason(reason) if stopped and reason else None

    def _get_plan(self) -> Plan:
        chosen = self._template.currentIndex()
        plan = self._templates[chosen - 1].plan if chosen > 0 else self._plan
        return replace(plan, criteria_set=self._set.name)

    def _take_set(self, template: int) -> None:
        """Choose the set that a template names; one without a name leaves the choice."""
        if template > 0 and (name := self._templates[template - 1].plan.criteria_set):
            self._set.show_name(name)

    def _find_first_day(self) -> date:
        try:
            start = self._get_start()
        except ValueError:
            start = None
        return self._today() if start is None else local_date(start, self._zone.zone_or_default())

    def _make_plan(self) -> tuple[FormField, ...]:
        mode, days, hours = self._mode, self._days, self._hours
        indication, note = self._indication, self._indication_note
        return (
            FormField("mode", "M&ode", mode, mode.currentIndexChanged),
            FormField("planned_days", "&Planned days", days, days.textChanged),
            FormField("indication", "&Indication", indication, indication.currentIndexChanged),
            FormField("indication_note", "Indi&cation in words", note, note.textChanged),
            FormField("entry_interval_minutes", "&Entry every, hours", hours, hours.textChanged),
        )

    def _make_course(self) -> tuple[FormField, ...]:
        zone, state, reason = self._zone, self._state, self._stop_reason
        template, criteria_set = self._template, self._set
        start, end = self._start, self._end
        return (
            FormField("time_zone", "Time &zone", zone, zone.editTextChanged),
            FormField("state", "&State", state, state.currentIndexChanged),
            FormField("started_at", "Sta&rt (24-hour time)", start, start.changed),
            FormField("ended_at", "E&nd (24-hour time)", end, end.changed),
            FormField("stop_reason", "&Why stopped", reason, reason.currentIndexChanged),
            FormField("criteria_set", CRITERIA_SET, criteria_set, criteria_set.chosen),
            FormField("template", "Plan from a temp&late", template, template.currentIndexChanged),
        )

    def _lay_out(self) -> None:
        self._start.name_parts("Start")
        self._end.name_parts("End")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for row, (left, right) in enumerate(_ORDER):
            grid.addWidget(self.fields[left], row, 0, 1, 1 if right else 2)
            if right:
                grid.addWidget(self.fields[right], row, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(len(_ORDER), 1)

    def _connect(self) -> None:
        self._start.problem_found.connect(self.fields["started_at"].show_problem)
        self._end.problem_found.connect(self.fields["ended_at"].show_problem)
        self._indication.currentIndexChanged.connect(self._show_what_applies)
        self._state.currentIndexChanged.connect(self._show_what_applies)
        self._template.currentIndexChanged.connect(self._take_set)

    def _show_what_applies(self) -> None:
        state = self._state.choice
        other = self._indication.choice is Indication.OTHER
        self.fields["indication_note"].setVisible(other)
        self.fields["started_at"].setVisible(state in _HAS_STARTED)
        self.fields["ended_at"].setVisible(state in _HAS_ENDED)
        self.fields["stop_reason"].setVisible(state is TrialState.STOPPED)

    def _today(self) -> date:
        return local_date(self._clock(), self._zone.zone_or_default())
