from datetime import timedelta

import pytest

from tests.factories import START, make_dose
from trialtracker.clinical.dose_steps import (
    DoseStep,
    DoseUnit,
    format_amount,
    format_rate,
    get_dose_steps,
    get_dose_unit,
)

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


@pytest.mark.parametrize(
    ("rates", "unit"),
    [
        ((), DoseUnit.MILLIGRAMS),
        ((0,), DoseUnit.MILLIGRAMS),
        ((0, 200_000, 8_000_000), DoseUnit.MILLIGRAMS),
        ((99_999, 200_000), DoseUnit.MICROGRAMS),
    ],
)
def test_one_unit_serves_all_rates(rates: tuple[int, ...], unit: DoseUnit) -> None:
    steps = [DoseStep("morphine", rate, START, UNTIL) for rate in rates]

    assert get_dose_unit(steps) is unit


@pytest.mark.parametrize(
    ("rate", "unit", "text"),
    [
        (500_000, DoseUnit.MILLIGRAMS, "0.5"),
        (350_001, DoseUnit.MILLIGRAMS, "0.350001"),
        (1_000_000, DoseUnit.MILLIGRAMS, "1"),
        (0, DoseUnit.MILLIGRAMS, "0"),
        (1_250_000, DoseUnit.MICROGRAMS, "1,250"),
        (1, DoseUnit.MICROGRAMS, "0.001"),
    ],
)
def test_amount_is_exact_and_plain(rate: int, unit: DoseUnit, text: str) -> None:
    assert format_amount(rate, unit) == text


def test_rate_is_written_with_its_unit() -> None:
    step = DoseStep("morphine", 500_000, START, UNTIL)

    assert format_rate(step, DoseUnit.MILLIGRAMS) == "0.5 mg/day"
