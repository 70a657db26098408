"""Doses of every kind for tests, each with what matters to the test that makes it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.factories import START, make_dose, next_id
from trialtracker.clinical.record import BlindBreak, BlindContent, BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import DoseEvent


def make_bolus(at: datetime = START, bolus_ng: int = 100_000, **changes: Any) -> DoseEvent:
    """Return a bolus of morphine, 0.1 mg unless told otherwise."""
    bolus = make_dose(at, 0, kind=DoseKind.BOLUS, bolus_ng=bolus_ng)
    return replace(bolus, **changes)


def make_stop(at: datetime = START, **changes: Any) -> DoseEvent:
    """Return a stop of morphine."""
    return replace(make_dose(at, 0, kind=DoseKind.STOP), **changes)


def make_refill(at: datetime = START, **changes: Any) -> DoseEvent:
    """Return a reservoir filled with 20 mL of morphine 1 mg/mL."""
    filled: dict[str, Any] = {"concentration_ng_per_ml": 1_000_000, "volume_ul": 20_000}
    return replace(make_dose(at, 0, kind=DoseKind.REFILL), **{**filled, **changes})


def make_coded(
    at: datetime = START, kind: DoseKind = DoseKind.BOLUS, code: str = "A-12"
) -> BlindedDose:
    """Return the dose of a coded syringe."""
    return BlindedDose(next_id(), at, kind, code, "tester")


def make_break(code: str = "A-12", at: datetime = START) -> BlindBreak:
    """Return a blind broken by a physician."""
    content = BlindContent(code, "saline 1 mL")
    return BlindBreak(next_id(), content, "Sedation", "Dr Test", at)
