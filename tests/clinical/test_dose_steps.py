from datetime import timedelta

import pytest

from tests.factories import START, make_dose
from trialtracker.clinical.dose_steps import (
    DoseStep,
    format_rate,
    format_step,
    get_dose_steps,
    get_dose_units,
)
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.units import DoseUnit

LATER = START + timedelta(hours=10)
UNTIL = START + timedelta(hours=24)


def test_rate_holds_until_the_next_event() -> None:
    steps = get_dose_steps([make_dose(LATER, 300_000), make_dose(START, 200_000)], UNTIL)

    assert [(s.rate_ng_per_day, s.start, s.end) for s in steps] == [
        (200_000, START, LATER),
        (300_000, LATER, UNTIL),
    ]


def test_events_of_one_instant_run_side_by_side() -> None:
    doses = [make_dose(START), make_dose(START, drug="bupivacaine"), make_dose(LATER, 0)]

    steps = get_dose_steps(doses, UNTIL)

    assert [(step.drug, step.end) for step in steps] == [
        ("bupivacaine", LATER),
        ("morphine", LATER),
        ("morphine", UNTIL),
    ]


def test_event_at_the_last_moment_has_no_length() -> None:
    (step,) = get_dose_steps([make_dose(UNTIL)], UNTIL)

    assert (step.start, step.end) == (UNTIL, UNTIL)


@pytest.mark.parametrize("kind", [DoseKind.BOLUS, DoseKind.REFILL])
def test_a_bolus_or_a_refill_ends_no_rate(kind: DoseKind) -> None:
    doses = [make_dose(START), make_dose(LATER, 0, kind=kind, bolus_ng=100_000)]

    (step,) = get_dose_steps(doses, UNTIL)

    assert (step.start, step.end) == (START, UNTIL)


def test_a_stop_ends_the_rate() -> None:
    steps = get_dose_steps([make_dose(START), make_dose(LATER, 0, kind=DoseKind.STOP)], UNTIL)

    assert [(step.rate_ng_per_day, step.end) for step in steps] == [(500_000, LATER), (0, UNTIL)]


def test_each_drug_has_one_unit_for_all_its_doses() -> None:
    bolus = make_dose(START, 0, kind=DoseKind.BOLUS, bolus_ng=25_000)

    units = get_dose_units([bolus, make_dose(LATER), make_dose(LATER, 50_000, drug="clonidine")])

    assert units == {"morphine": DoseUnit.MICROGRAMS, "clonidine": DoseUnit.MICROGRAMS}


def test_a_step_is_told_with_its_drug_and_unit() -> None:
    step = DoseStep("morphine", 500_000, START, UNTIL)

    assert (format_rate(step), format_step(step)) == ("0.5", "morphine 0.5 mg/day")


def test_a_step_of_nothing_is_a_stop() -> None:
    assert format_step(DoseStep("morphine", 0, START, UNTIL)) == "morphine stopped"
