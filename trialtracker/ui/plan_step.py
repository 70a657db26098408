"""One dose step of the plan form: when, bolus or rate, and how much of each drug."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit

from trialtracker.clinical.drugs import DRUG_BY_KEY
from trialtracker.clinical.plan import PlannedStep
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.units import DoseUnit, Per, format_dose, parse_dose
from trialtracker.ui.form_field import ChoiceBox, FormField
from trialtracker.ui.form_reading import FormReading

KINDS = (DoseKind.BOLUS, DoseKind.RATE, DoseKind.STOP)
_HOURS_WIDTH = 150
_FIRST_AMOUNT = 2
"""The column of the first drug; hours and kind stand before it."""

_LONGEST_AMOUNT = "19.25 micrograms/day"
_AROUND_TEXT = 24


class PlanStep:
    """The fields of one step in its row of the grid; empty when neither hours nor amounts stand."""

    def __init__(self, place: int, usual: DoseKind, drugs: int) -> None:
        self._place = place
        self._hours = QLineEdit()
        self._hours.setFixedWidth(_HOURS_WIDTH)
        self._kind = ChoiceBox(KINDS)
        self._kind.show_choice(usual)
        self._amounts = [QLineEdit() for _ in range(drugs)]
        for amount in self._amounts:  # a dose is never cut
            longest = amount.fontMetrics().horizontalAdvance(_LONGEST_AMOUNT)
            amount.setMinimumWidth(longest + _AROUND_TEXT)
        hours, kind = self._hours, self._kind
        self.fields: list[FormField] = [
            FormField(f"hours:{place}", "Hours after first dose", hours, hours.textChanged),
            FormField(f"kind:{place}", "Given as", kind, kind.currentIndexChanged),
            *(
                FormField(f"amount:{place}:{number}", "Amount", amount, amount.textChanged)
                for number, amount in enumerate(self._amounts)
            ),
        ]

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Place the fields; the captions stand above the first row only."""
        for column, field in enumerate(self.fields):
            grid.addWidget(field, row, column)
            if self._place:
                for caption in field.findChildren(QLabel, "caption"):
                    caption.hide()

    def show_drugs(self, drugs: Sequence[str]) -> None:
        """Show a field for the amount of each planned drug, named by it."""
        number = self._place + 1
        self._hours.setAccessibleName(f"Step {number}, hours after the first dose")
        self._kind.setAccessibleName(f"Step {number}, given as")
        for place, (field, amount) in enumerate(
            zip(self._amount_fields, self._amounts, strict=True)
        ):
            drug = drugs[place] if place < len(drugs) else ""
            field.setVisible(bool(drug))
            if drug:
                label = f"{drug}, {DRUG_BY_KEY[drug].unit.label}"
                amount.setAccessibleName(f"Step {number}, {label}")
                field.title = f"Step {number}, {label}"
                for caption in field.findChildren(QLabel, "caption"):
                    caption.setText(label)

    def show_step(self, step: PlannedStep, units: Sequence[DoseUnit]) -> None:
        """Fill the row with a stored step, each drug in the one unit that all steps have."""
        self._hours.setText(str(step.hours_after_first))
        self._kind.show_choice(step.kind)
        per = Per.DAY if step.kind is DoseKind.RATE else Per.DOSE
        for field, unit, amount in zip(self._amounts, units, step.amounts_ng, strict=False):
            field.setText(format_dose(amount, unit, per) if amount else "")

    def clear(self) -> None:
        """Empty the row."""
        for field in (self._hours, *self._amounts):
            field.clear()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is typed in the row."""
        return not any(field.text().strip() for field in (self._hours, *self._amounts))

    def read(self, reading: FormReading, drugs: Sequence[str]) -> PlannedStep:
        """Return the step, with the problems of its fields told to the reading."""
        kind = DoseKind(self._kind.choice or DoseKind.BOLUS)
        hours = reading.read(f"hours:{self._place}", self._read_hours, 0)
        amounts = tuple(
            reading.read(
                f"amount:{self._place}:{place}",
                partial(self._read_amount, place, drug, kind),
                0,
            )
            for place, drug in enumerate(drugs)
        )
        return PlannedStep(hours, kind, amounts)

    @property
    def _amount_fields(self) -> list[FormField]:
        return self.fields[_FIRST_AMOUNT:]

    def _read_hours(self) -> int:
        typed = self._hours.text().strip()
        if not typed.isascii() or not typed.isdecimal():
            raise ValueError("Write whole hours after the first dose, such as 0 or 24.")
        return int(typed)

    def _read_amount(self, place: int, drug: str, kind: DoseKind) -> int:
        typed = self._amounts[place].text().strip()
        if not typed:
            return 0
        per = Per.DAY if kind is DoseKind.RATE else Per.DOSE
        return parse_dose(typed, per, DRUG_BY_KEY[drug].unit)
