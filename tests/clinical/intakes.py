"""Intakes for tests: every value has a default, a test names only what matters to it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.factories import START, Number, next_id
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind


def make_intake(
    dose: Number | None = 10,
    drug: str = "oxycodone",
    *,
    at: datetime = START,
    kind: IntakeKind = IntakeKind.TAKEN,
    unit: str = "mg",
    times: int = 1,
    **changes: Any,
) -> Intake:
    """Return what was taken once, 10 mg of oxycodone unless told otherwise."""
    exact = None if dose is None else Decimal(dose)
    return Intake(next_id(), kind, drug, exact, unit, times, at)._replace(**changes)


def make_patch(dose: Number | None = 25, *, at: datetime = START, **changes: Any) -> Intake:
    """Return a fentanyl patch that is worn from a moment on."""
    fields: dict[str, Any] = {"kind": IntakeKind.PATCH, "unit": "ug/h", "is_rescue": False}
    return make_intake(dose, at=at, **{"drug": "fentanyl_patch", **fields, **changes})


def make_regular(
    dose: Number | None = 10, drug: str = "oxycodone", *, at: datetime = START, **changes: Any
) -> Intake:
    """Return a dose taken twice each day from a moment on."""
    fields: dict[str, Any] = {"kind": IntakeKind.REGULAR, "times": 2, "is_rescue": False}
    return make_intake(dose, drug, at=at, **{**fields, **changes})


def make_none(at: datetime = START, **changes: Any) -> Intake:
    """Return the answer that nothing was taken since the entry before."""
    fields: dict[str, Any] = {"drug": "", "kind": IntakeKind.NONE, "unit": "", "times": 0}
    return make_intake(None, at=at, **fields)._replace(**changes)
