"""The form of a trial's plan: drugs, dose steps, observations, blinding and rescue drug."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.drugs import DRUG_BY_KEY, DRUGS, get_unit_of
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.plan_checks import check_plan
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.schedules import SCHEDULES
from trialtracker.clinical.units import Per, format_dose, get_dose_unit, parse_dose
from trialtracker.ui.criteria_box import CRITERIA_SET, CriteriaBox
from trialtracker.ui.form_field import FieldSet, FormField, QuietComboBox
from trialtracker.ui.form_reading import FormReading
from trialtracker.ui.plain_text import plain_label
from trialtracker.ui.plan_step import PlanStep
from trialtracker.ui.trial_numbers import parse_days

MOST_DRUGS = 4
_FIRST_STEPS = 3
_COURSE = (("planned_days", 1), ("schedule", 3), ("is_blinded", 3))
_NONE = "None"
_BY_DRUG = "As the first drug asks"


class PlanForm(FieldSet):
    """Steps are added as they are needed; a row without hours and amounts is no step."""

    def __init__(self, mode: TrialMode) -> None:
        super().__init__()
        self._usual = DoseKind.RATE if mode.is_continuous else DoseKind.BOLUS
        self._days = QLineEdit()
        self._schedule = _box([_BY_DRUG, *(schedule.label for schedule in SCHEDULES)])
        self._blinded = QCheckBox("Coded syringes")
        self._set = CriteriaBox()
        self._rescue = (QLineEdit(), QLineEdit(), _box(["mg", "micrograms"]))
        self._drugs = [_box([_NONE, *(drug.label for drug in DRUGS)]) for _ in range(MOST_DRUGS)]
        self._concentrations = [QLineEdit() for _ in range(MOST_DRUGS)]
        self._steps: list[PlanStep] = []
        self._grid = QGridLayout()
        self._add = QPushButton("Add a step")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add_step)
        self.add_fields((*self._make_course(), *self._make_drugs()))
        self._lay_out()
        for box in self._drugs:
            box.currentIndexChanged.connect(self._show_drugs)
        for _ in range(_FIRST_STEPS):
            self.add_step()

    # What is shown

    def show_plan(self, plan: Plan, planned_days: int) -> None:
        """Fill the form."""
        self._days.setText(str(planned_days))
        self._set.show_name(plan.criteria_set)
        self.show_template(plan)

    def show_sets(self, sets: Sequence[CriteriaSet], day: date) -> None:
        """Offer the criteria sets in the version in force on a day; the choice stays."""
        self._set.show_sets(sets, day)

    def show_template(self, plan: Plan) -> None:
        """Fill in all that a template holds; the planned days stay, and a set it does not name."""
        if plan.criteria_set:
            self._set.show_name(plan.criteria_set)
        keys = [schedule.key for schedule in SCHEDULES]
        self._schedule.setCurrentIndex(
            keys.index(plan.schedule) + 1 if plan.schedule in keys else 0
        )
        self._blinded.setChecked(plan.is_blinded)
        drug, dose, unit = self._rescue
        drug.setText(plan.rescue_drug)
        dose.setText(plan.rescue_dose)
        unit.setCurrentText(plan.rescue_unit)
        for place in range(MOST_DRUGS):
            self._show_drug(place, plan.drugs[place] if place < len(plan.drugs) else None)
        while len(self._steps) < len(plan.steps):
            self.add_step()
        units = [
            get_unit_of(planned.drug, [step.amounts_ng[place] for step in plan.steps])
            for place, planned in enumerate(plan.drugs)
        ]
        for row in self._steps:
            row.clear()
        for row, step in zip(self._steps, plan.steps, strict=False):
            row.show_step(step, units)

    def add_step(self) -> None:
        """Add an empty row for a further step."""
        step = PlanStep(len(self._steps), self._usual, MOST_DRUGS)
        before = self._steps[-1].fields[-1] if self._steps else None
        step.put_into(self._grid, len(self._steps))
        self._steps.append(step)
        self.fields |= {field.key: field for field in step.fields}
        for field in step.fields:
            field.changed.connect(self.changed)
            if before is not None:
                self.setTabOrder(before.editor, field.editor)
            before = field
        step.show_drugs(self._list_drugs())

    # What is typed

    @property
    def criteria_set(self) -> str:
        """Return the name of the set that is chosen, empty for the default."""
        return self._set.name

    def get_planned_days(self) -> int:
        """Return the planned days.

        Raises:
            ValueError: with a sentence, if they are no whole number.
        """
        return parse_days(self._days.text())

    def get_plan(self) -> Plan:
        """Return the plan.

        Raises:
            RefusedError: with every problem of every field.
        """
        reading = FormReading()
        drugs = self._list_drugs()
        chosen = self._schedule.currentIndex()
        plan = Plan(
            drugs=tuple(self._read_drug(reading, place) for place in self._list_places()),
            steps=tuple(step.read(reading, drugs) for step in self._steps if not step.is_empty),
            schedule=SCHEDULES[chosen - 1].key if chosen > 0 else "",
            is_blinded=self._blinded.isChecked(),
            rescue_drug=self._rescue[0].text().strip(),
            rescue_dose=self._rescue[1].text().strip(),
            rescue_unit=self._rescue[2].currentText(),
            criteria_set=self.criteria_set,
        )
        reading.check(lambda: check_plan(plan))
        reading.finish()
        return plan

    def _read_drug(self, reading: FormReading, place: int) -> PlannedDrug:
        drug = self._drugs[place].currentText()
        typed = self._concentrations[place].text().strip()
        unit = DRUG_BY_KEY[drug].unit
        field = f"concentration:{place}"
        amount = reading.read(field, lambda: parse_dose(typed, Per.ML, unit), 0) if typed else 0
        return PlannedDrug(drug, amount)

    def _list_places(self) -> list[int]:
        return [place for place, box in enumerate(self._drugs) if box.currentIndex() > 0]

    def _list_drugs(self) -> list[str]:
        return [self._drugs[place].currentText() for place in self._list_places()]

    def _show_drug(self, place: int, planned: PlannedDrug | None) -> None:
        self._drugs[place].setCurrentText(_NONE if planned is None else planned.drug)
        amount = 0 if planned is None else planned.concentration_ng_per_ml
        unit = get_dose_unit((amount,), DRUG_BY_KEY[planned.drug].unit) if planned else None
        text = format_dose(amount, unit, Per.ML) if amount and unit else ""
        self._concentrations[place].setText(text)

    def _show_drugs(self) -> None:
        drugs = self._list_drugs()
        for place in range(MOST_DRUGS):
            is_next = place <= len(drugs)
            self.fields[f"drug:{place}"].setVisible(is_next)
            chosen = self._drugs[place].currentIndex() > 0
            self.fields[f"concentration:{place}"].setVisible(chosen)
        for step in self._steps:
            step.show_drugs(drugs)

    def _make_course(self) -> tuple[FormField, ...]:
        days, schedule, blinded = self._days, self._schedule, self._blinded
        drug, dose, unit = self._rescue
        criteria_set = self._set
        return (
            FormField("planned_days", "&Planned days", days, days.textChanged),
            FormField("schedule", "&Observations", schedule, schedule.currentIndexChanged),
            FormField("is_blinded", "&Blinded arms", blinded, blinded.toggled),
            FormField("criteria_set", CRITERIA_SET, criteria_set, criteria_set.chosen),
            FormField("rescue_drug", "&Rescue drug, by mouth", drug, drug.textChanged),
            FormField("rescue_dose", "Rescue dose", dose, dose.textChanged),
            FormField("rescue_unit", "Rescue unit", unit, unit.currentIndexChanged),
        )

    def _make_drugs(self) -> tuple[FormField, ...]:
        fields = []
        for place, (box, text) in enumerate(zip(self._drugs, self._concentrations, strict=True)):
            number = place + 1
            text.setPlaceholderText("1 mg/mL")
            fields += [
                FormField(f"drug:{place}", f"Drug &{number}", box, box.currentIndexChanged),
                FormField(
                    f"concentration:{place}", f"Concentration {number}", text, text.textChanged
                ),
            ]
        return tuple(fields)

    def _lay_out(self) -> None:
        course, rescue, drugs = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        for key, stretch in _COURSE:
            course.addWidget(self.fields[key], stretch)
        for key, stretch in (("rescue_drug", 3), ("rescue_dose", 1), ("rescue_unit", 1)):
            rescue.addWidget(self.fields[key], stretch)
        for place in range(MOST_DRUGS):
            drugs.addWidget(self.fields[f"drug:{place}"], 0, place)
            drugs.addWidget(self.fields[f"concentration:{place}"], 1, place)
            drugs.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(course)
        column.addWidget(self.fields["criteria_set"])
        column.addLayout(rescue)
        column.addLayout(drugs)
        column.addWidget(plain_label("Dose steps", "sectionTitle"))
        self._grid.setHorizontalSpacing(10)
        for place in range(MOST_DRUGS):
            self._grid.setColumnStretch(place + 2, 1)
        column.addLayout(self._grid)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._show_drugs()


def _box(labels: Sequence[str]) -> QuietComboBox:
    box = QuietComboBox()
    box.addItems(list(labels))
    return box
